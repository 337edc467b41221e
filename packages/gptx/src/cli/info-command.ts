import { Command } from 'commander';
import { type RunInfo, readRun } from '../read-run.ts';
import { bytes, grouped } from './quantity.ts';

/** `gptx info <run>`. */
export function infoCommand(): Command {
  return new Command('info')
    .description('show the settings, losses and files of a run')
    .argument('<run>', 'folder of the run')
    .option('--json', 'as JSON')
    .action(async (run: string, { json = false }: { json?: boolean }) => {
      const info = await readRun(run);
      process.stdout.write(json ? `${JSON.stringify(info, null, 2)}\n` : describe(info));
    });
}

function describe(info: RunInfo): string {
  const { folder, config, step, complete, loss, validation, best, baseline, knownWords, checkpoints, writer, files } =
    info;
  const rows: [string, string][] = [
    ['run', folder],
    ['steps', `${grouped(step)} of ${grouped(config.steps)}${complete ? ', complete' : ''}`],
    ['writer', writer ? `process ${writer.pid} on ${writer.host} since ${writer.startedAt}` : 'none'],
    ['training loss', loss === null ? '-' : loss.toFixed(4)],
    [
      'validation loss',
      validation
        ? `${validation.loss.toFixed(4)} after step ${validation.step}, over ${grouped(validation.tokens)} characters`
        : '-',
    ],
    ['best', best ? `${best.loss.toFixed(4)} after step ${best.step}` : '-'],
    ['bigram baseline', baseline === null ? '-' : baseline.toFixed(4)],
    ['known words', knownWords === null ? '-' : `${Math.round(100 * knownWords)} %`],
    ['checkpoints', checkpoints.map((at) => `step ${at}`).join(', ') || 'none'],
  ];
  const settings = Object.entries(config).map(([key, value]) => [key, String(value)] as [string, string]);
  const list = files.map(({ name, bytes: size }) => [name, bytes(size)] as [string, string]);
  return [rows, settings, list].map(table).join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join('');
}

// npm run long -- [NAME …] [--short] [--list]
// Runs of many seeds or many steps, too long for a test: `packages/<chapter>/long/<name>.long.ts` exports
// `long({ log, short })`, whose result is written beside it as `<name>.json`, with the command that made it, to be
// committed. --short runs the form that CI can afford and writes nothing.

import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { choose, findPrograms } from './find.ts';

/** What the runner hands to a long run. */
export interface LongContext {
  /** Prints a line for the reader. */
  log(line: string): void;
  /** Whether to run the form that CI can afford. */
  readonly short: boolean;
}

/** What `<name>.long.ts` exports. */
export interface LongModule {
  /** Runs, checks what it claims (throws where it does not hold), and returns the figures: plain JSON. */
  long(context: LongContext): unknown;
}

const root = join(import.meta.dirname, '../../..');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { short: { type: 'boolean', default: false }, list: { type: 'boolean' } },
  });
  const all = findPrograms(root, 'long');
  const files = choose(all, positionals);
  if (values.list) return console.log([...all].map(([name, file]) => `${name}  ${file}`).join('\n'));

  for (const file of files) {
    const { long } = (await import(pathToFileURL(join(root, file)).href)) as Partial<LongModule>;
    if (typeof long !== 'function') throw new TypeError(`Cannot run ${file}: it exports no function \`long\``);
    const start = performance.now();
    const result = await long({ log: (line) => void process.stderr.write(`${line}\n`), short: values.short });
    const seconds = Math.round((performance.now() - start) / 1000);
    const name = [...all].find(([, other]) => other === file)?.[0];
    const command = `npm run long -- ${name}${values.short ? ' --short' : ''}`;
    const machine = `${cpus()[0]?.model ?? process.arch}, ${availableParallelism()} cores, Node ${process.version}`;
    const text = JSON.stringify({ command, machine, seconds, result }, null, 2);
    if (!values.short) writeFileSync(join(root, file.replace(/\.long\.ts$/, '.json')), `${text}\n`);
    console.log(text);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

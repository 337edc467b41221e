import { Command, Option } from 'commander';
import { type SampleRunOptions, sampleRun } from '../sample-run.ts';
import { Interruption } from './interruption.ts';
import { printable } from './printable.ts';
import { readNumber } from './setting-flags.ts';
import { UsageError } from './usage-error.ts';

const number = (flag: string, about: string): Option =>
  new Option(`--${flag} <number>`, about).argParser((text) => {
    const value = readNumber(text);
    if (value === null) throw new UsageError(`Cannot read --${flag}: found '${text}', wanted a number`);
    return value;
  });

/** `gptx sample <run>`. */
export function sampleCommand(): Command {
  return new Command('sample')
    .description('let the model of a run write')
    .argument('<run>', 'folder of the run')
    .option('--prompt <text>', 'what the text begins with')
    .addOption(number('max-tokens', 'characters to write [500]'))
    .addOption(
      number('temperature', 'below 1 the likely characters gain, above 1 the others; 0 takes the likeliest [0.8]'),
    )
    .addOption(number('top-k', 'draw among the k likeliest characters [all]'))
    .addOption(number('top-p', 'draw among the likeliest characters that reach this probability together [1]'))
    .addOption(number('seed', 'another seed, another text [1]'))
    .addOption(number('step', 'step of the checkpoint [the newest]'))
    .action(async (run: string, options: SampleRunOptions) => {
      const { stdout, stderr } = process;
      using interruption = new Interruption();
      const show = (text: string): void => void stdout.write(stdout.isTTY ? printable(text) : text);
      const onNote = (text: string): void => void stderr.write(`note: ${text}\n`);
      let begun = false;
      for await (const piece of sampleRun(run, { temperature: 0.8, ...options, onNote, signal: interruption.signal })) {
        if (!begun) show(options.prompt ?? '');
        begun = true;
        show(piece);
      }
      if (begun) stdout.write('\n');
    });
}

import { nearest } from '@zero-to-gpt/linalg';
import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { infoCommand } from './info-command.ts';
import { resumeCommand } from './resume-command.ts';
import { sampleCommand } from './sample-command.ts';
import { normalizeFlags } from './setting-flags.ts';
import { trainCommand } from './train-command.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs one command line and gives its exit code: 0 where all went well, 1 where the work failed, 2 where the command
 * line is wrong. Errors go to stderr in one line; with `GPTX_STACK=1` with the place they come from.
 */
export async function gptx(args: readonly string[]): Promise<number> {
  const program = new Command('gptx')
    .description('Train your own GPT on a text, let it write, go on where it stopped.')
    .version(version, '-V, --version')
    .addHelpText('after', '\nStart with: gptx train            (Moby Dick, about two minutes)');
  for (const command of [trainCommand(), sampleCommand(), resumeCommand(), infoCommand()]) program.addCommand(command);
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showSuggestionAfterError(false)
      .configureOutput({ outputError: () => {} });
  }
  if (args.length === 0) {
    process.stderr.write(program.helpInformation());
    return 2;
  }
  try {
    await program.parseAsync(normalizeFlags(args), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    process.stderr.write(`gptx: ${explain(error, program, args)}\n`);
    if (process.env.GPTX_STACK && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return error instanceof CommanderError || error instanceof UsageError ? 2 : 1;
  }
}

/** The error in one sentence, with the nearest known flag or command where one was not known. */
function explain(error: unknown, program: Command, args: readonly string[]): string {
  if (!(error instanceof CommanderError)) return error instanceof Error ? error.message : String(error);
  const message = error.message.replace(/^error: /, '').split('\n')[0]!;
  const command = program.commands.find((known) => known.name() === args[0]) ?? program;
  const unknown = /^unknown (option|command) '(.+)'$/.exec(message);
  if (!unknown) return `${message}; see 'gptx ${command === program ? '' : `${command.name()} `}--help'`;
  const known =
    unknown[1] === 'option'
      ? command.options.flatMap(({ long }) => (long ? [long] : []))
      : program.commands.map((known) => known.name());
  // as it was typed, without a value
  const typed = args.find((arg) => normalizeFlags([arg])[0] === unknown[2])?.replace(/=.*/s, '') ?? unknown[2];
  return `unknown ${unknown[1]} '${typed}', the nearest known one is '${nearest(typed!, known)}'`;
}

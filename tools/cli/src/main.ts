import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, renderUsage, runCommand } from 'citty';
import { CommandError } from './command-error.ts';
import { commands } from './commands.ts';
import { checkFlags } from './flags.ts';
import { didYouMean } from './nearest.ts';
import { paint } from './terminal/paint.ts';
import { version } from './version.ts';

const all: CommandDef = {
  meta: { name: 'zero-to-gpt', version, description: 'Learn deep learning by writing it, chapter by chapter' },
  subCommands: commands,
};

/**
 * Runs the command that the words name, and returns the exit status: 0 all is well · 1 an answer does not pass, or
 * something is broken · 2 the command could not be done. Expected errors are a sentence and its cure, on stderr.
 */
export async function main(words: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await dispatch(words);
    return Number(process.exitCode);
  } catch (error) {
    const known = error instanceof CommandError || (error instanceof Error && error.name === 'CLIError');
    if (!known) throw error;
    console.error(paint.red(error.message));
    if (error instanceof CommandError && error.cure) console.error(error.cure);
    return 2;
  }
}

async function dispatch([name, ...rest]: readonly string[]): Promise<void> {
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) return usage(all);
  if (['--version', '-v', '-V'].includes(name)) return console.log(version);
  if (!Object.hasOwn(commands, name))
    throw new CommandError(
      `Cannot find command ${name}${didYouMean(name, Object.keys(commands))}`,
      'See them all: npx zero-to-gpt --help',
    );
  const command = await commands[name]!(); // just looked up
  if (rest.includes('--help') || rest.includes('-h')) return usage(command, all);
  checkFlags(name, rest, await resolved(command.args));
  await runCommand(command, { rawArgs: [...rest] });
}

/** What a command takes; citty colours it always. */
async function usage(command: CommandDef, parent?: CommandDef): Promise<void> {
  const text = await renderUsage(command, parent);
  console.log(paint.isColorSupported ? text : stripVTControlCharacters(text));
}

/** citty allows the declaration of arguments to come late; ours do not. */
async function resolved(args: CommandDef['args']): Promise<ArgsDef> {
  return (typeof args === 'function' ? await args() : await args) ?? {};
}

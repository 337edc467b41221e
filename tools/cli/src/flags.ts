import type { ArgsDef } from 'citty';
import { CommandError } from './command-error.ts';
import { didYouMean } from './nearest.ts';

/** Checks that a command knows every flag it is given: one that is misspelt must not be passed over in silence. */
export function checkFlags(command: string, words: readonly string[], args: ArgsDef): void {
  const options = Object.entries(args).filter(([, { type }]) => type !== 'positional');
  const names = options.flatMap(([name, arg]) => [
    `--${name}`,
    ...(arg.type === 'boolean' ? [`--no-${name}`] : []),
    ...[('alias' in arg && arg.alias) || []].flat().map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`)),
  ]);
  const end = words.indexOf('--');
  for (const [i, word] of words.slice(0, end < 0 ? undefined : end).entries()) {
    if (!word.startsWith('-') || word === '-') continue;
    const [flag = word] = word.split('=');
    if (!names.includes(flag))
      throw new CommandError(
        `Cannot read ${flag}${didYouMean(flag, names)}`,
        `What ${command} takes: npx zero-to-gpt ${command} --help`,
      );
    const wantsValue = options.some(([name, { type }]) => `--${name}` === flag && type === 'string');
    const value = words[i + 1];
    if (wantsValue && !word.includes('=') && (value === undefined || value.startsWith('-')))
      throw new CommandError(`Cannot read ${flag}: wanted a value after it, found ${value ?? 'nothing'}`);
  }
}

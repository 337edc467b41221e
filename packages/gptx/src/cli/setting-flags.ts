import { type Command, Option } from 'commander';
import { type RunConfig, type Setting, settings } from '../run-config.ts';
import { UsageError } from './usage-error.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The arguments with every flag spelt as `--help` spells it: `--nLayer`, `--n_layer` and `--n-layer` are one flag.
 * What follows `--` stays as it is.
 */
export function normalizeFlags(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return args.map((arg, i) => {
    const flag = /^--([A-Za-z][\w-]*)(=[\s\S]*)?$/.exec(arg);
    if (!flag || (end >= 0 && i > end)) return arg;
    return `--${kebab(flag[1]!).replaceAll('_', '-')}${flag[2] ?? ''}`;
  });
}

/** Adds a flag for each of the settings to a command. */
export function addSettingFlags(command: Command, keys?: readonly (keyof RunConfig)[]): Command {
  for (const setting of settings) {
    if (keys && !keys.includes(setting.key)) continue;
    const { key, about, fallback, kind } = setting;
    const shown = fallback === null || keys ? '' : ` [${fallback}]`;
    command.addOption(
      new Option(`--${kebab(key)} <${kind}>`, about + shown)
        .argParser((text) => readValue(setting, text))
        .helpGroup('Settings:'),
    );
  }
  return command;
}

/** The settings among the options of a command: those that were given. */
export function givenSettings(options: Readonly<Record<string, unknown>>): Partial<RunConfig> {
  const given = settings.filter(({ key }) => options[key] !== undefined).map(({ key }) => [key, options[key]]);
  return Object.fromEntries(given) as Partial<RunConfig>; // the flags were made from the settings, their values read by kind
}

function readValue({ key, kind, wanted }: Setting, text: string): number | string | boolean {
  if (kind === 'string') return text;
  if (kind === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (kind === 'number') {
    const value = readNumber(text);
    if (value !== null) return value;
  }
  throw new UsageError(`Cannot read --${kebab(key)}: found '${text}', wanted ${wanted}`);
}

/** A decimal number, as in `12`, `-0.5`, `1e-3`; null where the text is none. */
export function readNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

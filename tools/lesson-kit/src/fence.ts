/** What stands behind ```` ```ts ```` of a cell. */
export interface CellFlags {
  readonly id?: string;
  readonly run: boolean;
  readonly throws: boolean;
  readonly browser: boolean;
  readonly volatile: boolean;
  readonly slow: boolean;
  readonly timeout?: number;
}

const flags = ['run', 'no-run', 'throws', 'browser', 'volatile', 'slow'];

/** Reads the info of a `ts` fence; undefined where it is no cell but a plain example. Errors say found and wanted. */
export function cellFlags(info: string): CellFlags | undefined {
  const words = info.split(/\s+/).slice(1).filter(Boolean);
  if (!words.includes('run') && !words.includes('no-run')) return undefined;
  const seen = new Map<string, string>();
  for (const word of words) {
    const [name, value] = split(word);
    if (seen.has(name)) throw new SyntaxError(`found ${name} twice, wanted it once`);
    if (value === undefined ? !flags.includes(name) : name !== 'id' && name !== 'timeout')
      throw new SyntaxError(`found ${JSON.stringify(word)}, wanted one of ${flags.join(', ')}, id=NAME, timeout=MS`);
    seen.set(name, value ?? '');
  }
  const id = seen.get('id');
  if (id !== undefined && (!kebabCase.test(id) || /^cell-\d+$/.test(id)))
    throw new SyntaxError(`found id=${id}, wanted a name of its own in kebab-case`);
  const wait = seen.get('timeout');
  if (wait !== undefined && !/^[1-9]\d*$/.test(wait))
    throw new SyntaxError(`found timeout=${wait}, wanted milliseconds as timeout=30000`);
  return {
    run: !seen.has('no-run'),
    throws: seen.has('throws'),
    browser: seen.has('browser'),
    volatile: seen.has('volatile'),
    slow: seen.has('slow'),
    ...(id !== undefined && { id }),
    ...(wait !== undefined && { timeout: Number(wait) }),
  };
}

/** Names of cells, exercises and widgets. */
export const kebabCase: RegExp = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function split(word: string): [name: string, value: string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

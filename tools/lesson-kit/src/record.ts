import { setCellHost } from './cell-host.ts';
import { format } from './format.ts';
import type { MimeBundle } from './mime.ts';
import { table } from './table.ts';

/** Something that a cell showed. */
export interface Recorded {
  /** How it can be shown. */
  readonly bundle: MimeBundle;
  /** `console.warn` and `console.error`. */
  readonly level?: 'warn' | 'error';
  /** The number of a place whose contents it replaces: see `live`. */
  readonly slot?: number;
  /** What it was made of. */
  readonly values: readonly unknown[];
}

/** What stands behind the functions that a cell calls. */
export interface RecordOptions {
  /** Whether the reader asked the cell to end; default: never. */
  readonly stopped?: () => boolean;
}

/** Hands over what `console.log` and its kin, `display` and `live` show, until `end`. */
export interface Recording {
  /** Shows what `live` still holds back. */
  flush(): void;
  /** Gives the console back. */
  end(): void;
}

/** Starts to hand all that cells show to `show`, in order. Tests and the site use it alike, so that their texts agree. */
export function record(show: (item: Recorded) => void, { stopped = () => false }: RecordOptions = {}): Recording {
  const waiting = new Set<() => void>();
  const before = setCellHost({
    show: (bundle, { slot, value }) => show({ bundle, values: [value], ...(slot !== undefined && { slot }) }),
    stopped,
    waiting,
  });
  const methods = consoleMethods(show);
  const names = Object.keys(methods) as (keyof typeof methods)[]; // its own keys
  const saved = names.map((name) => [name, console[name]] as const);
  Object.assign(console, methods);
  const flush = () => {
    for (const showLatest of waiting) showLatest();
  };
  return {
    flush,
    end() {
      for (const [name, method] of saved) Object.assign(console, { [name]: method });
      setCellHost(before);
    },
  };
}

type Method = 'log' | 'info' | 'debug' | 'warn' | 'error' | 'trace' | 'dir' | 'table' | 'assert';
type Methods = Pick<
  Console,
  Method | 'group' | 'groupCollapsed' | 'groupEnd' | 'count' | 'time' | 'timeLog' | 'timeEnd'
>;

function consoleMethods(show: (item: Recorded) => void): Methods {
  let indent = '';
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const print = (text: string, values: readonly unknown[], level?: 'warn' | 'error') => {
    const plain = indent === '' ? text : text.replace(/^/gm, indent);
    show({ bundle: { 'text/plain': plain }, values, ...(level && { level }) });
  };
  const log =
    (level?: 'warn' | 'error') =>
    (...values: unknown[]) =>
      print(line(values), values, level);
  const group = (...values: unknown[]) => {
    if (values.length > 0) print(line(values), []);
    indent += '  ';
  };
  const time = (label: string, also: readonly unknown[] = []) =>
    print(
      line([`${label}: ${(performance.now() - (starts.get(label) ?? performance.now())).toFixed(1)} ms`, ...also]),
      [],
    );
  return {
    ...{ log: log(), info: log(), debug: log(), warn: log('warn'), error: log('error') },
    trace: (...values: unknown[]) => print(line(['Trace:', ...values]), [], 'error'),
    assert(condition, ...values: unknown[]) {
      if (!condition) print(line(['Assertion failed', ...values]), [], 'error');
    },
    dir: (value) => print(format(value), [value]),
    table: (rows) => print(table(rows), []),
    group,
    groupCollapsed: group,
    groupEnd() {
      indent = indent.slice(2);
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      print(`${label}: ${counts.get(label)}`, []);
    },
    time: (label = 'default') => void starts.set(label, performance.now()),
    timeLog: (label = 'default', ...also: unknown[]) => time(label, also),
    timeEnd(label = 'default') {
      time(label);
      starts.delete(label);
    },
  };
}

/** Like `console.log`: strings as they are, the rest formatted, with spaces between; `%s`, `%d` and the like filled in. */
function line(values: readonly unknown[]): string {
  const rest = [...values];
  const one = (value: unknown) => (typeof value === 'string' ? value : format(value));
  if (rest.length < 2 || typeof rest[0] !== 'string' || !rest[0].includes('%')) return rest.map(one).join(' ');
  const first = (rest.shift() as string).replace(/%[sdifoOc%]/g, (mark) => {
    if (mark === '%%') return '%';
    if (rest.length === 0) return mark;
    const value = rest.shift();
    if (mark === '%c') return '';
    if (mark === '%s') return one(value);
    if (mark === '%d') return one(Number(value));
    if (mark === '%i') return one(Math.trunc(Number(value)));
    return mark === '%f' ? one(Number(value)) : format(value);
  });
  return [first, ...rest.map(one)].join(' ');
}

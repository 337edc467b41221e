import type { Grid } from './numbers.ts';
import { assertUnchanged, type Snapshot, snapshot } from './snapshot.ts';
import { formatNumber, formatValue, isPromise } from './words.ts';

/** One call of a learner's function. */
export interface Call {
  /** Name of the export. */
  readonly name: string;
  /** What was handed in, as it was before the call. */
  readonly inputs: readonly Input[];
  /** What came back; undefined before that. */
  result?: unknown;
  /** What was thrown, or what its promise rejected with. */
  error?: unknown;
}

/** One input of a call. */
export interface Input {
  /** Name of the parameter, or `input 1` where it has none. */
  readonly name: string;
  /** As code where it is short, else what it is. */
  readonly text: string;
  /** Its numbers before the call. */
  readonly before: Snapshot;
}

/** A length that the inputs of a call have, and where. */
export interface Size {
  /** The length. */
  readonly size: number;
  /** Such as "the length of `x`". */
  readonly name: string;
}

/** Numbers that were handed in. */
export interface NamedGrid extends Grid {
  /** Name of the parameter. */
  readonly name: string;
}

/** Watches the functions of a learner's module: remembers the last call, and ends a step when an input was changed. */
export class Calls {
  /** The last call of this step. */
  last: Call | undefined;
  readonly #mutates: ReadonlySet<string>;

  /** `mutates` names the functions that are meant to change their inputs. */
  constructor(mutates: Iterable<string> = []) {
    this.#mutates = new Set(mutates);
  }

  /** The same names; functions are watched, classes and values are as they were. */
  watch(module: object): object {
    return Object.fromEntries(
      Object.entries(module).map(([name, value]) => [
        name,
        isPlainFunction(value) ? this.#watched(name, value) : value,
      ]),
    );
  }

  /** The function that gave this result, where it was the last one called. */
  nameOf(result: unknown): string | undefined {
    return this.last && Object.is(this.last.result, result) ? this.last.name : undefined;
  }

  /** Such as `The call was norm([3, 4])`; empty before any call. */
  describe(): string {
    const texts = this.last?.inputs.map(({ text }) => text) ?? [];
    while (texts.at(-1) === 'undefined') texts.pop();
    return this.last ? `The call was ${this.last.name}(${texts.join(', ')})` : '';
  }

  /** The numbers that were handed to the last call, as they were. */
  inputs(): NamedGrid[] {
    return (this.last?.inputs ?? []).flatMap(({ name, before }) =>
      before.kind === 'grid' ? [{ name, ...before.grid }] : [],
    );
  }

  /** The lengths that the inputs of the last call have. */
  sizes(): Size[] {
    return this.inputs().flatMap(({ name, shape, data }) => {
      const names = shape.length === 1 ? ['length'] : ['number of rows', 'number of columns'];
      const axes = shape.slice(0, names.length).map((size, k) => ({ size, name: `the ${names[k]} of \`${name}\`` }));
      return shape.length > 1 ? [...axes, { size: data.length, name: `the number of values in \`${name}\`` }] : axes;
    });
  }

  #watched(name: string, original: (...inputs: unknown[]) => unknown): (...inputs: unknown[]) => unknown {
    const parameters = parameterNames(original);
    const watched = (...inputs: unknown[]): unknown => {
      const call: Call = {
        name,
        inputs: inputs.map((x, i) => ({
          name: parameters[i] ?? `input ${i + 1}`,
          text: formatInput(x),
          before: snapshot(x),
        })),
      };
      this.last = call;
      const settle = (): void => {
        if (this.#mutates.has(name)) return;
        for (const [i, input] of call.inputs.entries())
          assertUnchanged(input.before, inputs[i], {
            who: `${name} changed its input \`${input.name}\``,
            freed: `${name} freed its input \`${input.name}\`: dispose of what the function made, not of what it was given`,
            call: this.describe(),
          });
      };
      const fail = (error: unknown): never => {
        call.error = error;
        throw error;
      };
      let result: unknown;
      try {
        result = original(...inputs);
      } catch (error) {
        fail(error);
      }
      if (isPromise(result)) {
        call.result = Promise.resolve(result).then((value) => {
          call.result = value;
          settle();
          return value;
        }, fail);
        void Promise.resolve(call.result).catch(() => {}); // a step that never awaits it must not end the process
        return call.result;
      }
      call.result = result;
      settle();
      return result;
    };
    return Object.defineProperty(watched, 'name', { value: name });
  }
}

function isPlainFunction(x: unknown): x is (...inputs: unknown[]) => unknown {
  return typeof x === 'function' && !/^class\b/.test(Function.prototype.toString.call(x));
}

/** Names of the parameters, as far as they are plain names. */
function parameterNames(f: (...inputs: unknown[]) => unknown): (string | undefined)[] {
  const text = Function.prototype.toString.call(f).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text);
  if (single?.[1]) return [written(single[1], [single[1]])];
  const names: (string | undefined)[] = [];
  let [depth, part] = [0, ''];
  for (const char of text.slice(text.indexOf('(') + 1)) {
    if (depth === 0 && (char === ',' || char === ')')) {
      names.push(/^\s*([\w$]+)/.exec(part)?.[1]);
      part = '';
      if (char === ')') break;
    } else part += char;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
  }
  return names.map((name) => name && written(name, names));
}

/** Bundlers call a parameter `x2` where another file has an `x`: a lone `x2` was `x`, beside an `x1` it was itself. */
function written(name: string, names: readonly (string | undefined)[]): string {
  const bare = name.replace(/[2-9]$/, '');
  const family = names.some((other) => other !== name && other?.replace(/\d+$/, '') === bare.replace(/\d+$/, ''));
  return bare === '' || family ? name : bare;
}

/** An input in one line: code where it is short, else what it is and how large. */
function formatInput(x: unknown): string {
  if (typeof x === 'function') return x.name || 'a function';
  if (typeof x === 'number') return formatNumber(x);
  return formatValue(x);
}

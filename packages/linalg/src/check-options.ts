/**
 * Gives the options of `call` (a function's name, or a class's) back, and refuses them where one is unknown, which a default
 * would hide. `known` names every option of the type; one too many or too few does not compile.
 *
 * @throws TypeError that names the unknown option and the one that it most likely meant, or says what stood in place of options
 *
 * @example
 * ```ts
 * import { checkOptions } from '@zero-to-gpt/linalg';
 *
 * function blur(options: { radius?: number; rounds?: number } = {}): number {
 *   const { radius = 1, rounds = 1 } = checkOptions('blur', options, ['radius', 'rounds']);
 *   return radius * rounds;
 * }
 * blur({ radius: 2 }); // → 2
 * ```
 */
export function checkOptions<Options extends object, const Known extends readonly (keyof Options & string)[]>(
  call: string,
  options: Options,
  known: Known & EveryName<keyof Options, Known[number]>,
): Options {
  if (typeof options !== 'object' || options === null) throw noOptions(call, options, known);
  for (const name in options) if (!known.includes(name)) throw unknownOption(call, name, known);
  return options;
}

/** What a list of names has to be besides a list: nothing more where every name of `Names` is found in it, else what no list can be. */
export type EveryName<Names, Found> = [Exclude<Names, Found>] extends [never]
  ? unknown
  : {
      /** The names that are not in the list: an array has no such member, so it does not compile. */
      missing: Exclude<Names, Found>;
    };

/** What other libraries call an option of this house. */
const elsewhere: Readonly<Record<string, string>> = {
  dim: 'axis',
  dims: 'axis',
  learningrate: 'lr',
  generator: 'random',
  rng: 'random',
};

/**
 * The known name with the fewest letters changed, of several the first; undefined where none is known, or where more than
 * `edits` letters differ. Capitals, dashes and underscores count for nothing.
 *
 * @example
 * ```ts
 * import { nearest } from '@zero-to-gpt/linalg';
 *
 * nearest('label_smooting', ['reduction', 'labelSmoothing']); // → 'labelSmoothing'
 * ```
 */
export function nearest(
  name: string,
  known: readonly string[],
  edits: number = Number.POSITIVE_INFINITY,
): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  let fewest = edits + 0.5;
  for (const candidate of known) {
    const found = distance(wanted, plain(candidate));
    if (found < fewest) [best, fewest] = [candidate, found];
  }
  return best;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Letters to insert, remove or change until one word is the other. Source: Wagner & Fischer 1974. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[to.length]!;
}

function unknownOption(call: string, name: string, known: readonly string[]): TypeError {
  const word = elsewhere[plain(name)];
  const half = Math.max(1, Math.floor(plain(name).length / 2));
  const meant = word !== undefined && known.includes(word) ? word : nearest(name, known, half);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  return new TypeError(`Cannot give ${call} the option ${name}: ${hint}Its options are ${known.join(', ')}`);
}

function noOptions(call: string, found: unknown, known: readonly string[]): TypeError {
  const kind = typeof found === 'string' ? JSON.stringify(found) : String(found);
  return new TypeError(`Cannot give ${call} ${kind} for its options: expected an object, as { ${known[0]}: … }`);
}

import { type Mistake, mistakeKinds } from './exercise.ts';

const keys = ['name', 'replace', 'kind', 'step', 'says'];

/** Reads a `mistakes.json`: a SyntaxError says which mistake is not written as it should be. `file` names it in errors. */
export function parseMistakes(json: string, file = 'mistakes.json'): Mistake[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    throw new SyntaxError(`Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(list))
    throw new SyntaxError(`Cannot read ${file}: found ${typeof list}, wanted a list of mistakes`);
  return list.map((x: unknown, i) => mistake(x, `${file}, mistake ${i + 1}`));
}

function mistake(x: unknown, where: string): Mistake {
  const fail = (message: string): SyntaxError => new SyntaxError(`Cannot read ${where}: ${message}`);
  if (typeof x !== 'object' || x === null) throw fail('wanted an object');
  const parts = new Map<string, unknown>(Object.entries(x));
  const other = [...parts.keys()].find((key) => !keys.includes(key));
  if (other !== undefined) throw fail(`found ${other}, wanted ${keys.join(', ')}`);
  const text = (key: string): string => {
    const value = parts.get(key);
    if (typeof value !== 'string' || value === '')
      throw fail(`found ${key}: ${JSON.stringify(value) ?? 'nothing'}, wanted a text`);
    return value;
  };
  const kind = mistakeKinds.find((known) => known === parts.get('kind'));
  if (!kind)
    throw fail(`found kind: ${JSON.stringify(parts.get('kind')) ?? 'nothing'}, wanted ${mistakeKinds.join(', ')}`);
  const replace = parts.get('replace');
  if (!Array.isArray(replace) || replace.length === 0 || !replace.every(isPair))
    throw fail('found no pairs [from, to] under replace');
  return {
    name: text('name'),
    replace,
    kind,
    ...(parts.has('step') ? { step: text('step') } : {}),
    says: text('says'),
  };
}

function isPair(x: unknown): x is [string, string] {
  return Array.isArray(x) && x.length === 2 && typeof x[0] === 'string' && x[0] !== '' && typeof x[1] === 'string';
}

/**
 * The solution with one mistake made.
 *
 * @example
 * ```ts
 * import { applyMistake } from '@zero-to-gpt/lesson-kit/exercise';
 *
 * applyMistake('return x + x;', { name: 'squares', replace: [['x + x', 'x * x']] }); // → 'return x * x;'
 * ```
 * @throws RangeError where a text to replace stands in the solution not once
 */
export function applyMistake(solution: string, { name, replace }: Pick<Mistake, 'name' | 'replace'>): string {
  let text = solution;
  for (const [from, to] of replace) {
    const times = text.split(from).length - 1;
    if (times !== 1)
      throw new RangeError(
        `Cannot make the mistake "${name}": found ${JSON.stringify(from)} ${times} times, wanted once`,
      );
    text = text.replace(from, () => to);
  }
  return text;
}

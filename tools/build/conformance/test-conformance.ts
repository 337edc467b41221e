import { describe, expect, test } from 'vitest';
import { broken } from './broken.ts';
import { failures, type TestApi } from './small-runner.ts';

/** A chapter's conformance suite, and what it is tried on. */
export interface Tried {
  /** The suite. */
  readonly conformance: (implementation: object, api: TestApi) => void;
  /** Every name that it asks for. */
  readonly names: readonly string[];
  /** The chapter itself. */
  readonly ours: object;
  /** Another implementation, in one file, and where it stands. */
  readonly plain: object;
  readonly file: string;
  /** The packages that the file imports, by the names of their chapters. */
  readonly modules?: Readonly<Record<string, object>>;
}

/** A mistake, the piece of the file that is replaced, by what, and what the suite then says: a test's name and message, or their beginning. */
export type Mistake = readonly [mistake: string, from: string, to: string, says: string];

/**
 * Holds a suite to its word: ours and the one file pass, under vitest and under a runner of twenty lines; every mistake in
 * the one file is named by the test that it belongs to; names that are missing are all listed at once.
 */
export function testConformance(
  { conformance, names, ours, plain, file, modules = {} }: Tried,
  mistakes: readonly Mistake[],
): void {
  conformance(ours, { describe, test, expect });
  describe('one file', () => conformance(plain, { describe, test, expect }));

  /** What the suite's test of a name says about the one file with a mistake in it. */
  async function messages(from: string, to: string, says: string): Promise<string> {
    const mistaken = await broken(file, { from, to }, modules);
    const isWanted = (name: string): boolean =>
      says.startsWith(name) || name.startsWith(says) || says.startsWith('Cannot stand in');
    return failures((api) =>
      conformance(mistaken, { ...api, test: (name, body) => isWanted(name) && api.test(name, body) }),
    ).join('\n');
  }

  describe('conformance()', () => {
    test.each(mistakes)('names %s', async (_, from, to, says) => {
      expect(await messages(from, to, says)).toContain(says);
    });
    test('passes our own and the one file with a small runner too', () => {
      expect([ours, plain].flatMap((module) => failures((api) => conformance(module, api)))).toEqual([]);
    });
    test('lists every missing name at once', () => {
      const [first, ...missing] = names;
      const found = failures((api) => conformance({ [first!]: (ours as Record<string, unknown>)[first!] }, api));
      expect(found).toEqual([expect.stringContaining(`does not export ${missing.join(', ')}`)]);
    });
  });
}

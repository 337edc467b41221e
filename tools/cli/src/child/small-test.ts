import { type Expectation, expect } from './small-expect.ts';

/** One test of a suite. */
export interface SmallTest {
  /** Its own name after those of the groups it stands in: `NDArray › sum() adds up`. */
  readonly name: string;
  /** What it does. */
  readonly body: () => void | Promise<void>;
}

/** The three words in which a conformance suite is written. */
export interface Words {
  describe(name: string, body: () => void): void;
  test(name: string, body: () => void | Promise<void>): void;
  expect(value: unknown): Expectation;
}

/** Collects the tests that a suite declares. */
export function collect(declare: (words: Words) => void): SmallTest[] {
  const tests: SmallTest[] = [];
  const groups: string[] = [];
  declare({
    describe(name, body) {
      groups.push(name);
      body();
      groups.pop();
    },
    test(name, body) {
      tests.push({ name: [...groups, name].join(' › '), body });
    },
    expect,
  });
  return tests;
}

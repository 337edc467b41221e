/** What a suite is given to test with: the part of vitest, jest and node:test that all of them have. */
export interface TestApi {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: () => void | Promise<void>): unknown;
  expect(actual: unknown): {
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toBeCloseTo(expected: number, digits?: number): void;
    toBeLessThan(limit: number): void;
    toBeGreaterThan(limit: number): void;
    toThrow(message?: string): void;
  };
}

/** Runs a suite at once, with an expect of twenty lines, and answers the failures as `test name: message`. */
export function failures(suite: (api: TestApi) => void): string[] {
  const found: string[] = [];
  suite({
    describe: (_, body) => body(),
    test: (name, body) => {
      try {
        void body();
      } catch (error) {
        found.push(`${name}: ${(error as Error).message}`); // suites throw errors
      }
    },
    expect,
  });
  return found;
}

function expect(actual: unknown): ReturnType<TestApi['expect']> {
  const must = (right: boolean, what: string): void => {
    if (!right) throw new Error(`expected ${show(actual)} ${what}`);
  };
  const number = actual as number; // the three that compare are given numbers
  return {
    toBe: (wanted) => must(Object.is(actual, wanted), `to be ${show(wanted)}`),
    toEqual: (wanted) => must(show(actual) === show(wanted), `to equal ${show(wanted)}`),
    toBeCloseTo: (wanted, digits = 2) =>
      must(Math.abs(number - wanted) < Number(`5e-${digits + 1}`), `to be close to ${wanted}`),
    toBeLessThan: (limit) => must(number < limit, `to be less than ${limit}`),
    toBeGreaterThan: (limit) => must(number > limit, `to be greater than ${limit}`),
    toThrow: (message = '') => {
      let thrown: unknown;
      try {
        (actual as () => unknown)(); // what is said to throw is a function
      } catch (error) {
        thrown = error;
      }
      must(thrown !== undefined && String(thrown).includes(message), `to throw ${message || 'an error'}`);
    },
  };
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, x: unknown) => (Number.isNaN(x) ? 'NaN' : x));
}

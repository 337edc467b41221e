/** The part of vitest that conformance suites need; handed in, so that a small runner carries them in a terminal or a page. */
export interface ConformanceApi {
  /** Groups tests. */
  describe(name: string, body: () => void): unknown;
  /** Registers a test. */
  test(name: string, body: () => void | Promise<void>): unknown;
  /** States what should be. */
  expect(actual: unknown): {
    /** Identical. */
    toBe(expected: unknown): void;
    /** Equal in all parts. */
    toEqual(expected: unknown): void;
    /** |actual − expected| < 10^−digits / 2, with 2 digits unless given. */
    toBeCloseTo(expected: number, digits?: number): void;
    /** A number below. */
    toBeLessThan(limit: number): void;
    /** A number above. */
    toBeGreaterThan(limit: number): void;
    /** A function that throws something whose message holds the text, or anything where no text is given. */
    toThrow(message?: string): void;
  };
}

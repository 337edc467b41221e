/** The part of vitest (or of any runner like it) that the suites need; handed in, so that they run anywhere. */
export interface TestApi {
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
    /** Throws something whose message contains the text. */
    toThrow(message: string): void;
  };
}

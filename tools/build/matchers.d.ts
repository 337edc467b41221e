import 'vitest';

declare module 'vitest' {
  interface Matchers<T = unknown> {
    /** Registered by `expect.extend(matchers)` of `@zero-to-gpt/linalg/testing`. */
    toBeAllClose(expected: unknown, tolerance?: { rtol?: number; atol?: number; equalNaN?: boolean }): Promise<void>;
  }
}

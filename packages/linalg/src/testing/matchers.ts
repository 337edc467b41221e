import { NDArray, type Nested, type Tolerance, type TypedArray } from '@zero-to-gpt/linalg';
import { difference, type HostArray } from './compare.ts';

/** What a matcher answers. */
export interface MatcherResult {
  /** Whether the expectation holds. */
  readonly pass: boolean;
  /** What to say where it does not. */
  readonly message: () => string;
}

/** An array, a tensor, nested numbers, or a typed array (one axis). */
export type Numbers = NDArray | Valued | Nested | TypedArray;

/** Something with an array inside, such as a tensor. */
export interface Valued {
  /** The array. */
  readonly value: NDArray;
}

/** `await expect(x).toBeAllClose(y)`: equal shapes, every element within `atol + rtol · |y|`; waits for the device and names the worst index. */
async function toBeAllClose(actual: unknown, expected: unknown, tolerance?: Tolerance): Promise<MatcherResult> {
  const text = difference(await onHost(actual as Numbers), await onHost(expected as Numbers), tolerance);
  return { pass: text === '', message: () => text || 'the arrays are close, and should not be' };
}

/** Matchers for `expect.extend`. */
export const matchers: {
  /** Compares two `Numbers`; rejects with a TypeError for anything else. */
  readonly toBeAllClose: (actual: unknown, expected: unknown, tolerance?: Tolerance) => Promise<MatcherResult>;
} = { toBeAllClose };

async function onHost(x: Numbers): Promise<HostArray> {
  if (typeof x === 'number') return { data: [x], shape: [] };
  if (x instanceof NDArray) return { data: await x.data(), shape: x.shape };
  if (ArrayBuffer.isView(x)) return { data: x, shape: [x.length] };
  if (typeof x !== 'object' || x === null) throw new TypeError(`Cannot compare ${typeof x}: expected numbers`);
  if ('value' in x) return onHost(x.value);
  const shape: number[] = [];
  for (let y: Nested | undefined = x; Array.isArray(y); y = y[0] as Nested | undefined) shape.push(y.length);
  return { data: (x as readonly unknown[]).flat(Infinity) as number[], shape };
}

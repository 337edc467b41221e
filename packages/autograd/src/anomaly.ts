import { callSite, isFloat, type NDArray, tidy } from '@zero-to-gpt/linalg';
import type { Node, Variable } from './tape/variable.ts';

let open: Detection | null = null;

class Detection implements Disposable {
  readonly #outer: Detection | null = open;
  #closed = false;

  [Symbol.dispose](): void {
    if (this.#closed) return;
    if (open !== this)
      throw new Error(
        'Cannot close detectAnomaly() before the ones opened inside it: a detectAnomaly() block must not span an await',
      );
    this.#closed = true;
    open = this.#outer;
  }
}

/**
 * Looks for the first NaN: until the end of the block every operation checks what it made, forward and back, and the
 * error names the operation and the lines of code that called it. `using _ = detectAnomaly();`, or
 * `detectAnomaly(() => …)` for one function. Reads every array: for finding a fault, not for training. Runs where the
 * host sees the memory.
 *
 * @example
 * ```ts
 * import { detectAnomaly, tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([4, -1], { requiresGrad: true });
 * detectAnomaly(() => x.sqrt().sum()); // throws sqrt made NaN
 * ```
 * @throws Error for the first NaN, TypeError where the function is asynchronous, or on a device that has to be awaited
 */
export function detectAnomaly(): Disposable;
export function detectAnomaly<T>(f: () => T): T;
export function detectAnomaly<T>(f?: () => T): T | Disposable {
  const detection = new Detection();
  open = detection;
  if (!f) return detection;
  try {
    const result = f();
    if (result instanceof Promise)
      throw new TypeError(
        'Cannot run an async function in detectAnomaly(): await outside, and keep the block synchronous',
      );
    return result;
  } finally {
    detection[Symbol.dispose]();
  }
}

/** Whether operations look for NaN. */
export function isDetectingAnomaly(): boolean {
  return open !== null;
}

/** @throws Error where a value holds NaN */
export function checkForward(name: string, values: readonly NDArray[], inputs: readonly Variable[]): void {
  for (const value of values) {
    const at = firstNaN(value);
    if (!at) continue;
    for (const [i, input] of inputs.entries()) {
      const before = firstNaN(input.value);
      if (before)
        throw new Error(
          `input ${i} of ${name}, of shape [${input.value.shape}], came with NaN at [${before}]\n${placeOfOperation()}`,
        );
    }
    const from = inputs.map((input) => describe(input.value)).join(' and ');
    throw new Error(`${name} made NaN at [${at}] of [${value.shape}], from ${from}\n${placeOfOperation()}`);
  }
}

/** @throws Error where a gradient holds NaN that came with none */
export function checkBackward({ name, dys, place }: Node, dxs: readonly (NDArray | null)[]): void {
  if (dys.some((dy) => dy && firstNaN(dy))) return; // the fault lies before, and was none of ours
  for (const [i, dx] of dxs.entries()) {
    const at = dx && firstNaN(dx);
    if (at)
      throw new Error(
        `the way back of ${name} made NaN at [${at}] of the gradient of its input ${i}; it ran at\n${place ?? '    (unknown: run the way forward in detectAnomaly() too)'}`,
      );
  }
}

/**
 * The lines of code outside this package that led here, innermost first: enough to see which layer of a model it was.
 * This file lies above all others, as what lies in its folder counts as the package.
 */
export function placeOfOperation(): string {
  return callSite(() => new Error());
}

/** Where the first NaN stands; null without one. */
function firstNaN(x: NDArray): number[] | null {
  if (!isFloat(x.dtype) || x.size === 0) return null;
  if (!x.device.readSync)
    throw new TypeError(`Cannot detect anomalies on ${x.device.name}: its values have to be awaited; run on cpu`);
  if (tidy(() => x.notEqual(x).any().item()) === 0) return null;
  let rest = x.toFlat().findIndex((value) => Number.isNaN(value));
  const place: number[] = [];
  for (const d of [...x.shape].reverse()) {
    place.unshift(rest % d);
    rest = Math.floor(rest / d);
  }
  return place;
}

/** Shape and range, such as `[2, 3] in −1 … Infinity`. */
function describe(x: NDArray): string {
  if (x.size === 0) return `[${x.shape}]`;
  const [low, high] = tidy(() => [x.min().item(), x.max().item()]);
  return `[${x.shape}] in ${format(low)} … ${format(high)}`;
}

function format(value: number): string {
  return Number.isFinite(value) ? `${Number(value.toPrecision(4))}` : `${value}`;
}

let open: Pause | null = null;

class Pause implements Disposable {
  readonly #outer: Pause | null = open;
  #closed = false;

  [Symbol.dispose](): void {
    if (this.#closed) return;
    if (open !== this)
      throw new Error(
        'Cannot close noGrad() before the ones opened inside it: a noGrad() block must not span an await',
      );
    this.#closed = true;
    open = this.#outer;
  }
}

/**
 * Computes without remembering: `using _ = noGrad();` until the end of the block, `noGrad(() => …)` for one function.
 * Synchronous only: a block that is left open over an `await` would switch off the gradients of others.
 *
 * @example
 * ```ts
 * import { noGrad, tensor } from '@zero-to-gpt/autograd';
 *
 * const w = tensor([1, 2], { requiresGrad: true });
 * noGrad(() => w.mul(2)).requiresGrad; // → false
 * ```
 * @throws Error when closed while one opened later is still open; TypeError where the function is asynchronous
 */
export function noGrad(): Disposable;
export function noGrad<T>(f: () => T): T;
export function noGrad<T>(f?: () => T): T | Disposable {
  const pause = new Pause();
  open = pause;
  if (!f) return pause;
  try {
    const result = f();
    if (result instanceof Promise)
      throw new TypeError('Cannot run an async function in noGrad(): await outside, and keep the block synchronous');
    return result;
  } finally {
    pause[Symbol.dispose]();
  }
}

/** Whether operations are being remembered: false inside `noGrad`. */
export function isGradEnabled(): boolean {
  return open === null;
}

import { emptyLike, isFloat, type NDArray, unscoped } from '@zero-to-gpt/linalg';
import type { Rule, Traced } from './vocabulary.ts';

/** One step of a computation: which rule made which values from which inputs. */
export interface Node {
  /** Counts up: an input's node always has a smaller index, so descending order is an order to go back in. */
  readonly index: number;
  /** The rule that ran. */
  readonly rule: Rule;
  /** What it is: `mul`, `softmax`. */
  readonly name: string;
  /** The lines of code it was called from, where `detectAnomaly` was on. */
  readonly place: string | null;
  /** What it ran on; emptied once `backward` has used the node up. */
  inputs: readonly Variable[];
  /** For each input, whether a gradient is wanted. */
  readonly needs: readonly boolean[];
  /** The rule's way back; null once used up. */
  backward: Traced<NDArray>['backward'] | null;
  /** What it made. */
  values: readonly NDArray[];
  /** What the way back reads. */
  saved: readonly NDArray[];
  /** Those of them that the rule made and that are no values: freed together with the node. */
  own: readonly NDArray[];
  /** The state of each saved array's memory when it was saved. */
  readonly versions: readonly number[];
  /** dL/dvalue of each value, while a pass back is under way. */
  dys: (NDArray | null)[];
  /** Number of the last pass back that came by. */
  pass: number;
  /** Values whose gradient is to be kept. */
  retained: Variable[] | null;
}

/**
 * A place on the tape: a value, and for leaves the buffer of its gradient. Every `Tensor` has one; the tape works on
 * these alone and knows no operations.
 */
export class Variable {
  /** The step that made it; null for leaves. */
  readonly node: Node | null;
  /** Which of the step's values it is. */
  readonly output: number;
  /** Called when a pass back has added the last part of this leaf's gradient. */
  onGradient: (() => void) | null = null;
  /** Number of the last pass back that came by, and how many parts of the gradient are still to come in it. */
  pass = 0;
  /** See `pass`. */
  awaited = 0;
  #value: NDArray;
  #requiresGrad: boolean;
  #gradient: NDArray | null = null;
  #filled = false;

  /** A leaf, or value number `output` of a node. */
  constructor(value: NDArray, requiresGrad: boolean, node: Node | null = null, output = 0) {
    this.#value = value;
    this.#requiresGrad = requiresGrad;
    this.node = node;
    this.output = output;
    if (requiresGrad) checkFloat(value);
  }

  /** The array. After `backward` has freed it, every use of it throws. */
  get value(): NDArray {
    return this.#value;
  }

  /** Whether backward computes dL/dvalue. */
  get requiresGrad(): boolean {
    return this.#requiresGrad;
  }
  set requiresGrad(wanted: boolean) {
    if (wanted === this.#requiresGrad) return;
    if (this.node)
      throw new Error(
        'Cannot stop the gradient of a computed tensor by requiresGrad: use detach(), or compute in noGrad()',
      );
    if (wanted) checkFloat(this.#value);
    this.#requiresGrad = wanted;
  }

  /** The gradient, or null where none has arrived since the last `clearGradient`. */
  get gradient(): NDArray | null {
    return this.#filled ? this.#gradient : null;
  }

  /** Adds to the gradient, in one buffer that belongs to no scope and stays until `dispose`. `dx` broadcasts to the value's shape. */
  accumulate(dx: NDArray): void {
    this.#gradient ??= unscoped(() => emptyLike(this.#value));
    if (this.#filled) addInto(this.#gradient, dx);
    else this.#gradient.assign(dx);
    this.#filled = true;
  }

  /** Asks for the gradient of a computed value. @throws Error where nothing it was computed from requires one */
  retainGradient(): void {
    if (!this.#requiresGrad)
      throw new Error('Cannot retain the gradient: nothing this was computed from requires a gradient');
    const { node } = this;
    if (!node) return; // leaves have theirs
    node.retained ??= [];
    if (!node.retained.includes(this)) node.retained.push(this);
  }

  /** Marks the gradient empty; its buffer is overwritten by the next one. */
  clearGradient(): void {
    this.#filled = false;
  }

  /** Takes another array for the value, e.g. on another device; the old value and the gradient are freed. */
  replace(value: NDArray): void {
    this.dispose();
    this.#value = value;
  }

  /** Frees the value and the gradient. */
  dispose(): void {
    this.#value.dispose();
    this.#gradient?.dispose();
    this.#gradient = null;
    this.#filled = false;
  }
}

/** `target += x` in place; x broadcasts. */
export function addInto(target: NDArray, x: NDArray): void {
  const { shape } = target;
  if (x.ndim === shape.length && x.shape.every((d, i) => d === shape[i])) {
    target.device.binary('add', target, x, target);
    return;
  }
  using spread = x.expand(...shape);
  target.device.binary('add', target, spread, target);
}

function checkFloat({ dtype }: NDArray): void {
  if (!isFloat(dtype)) throw new TypeError(`Cannot require a gradient of ${dtype}: only floats have one`);
}

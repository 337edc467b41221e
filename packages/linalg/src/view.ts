import type { DType } from './dtype.ts';
import type { Shape } from './shape.ts';

/**
 * Block of device memory. Made by `Device.alloc`; the arrays that look at it count themselves in `count`,
 * and the last one to go calls `Device.free`.
 */
export interface Storage {
  /** Kind of its elements. */
  readonly dtype: DType;
  /** Elements, not bytes. */
  readonly size: number;
  /** Bumped by every write: finds in-place changes that backward cannot survive. */
  version: number;
  /** How many arrays look at it; kept by `NDArray`. */
  count: number;
  /** Set by `Device.free`. */
  freed: boolean;
}

/** Strided window onto a storage: what kernels read and write. Strides and offset are in elements. */
export interface View {
  /** The memory it looks at. */
  readonly storage: Storage;
  /** Size of each axis. */
  readonly shape: Shape;
  /** Elements between neighbours along each axis; 0 repeats one element along the axis. */
  readonly strides: readonly number[];
  /** Position of the first element. */
  readonly offset: number;
}

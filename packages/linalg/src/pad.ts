import { checkOptions } from './check-options.ts';
import { full } from './create.ts';
import type { NDArray } from './ndarray.ts';
import { tidy } from './scope.ts';

/** Elements to add: at every end, `[before, after]` every axis, or such a pair for each axis. */
export type PadWidth = number | readonly [before: number, after: number] | readonly (readonly [number, number])[];

/** What the new elements hold. */
export interface PadOptions {
  /** A fixed value; the nearest element (`edge`); the elements mirrored at the end one (`reflect`); those from the other end (`wrap`). Default `constant`. */
  mode?: 'constant' | 'edge' | 'reflect' | 'wrap';
  /** The fixed value. Default 0. */
  value?: number;
}

/**
 * A larger array with `x` inside. The pairs of `width` go from the first axis to the last, as in NumPy.
 * @throws RangeError for widths that are none or do not fit the axes, and where there is nothing to repeat
 */
export function pad(x: NDArray, width: PadWidth, options: PadOptions = {}): NDArray {
  const { mode = 'constant', value = 0 } = checkOptions('pad', options, ['mode', 'value']);
  const pairs = x.shape.map((_, axis) => pairOf(x, width, axis));
  if (typeof width !== 'number' && typeof width[0] !== 'number' && width.length !== x.ndim) throw misfit(x, width);
  return tidy(() => {
    if (mode === 'constant') {
      const { dtype, device } = x;
      const shape = x.shape.map((length, axis) => length + pairs[axis]![0] + pairs[axis]![1]);
      const out = full(shape, value, { dtype, device });
      out.slice(...x.shape.map((length, i) => ({ start: pairs[i]![0], stop: pairs[i]![0] + length }))).assign(x);
      return out;
    }
    let out = x.view();
    x.shape.forEach((length, axis) => {
      const [before, after] = pairs[axis]!;
      if (before + after === 0) return;
      if (length === 0) throw new RangeError(`Cannot pad axis ${axis} of [${x.shape}] by its elements: it has none`);
      const from = Array.from({ length: before + length + after }, (_, i) => source(mode, i - before, length));
      out = out.take(from, { axis });
    });
    return out === x ? x.view() : out;
  });
}

/** The position whose element stands at `i`, inside the axis or beyond its ends. */
function source(mode: 'edge' | 'reflect' | 'wrap', i: number, length: number): number {
  if (mode === 'edge') return Math.min(Math.max(i, 0), length - 1);
  const period = mode === 'wrap' ? length : Math.max(1, 2 * (length - 1));
  const at = ((i % period) + period) % period;
  return mode === 'wrap' ? at : Math.min(at, period - at);
}

function pairOf(x: NDArray, width: PadWidth, axis: number): readonly [number, number] {
  const own = typeof width === 'number' ? [width, width] : typeof width[0] === 'number' ? width : width[axis];
  if (!Array.isArray(own) || own.length !== 2 || !own.every((n) => Number.isSafeInteger(n) && n >= 0))
    throw misfit(x, width);
  return own as [number, number]; // as checked
}

function misfit(x: NDArray, width: PadWidth): RangeError {
  return new RangeError(
    `Cannot pad [${x.shape}] by ${JSON.stringify(width)}: expected whole numbers of at least 0, a pair, or a pair for each axis`,
  );
}

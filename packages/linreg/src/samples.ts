import type { NDArray } from '@zero-to-gpt/linalg';

/** Checks features (n, d) of at least one sample. @throws RangeError for shapes, TypeError for anything but float arrays */
export function checkFeatures(action: string, x: NDArray, features?: number): void {
  checkFloats(action, 'x', x);
  if (x.shape.length !== 2)
    throw new RangeError(
      `Cannot ${action}: x is [${x.shape}], expected [samples, features]${
        x.shape.length === 1 ? ': use x.reshape(-1, 1) for one feature, x.reshape(1, -1) for one sample' : ''
      }`,
    );
  if (x.shape[0] === 0 || x.shape[1] === 0) throw new RangeError(`Cannot ${action}: x is empty, [${x.shape}]`);
  if (features !== undefined && x.shape[1] !== features)
    throw new RangeError(`Cannot ${action}: x is [${x.shape}], expected ${features} features as in fit()`);
}

/** Checks features (n, d) and targets (n) of the same samples. @throws RangeError for shapes, TypeError for anything but float arrays */
export function checkSamples(action: string, x: NDArray, y: NDArray): void {
  checkFeatures(action, x);
  checkFloats(action, 'y', y);
  if (y.shape.length !== 1)
    throw new RangeError(`Cannot ${action}: y is [${y.shape}], expected [${x.shape[0]}]: use y.reshape(-1)`);
  if (x.shape[0] !== y.shape[0])
    throw new RangeError(`Cannot ${action}: x holds ${x.shape[0]} samples, y holds ${y.shape[0]} targets`);
}

/** Checks that no element is NaN or infinite; reads the device. @throws RangeError that names the first such element */
export function checkFinite(action: string, name: string, x: NDArray): void {
  if (x.mul(0).sum().item() === 0) return; // NaN · 0 and Infinity · 0 are NaN
  const rows = x.toArray() as readonly (number | readonly number[])[]; // one or two axes: checked before
  const i = rows.findIndex((row) => ![row].flat().every(Number.isFinite));
  const row = [rows[i]!].flat();
  const j = row.findIndex((value) => !Number.isFinite(value));
  const at = x.shape.length === 1 ? `${i}` : `${i}, ${j}`;
  throw new RangeError(`Cannot ${action}: ${name}[${at}] is ${row[j]}, expected finite numbers`);
}

function checkFloats(action: string, name: string, x: NDArray): void {
  // a plain list arrives here from JavaScript
  if (typeof (x as Partial<NDArray>).matmul !== 'function')
    throw new TypeError(
      `Cannot ${action}: ${name} is ${Array.isArray(x) ? 'a list' : typeof x}, expected an array: use array(${name})`,
    );
  if (x.dtype === 'int32' || x.dtype === 'uint8')
    throw new TypeError(`Cannot ${action}: ${name} holds ${x.dtype}, expected floats: use ${name}.astype('float32')`);
}

import { type Shape, sizeOf } from '@zero-to-gpt/linalg';

/** The sizes of the last axes that a layer normalises over. @throws RangeError unless they are whole numbers above 0 */
export function normShape(shape: number | Shape): Shape {
  const sizes = typeof shape === 'number' ? [shape] : [...shape];
  if (sizes.length === 0 || !sizes.every((d) => Number.isSafeInteger(d) && d > 0))
    throw new RangeError(`Cannot normalise over [${sizes}]: expected whole numbers, at least 1`);
  return sizes;
}

/** The shape of x with its normalised axes taken together: (…, width). @throws RangeError where the last axes are others */
export function rowsOf(x: Shape, shape: Shape): Shape {
  const lead = x.length - shape.length;
  if (lead < 0 || shape.some((d, i) => d !== x[lead + i]))
    throw new RangeError(`Cannot normalise [${x}] over [${shape}]: these must be its last axes`);
  return [...x.slice(0, lead), sizeOf(shape)];
}

/** @throws RangeError unless eps is a number of at least 0 */
export function checkEps(eps: number): void {
  if (!(eps >= 0 && Number.isFinite(eps)))
    throw new RangeError(`Cannot normalise with eps ${eps}: expected a number, at least 0`);
}

/** @throws RangeError unless a scale or shift has the shape that is normalised */
export function checkAffine(found: Shape, shape: Shape): void {
  if (`${found}` !== `${shape}`)
    throw new RangeError(`Cannot scale or shift what is normalised over [${shape}] by [${found}]: expected [${shape}]`);
}

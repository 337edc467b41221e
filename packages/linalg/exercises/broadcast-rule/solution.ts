/** Shape of an element-wise operation on shapes a and b. @throws RangeError where they do not fit */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const shape: number[] = [];
  // #region TODO go through the places from the right and decide each: about 6 lines
  for (let place = 1; place <= Math.max(a.length, b.length); place++) {
    const [m, n] = [a.at(-place) ?? 1, b.at(-place) ?? 1];
    if (m !== n && m !== 1 && n !== 1) throw new RangeError(`Cannot broadcast [${a}] with [${b}]: ${m} meets ${n}`);
    shape.unshift(m === 1 ? n : m);
  }
  // #endregion
  return shape;
}

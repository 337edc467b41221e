/** Slope of f at x, from two points h to either side. */
export function derivative(f: (x: number) => number, x: number, h = 1e-4): number {
  // #region TODO the central difference: about 1 line
  return (f(x + h) - f(x - h)) / (2 * h);
  // #endregion
}

/** Slopes of f at the point x along each of its axes; as long as x. */
export function gradient(f: (x: readonly number[]) => number, x: readonly number[], h = 1e-4): number[] {
  // #region TODO one derivative an axis, the other numbers held: about 3 lines
  return x.map((center, i) => {
    const along = (value: number): number => f(x.map((old, j) => (j === i ? value : old)));
    return derivative(along, center, h);
  });
  // #endregion
}

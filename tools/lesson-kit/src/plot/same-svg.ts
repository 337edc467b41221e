const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/** Whether two pictures are the same, up to a hundredth in their numbers: hosts round the last digit differently. */
export function sameSvg(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [a.match(number) ?? [], b.match(number) ?? []];
  return (
    a.replace(number, '#') === b.replace(number, '#') &&
    x.every((text, i) => Math.abs(Number(text) - Number(y[i])) <= 0.0101)
  );
}

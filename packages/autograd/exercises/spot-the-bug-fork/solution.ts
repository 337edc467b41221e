/** A number, the slope of the result in it, and the numbers it was made from with their local slopes. */
export interface Num {
  readonly data: number;
  grad: number;
  readonly from: readonly (readonly [input: Num, localSlope: number])[];
}

/** All numbers that the result depends on, and itself: each once, and behind everything it was made of. */
export function orderOf(result: Num): Num[] {
  const order: Num[] = [];
  const seen = new Set<Num>();
  const visit = (number: Num): void => {
    if (seen.has(number)) return;
    seen.add(number);
    for (const [input] of number.from) visit(input);
    order.push(number);
  };
  visit(result);
  return order;
}

/** Sets `grad` of every number that the result depends on to the slope of the result in it. */
export function backward(result: Num): void {
  // #region TODO the way back without its bugs, about 5 lines
  const order = orderOf(result);
  for (const number of order) number.grad = 0;
  result.grad = 1;
  for (const number of order.reverse())
    for (const [input, localSlope] of number.from) input.grad += number.grad * localSlope;
  // #endregion
}

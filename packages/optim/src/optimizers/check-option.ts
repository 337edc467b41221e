/**
 * Refuses an option of an optimizer that is no number of at least 0, or not below a bound.
 * @throws RangeError that names it
 */
export function checkOption(name: string, value: number, below: number = Number.POSITIVE_INFINITY): void {
  if (Number.isFinite(value) && value >= 0 && value < below) return;
  const bound = below === Number.POSITIVE_INFINITY ? '' : ` and below ${below}`;
  throw new RangeError(`Cannot optimize with ${name} ${value}: expected a number of at least 0${bound}`);
}

/** The learning rate of a group: its own where it has one, else the optimizer's. @throws RangeError unless it is a number of at least 0 */
export function rateOf({ lr: own }: { readonly lr?: number | undefined }, lr: number): number {
  const rate = own ?? lr;
  checkOption('lr', rate);
  return rate;
}

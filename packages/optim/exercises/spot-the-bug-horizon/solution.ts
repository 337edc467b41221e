/** What a run looks like. */
export interface Options {
  batchSize: number;
  epochs: number;
  lr: number;
}

/** The learning rate of each step: half a cosine from lr towards 0 over all batches of all epochs. */
export function rates(x: readonly unknown[], y: readonly unknown[], { batchSize, epochs, lr }: Options): number[] {
  if (x.length !== y.length) throw new RangeError(`Cannot pair ${x.length} samples with ${y.length} answers`);
  // #region TODO the function of the text without its bugs, about 3 lines
  const steps = Math.ceil(x.length / batchSize) * epochs;
  return Array.from({ length: steps }, (_, step) => 0.5 * lr * (1 + Math.cos((Math.PI * step) / steps)));
  // #endregion
}

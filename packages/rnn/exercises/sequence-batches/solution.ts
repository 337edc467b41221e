/** Rows of ids, and what follows each. */
export interface Piece {
  readonly x: number[][];
  readonly y: number[][];
}

/** A long list of ids as `batchSize` streams side by side, in pieces of `length` steps, in order. */
export function streams(ids: readonly number[], batchSize: number, length: number): Piece[] {
  // #region TODO steps of a stream, where each row of a piece begins and ends, targets one later: about 9 lines
  const steps = Math.floor((ids.length - 1) / batchSize);
  const pieces: Piece[] = [];
  for (let start = 0; start < steps; start += length) {
    const stop = Math.min(start + length, steps);
    const rows = (shift: number): number[][] =>
      Array.from({ length: batchSize }, (_, r) => ids.slice(r * steps + start + shift, r * steps + stop + shift));
    pieces.push({ x: rows(0), y: rows(1) });
  }
  return pieces;
  // #endregion
}

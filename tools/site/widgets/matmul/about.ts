import { describePiece } from '../kit/about.ts';
import { choice, matrix, optional } from '../kit/options.ts';
import type { Matrix, Order } from './model.ts';

/** What a lesson may set. */
export interface MatmulOptions {
  /** Up to 4 rows of up to 4 numbers. */
  readonly a: Matrix;
  readonly b: Matrix;
  /** How the loops are nested at first. */
  readonly order: Order;
}

/** The matrix product, term by term. */
export const about = describePiece('matmul', {
  title: 'A matrix product, term by term',
  try: 'Choose a cell of C: its row of A and its column of B light up, and the sum grows. Change any number.',
  fields: {
    a: optional(matrix(), [
      [1, 2, 3],
      [4, 5, 6],
    ]),
    b: optional(matrix(), [
      [7, 8],
      [9, 10],
      [11, 12],
    ]),
    order: optional(choice(['cells', 'rows', 'layers']), 'cells'),
  },
  still: ({ a, b }) =>
    `An interactive piece: a product of a matrix of shape (${a.length}, ${a[0]!.length}) with one of shape (${b.length}, ${b[0]!.length}), built up one multiplication at a time. It needs JavaScript.`,
});

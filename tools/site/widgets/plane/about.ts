import { describePiece } from '../kit/about.ts';
import { figure } from '../kit/figures.ts';
import { choice, list, number, optional } from '../kit/options.ts';
import { identity, type Matrix2, presets } from './model.ts';

/** What a lesson may set. */
export interface PlaneOptions {
  /** The matrix at first: two rows of two numbers from −4 to 4. */
  readonly matrix: Matrix2;
  /** Which matrices are offered, by name. */
  readonly presets: readonly Preset[];
}

/** The name of an offered matrix. */
export type Preset = keyof typeof presets;

const pair = list(number({ min: -4, max: 4 }), { min: 2, max: 2 });
const names = Object.keys(presets) as Preset[]; // its own keys

/** A 2 × 2 matrix at work on the plane. */
export const about = describePiece('plane', {
  title: 'What a 2 × 2 matrix does to the plane',
  try: 'Drag the two arrows, the columns of the matrix. Can you flatten the square to a line?',
  fields: {
    matrix: optional(list(pair, { min: 2, max: 2 }), identity),
    presets: optional(list(choice(names), { max: 6 }), names),
  },
  still: ({ matrix }) =>
    `An interactive piece: the unit square and the grid as the matrix [${matrix.map((row) => `[${row.map((value) => figure(value)).join(', ')}]`).join(', ')}] takes them, with two arrows to drag. It needs JavaScript.`,
});

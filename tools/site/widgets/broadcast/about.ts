import { describePiece } from '../kit/about.ts';
import { list, number, optional } from '../kit/options.ts';
import { name } from './words.ts';

const shape = list(number({ min: 1, max: 4, whole: true }), { min: 1, max: 2 });

/** Two shapes side by side, and what becomes of their difference. */
export const about = describePiece('broadcast', {
  title: 'Two shapes meet',
  try: 'Choose the sizes. Which pairs are refused, and which give more numbers than you had?',
  fields: { a: optional(shape, [4, 3]), b: optional(shape, [3]) },
  still: ({ a, b }) =>
    `An interactive piece: an array of shape ${name(a)} minus one of shape ${name(b)}, with shapes to be changed, showing what is stretched and what is refused. It needs JavaScript.`,
});

/** What a lesson may set. */
export type BroadcastOptions = ReturnType<typeof about.read>;

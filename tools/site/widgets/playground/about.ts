import { describePiece } from '../kit/about.ts';
import { choice, number, oneOf, optional } from '../kit/options.ts';
import type { BendName, SetName } from './names.ts';
import { bends, sets } from './names.ts';

const setNames = Object.keys(sets) as SetName[]; // its keys
const bendNames = Object.keys(bends) as BendName[]; // its keys

/** What the slider of the learning rate has. */
export const rates: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];

/** What the slider of the hidden units has. */
export const widths: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 12, 16];

/** A small network that learns to tell points of two classes apart. */
export const about = describePiece('playground', {
  title: 'Bend a border',
  try: 'Choose points and the number of hidden units, guess the border, and run. How few units will do?',
  fields: {
    set: optional(choice(setNames), 'moons'),
    units: optional(oneOf(widths), 8),
    bend: optional(choice(bendNames), 'relu'),
    rate: optional(oneOf(rates), 0.2),
    seed: optional(number({ min: 1, max: 1000, whole: true }), 1),
  },
  still: ({ set, units }) =>
    `An interactive piece: ${sets[set].title}, or other points of two classes, and the border that a network of ${units} hidden units, or as many as you choose, draws between them while it is trained, with its loss and its share of right answers. It needs JavaScript.`,
});

/** What a lesson may set. */
export type PlaygroundOptions = ReturnType<typeof about.read>;

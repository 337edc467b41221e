import { describePiece } from '../kit/about.ts';
import { figure } from '../kit/figures.ts';
import { list, number, optional } from '../kit/options.ts';

const pair = list(number({ min: -4, max: 4 }), { min: 2, max: 2 });

/** The dot product of two arrows, and the shadow of one on the line of the other. */
export const about = describePiece('shadow', {
  title: 'Two arrows, their dot product and a shadow',
  try: 'Drag the tips. Where does u have no shadow on the line of v, and where is the shadow longer than v?',
  fields: { u: optional(pair, [1, 3]), v: optional(pair, [4, 2]) },
  still: ({ u, v }) =>
    `An interactive piece: the arrows (${u.map((x) => figure(x)).join(', ')}) and (${v.map((x) => figure(x)).join(', ')}), to be dragged, with their dot product, their angle, and the shadow of the first on the line of the second. It needs JavaScript.`,
});

/** What a lesson may set. */
export type ShadowOptions = ReturnType<typeof about.read>;

import { describePiece } from '../kit/about.ts';
import { flag, list, maybe, number, optional, range, record, text } from '../kit/options.ts';

const positive = number({ min: 1e-9, max: 1e6 });

/** The four points of chapter 2's first lessons would be too few to see a valley: eight days of made-up weather. */
const days = [
  [-1.5, -2],
  [-1, -0.4],
  [-0.5, 0.6],
  [0, 1],
  [0.5, 2.3],
  [1, 2.7],
  [1.5, 4.4],
] as const;

/** Gradient descent on the loss of a line. */
export const about = describePiece('descent', {
  title: 'Down the valley of a line’s loss',
  try: 'Drag the start, choose a learning rate and run. Which is the longest step that still arrives?',
  fields: {
    points: optional(list(list(number(), { min: 2, max: 2 }), { min: 2, max: 200 }), days),
    moments: maybe(record({ x: number(), y: number(), xx: number(), xy: number(), yy: number() })),
    w: maybe(range),
    b: maybe(range),
    start: optional(list(number(), { min: 2, max: 2 }), [0, 0]),
    rate: maybe(positive),
    rates: maybe(range),
    steps: optional(number({ min: 1, max: 1000, whole: true }), 60),
    scaled: optional(flag, false),
    scalable: optional(flag, false),
    xLabel: optional(text, 'x'),
    bUnit: maybe(text),
  },
  still: ({ scalable }) =>
    `An interactive piece: rings of equal loss over the weight and the bias of a line, and the path that gradient descent takes for a start and a learning rate of your choice${scalable ? ', in raw units and standardised' : ''}. It needs JavaScript.`,
});

/** What a lesson may set. */
export type DescentOptions = ReturnType<typeof about.read>;

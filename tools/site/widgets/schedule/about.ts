import { describePiece } from '../kit/about.ts';
import { choice, oneOf, optional } from '../kit/options.ts';
import type { Kind } from './recipe.ts';

/** The values that the sliders have. */
export const values = {
  warmup: [0, 5, 10, 20, 30, 50, 75, 100, 150, 200],
  peak: [0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5],
  final: [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1],
  steps: [2, 50, 98, 200, 300, 400, 600, 1000, 2000, 4000],
} as const satisfies Record<string, readonly number[]>;

const names = [
  'constant',
  'linear',
  'cosine',
  'warmupStableDecay',
  'inverseSqrt',
  'oneCycle',
] as const satisfies Kind[];

/** Learning-rate schedules, their code, and short runs under them. */
export const about = describePiece('schedule', {
  title: 'Draw a rate, then train with it',
  try: 'Choose a schedule, guess how low the loss will get, and train. Change one thing and train again: up to three runs stay.',
  fields: {
    kind: optional(choice(names), 'constant'),
    warmup: optional(oneOf(values.warmup), 0),
    peak: optional(oneOf(values.peak), 0.1),
    final: optional(oneOf(values.final), 0),
    steps: optional(oneOf(values.steps), 400),
  },
  still: () =>
    'An interactive piece: the learning rate at each step of a run, for a schedule, a warm-up, rates and a length of your choice, the line of code that makes it, and the losses of short runs under such schedules. It needs JavaScript.',
});

/** What a lesson may set. */
export type ScheduleOptions = ReturnType<typeof about.read>;

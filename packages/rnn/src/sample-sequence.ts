import type { Layer } from '@zero-to-gpt/dense';
import { array, checkOptions, defaultRandom, type NDArray, type Random, tidy } from '@zero-to-gpt/linalg';
import type { State } from './recurrence/rule.ts';

/** A recurrent layer, as `sampleSequence` drives it step by step. */
export interface Recurrent extends Layer {
  /** Results (B, T, H) of ids (B, T) or rows (B, T, I), from the state `before`, or from zeros. */
  forward(x: NDArray, before?: State): NDArray;
  /** State after the last step of the last `forward`. */
  readonly state: State | null;
}

/** Options of `sampleSequence`. */
export interface SampleSequenceOptions {
  /** First id, as a rule the boundary. Default 0. */
  start?: number;
  /** Id that ends a sequence. Default 0. */
  stop?: number;
  /** Most ids drawn. Default 100. */
  maxLength?: number;
  /** Divides the scores: below 1 bolder about the likely, above 1 more even; 0 takes the likeliest. Default 1. */
  temperature?: number;
  /** Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Draws ids one after the other: each from the scores that `head` makes of the recurrent layer's result for the one before.
 *
 * @example
 * ```ts
 * import { Dense } from '@zero-to-gpt/dense';
 * import { Random } from '@zero-to-gpt/linalg';
 * import { GRU, sampleSequence } from '@zero-to-gpt/rnn';
 *
 * const random = new Random(1);
 * const [recurrent, head] = [new GRU(4, 8, { random }), new Dense(8, 4, { random })];
 * const ids = [...sampleSequence(recurrent, head, { random, maxLength: 5 })];
 * ids.length <= 5 && !ids.includes(0); // → true
 * ```
 * @throws RangeError for numbers that cannot be, and scores that are NaN
 */
export function* sampleSequence(
  recurrent: Recurrent,
  head: Layer,
  options: SampleSequenceOptions = {},
): Generator<number, void, void> {
  const {
    start = 0,
    stop = 0,
    maxLength = 100,
    temperature = 1,
    random = defaultRandom(),
  } = checkOptions('sampleSequence', options, ['start', 'stop', 'maxLength', 'temperature', 'random']);
  if (!(temperature >= 0) || !Number.isInteger(maxLength) || maxLength < 0)
    throw new RangeError(
      `Cannot sample ${maxLength} ids at temperature ${temperature}: expected a whole number, and no less than 0`,
    );
  let state: State | undefined;
  let id = start;
  for (let i = 0; i < maxLength; i++) {
    const scores = tidy(() => {
      const y = recurrent.forward(array([[id]], { dtype: 'int32' }), state);
      return Array.from(head.forward(y).toFlat());
    });
    state = recurrent.state ?? undefined;
    id = draw(scores, temperature, random);
    if (id === stop) return;
    yield id;
  }
}

function draw(scores: readonly number[], temperature: number, random: Random): number {
  const bad = scores.findIndex((score) => Number.isNaN(score));
  if (bad >= 0) throw new RangeError(`Cannot sample: the score of id ${bad} is NaN`);
  const most = scores.reduce((a, b) => Math.max(a, b));
  if (temperature === 0) return scores.indexOf(most);
  const weights = tidy(() =>
    Array.from(
      array(
        scores.map((score) => (score - most) / temperature),
        { dtype: 'float64' },
      )
        .exp()
        .toFlat(),
    ),
  );
  let rest = random.next() * weights.reduce((sum, w) => sum + w, 0);
  const at = weights.findIndex((w) => {
    rest -= w;
    return rest < 0;
  });
  return at < 0 ? weights.length - 1 : at;
}

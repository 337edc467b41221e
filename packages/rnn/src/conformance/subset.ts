import type { InitOptions, Layer } from '@zero-to-gpt/dense';
import type { charVocab } from '../char-vocab.ts';
import type { clipGradNorm } from '../clip-grad-norm.ts';
import type { countLoss } from '../count-loss.ts';
import type { perStep } from '../per-step.ts';
import type { Recurrent, sampleSequence } from '../sample-sequence.ts';
import type { slidingWindows } from '../sliding-windows.ts';
import type { wordArrays } from '../word-arrays.ts';

/** Class of a recurrent layer. */
export interface SubsetRecurrentClass {
  /** A layer for so many inputs, with a state of so many numbers; `random` draws its weights. */
  new (inputs: number, hidden: number, options?: Pick<InitOptions, 'random'>): Recurrent;
}

/** Class of the layer that takes the last step. */
export interface SubsetLastStepClass {
  /** A layer without weights. */
  new (): Layer;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/rnn`: `zero-to-gpt run rnn --with rnn=./mine`. The functions as
 * they are documented there; the classes with the members of `Layer` and `Recurrent`.
 */
export interface Subset {
  /** x (B, T, I) or ids (B, T) → (B, T, H), with tanh; `forward(x, before?)`, `backward(dy)`, `parameters`, `state`. */
  RNN: SubsetRecurrentClass;
  /** The same with gates r, z, n in PyTorch's order. */
  GRU: SubsetRecurrentClass;
  /** (B, T, H) → (B, H). */
  LastStep: SubsetLastStepClass;
  /** A loss of rows for sequences. */
  perStep: typeof perStep;
  /** Shortens all slopes together to `maxNorm`; returns the length before. */
  clipGradNorm: typeof clipGradNorm;
  /** Windows (n, length, F) and what follows them, with the option `length`. */
  slidingWindows: typeof slidingWindows;
  /** Ids of characters, 0 for the boundary. */
  charVocab: typeof charVocab;
  /** Loss of a table of counts, with the options `context` and `smoothing`. */
  countLoss: typeof countLoss;
  /** Words as ids (n, T), and what follows each. */
  wordArrays: typeof wordArrays;
  /** Draws ids one after the other, with the options `random`, `maxLength`, `temperature`. */
  sampleSequence: typeof sampleSequence;
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'RNN',
  'GRU',
  'LastStep',
  'perStep',
  'clipGradNorm',
  'slidingWindows',
  'charVocab',
  'countLoss',
  'wordArrays',
  'sampleSequence',
];

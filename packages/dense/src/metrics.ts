import { array, checkOptions, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { checkLabels } from './class-targets.ts';

/**
 * Share of the samples whose class is right. Takes predicted classes (N), or scores (N, C), of which the largest counts.
 * @throws RangeError where the lengths differ, or for no sample
 */
export function accuracy(prediction: NDArray, labels: NDArray): number {
  const found = classesOf(prediction, labels);
  const wanted = labels.toFlat();
  return found.reduce((right, label, i) => right + Number(label === wanted[i]), 0) / wanted.length;
}

/**
 * How often class i (row) was taken for class j (column), (C, C) int32. Right answers stand on the diagonal.
 * Takes predicted classes (N) or scores (N, C).
 * @throws RangeError where the lengths differ, for no sample, and for labels that are no class
 */
export function confusionMatrix(prediction: NDArray, labels: NDArray, options: { classes?: number } = {}): NDArray {
  const { classes } = checkOptions('confusionMatrix', options, ['classes']);
  const found = classesOf(prediction, labels);
  const wanted = labels.toFlat();
  const seen =
    prediction.ndim === 2 ? prediction.shape[1]! : 1 + [...found, ...wanted].reduce((a, b) => Math.max(a, b), 0);
  const size = classes ?? seen;
  checkLabels('count confusions', labels, size);
  if (prediction.ndim === 1) checkLabels('count confusions', prediction, size);
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  wanted.forEach((label, i) => {
    counts[label]![found[i]!]! += 1;
  });
  return array(counts, { dtype: 'int32' });
}

/** How good the answers for one class are. */
export interface ClassScores {
  /** Share of right answers among those that said this class; 0 where none did. */
  readonly precision: number;
  /** Share of this class's samples that were found; 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of both: 2·p·r/(p + r); 0 where both are 0. */
  readonly f1: number;
  /** Samples of this class. */
  readonly support: number;
}

/** Precision, recall and F1 of each class. Takes predicted classes (N) or scores (N, C). Errors as `confusionMatrix`. */
export function precisionRecallF1(
  prediction: NDArray,
  labels: NDArray,
  options: { classes?: number } = {},
): readonly ClassScores[] {
  const matrix = confusionMatrix(prediction, labels, options);
  const counts = matrix.toArray() as readonly (readonly number[])[]; // two axes
  matrix.dispose();
  return counts.map((row, k) => {
    const support = row.reduce((sum, n) => sum + n, 0);
    const said = counts.reduce((sum, other) => sum + other[k]!, 0);
    const right = row[k]!;
    const precision = said === 0 ? 0 : right / said;
    const recall = support === 0 ? 0 : right / support;
    const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { precision, recall, f1, support };
  });
}

/** One end of the trade between false alarms and misses. */
export interface ROCPoint {
  /** Everything with at least this score is called class 1. */
  readonly threshold: number;
  /** Share of class 0 that is called class 1. */
  readonly falsePositiveRate: number;
  /** Share of class 1 that is called class 1. */
  readonly truePositiveRate: number;
}

/**
 * The receiver operating characteristic: both rates for every threshold, from the strictest to the laxest. Scores (N),
 * labels (N) of 0 and 1.
 * @throws RangeError where the lengths differ, a score is NaN, a label is not 0 or 1, or one of both classes is missing
 */
export function rocCurve(scores: NDArray, labels: NDArray): readonly ROCPoint[] {
  if (scores.ndim !== 1 || `${scores.shape}` !== `${labels.shape}`)
    throw new RangeError(
      `Cannot draw a ROC curve: scores [${scores.shape}] and labels [${labels.shape}], expected one of each a sample`,
    );
  checkLabels('draw a ROC curve', labels, 2);
  const [values, wanted] = [Array.from(scores.toFlat()), Array.from(labels.toFlat())];
  const bad = values.findIndex((value) => Number.isNaN(value));
  if (bad >= 0) throw new RangeError(`Cannot draw a ROC curve: score ${bad} is NaN`);
  const ones = wanted.reduce((sum, label) => sum + label, 0);
  const zerosCount = wanted.length - ones;
  if (ones === 0 || zerosCount === 0)
    throw new RangeError(`Cannot draw a ROC curve: all labels are ${ones === 0 ? 0 : 1}, expected both classes`);
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const points: ROCPoint[] = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  let [hits, alarms] = [0, 0];
  order.forEach((i, place) => {
    if (wanted[i] === 1) hits++;
    else alarms++;
    const next = order[place + 1];
    if (next !== undefined && values[next] === values[i]) return; // equal scores are one step
    points.push({ threshold: values[i]!, falsePositiveRate: alarms / zerosCount, truePositiveRate: hits / ones });
  });
  return points;
}

/**
 * Area under the ROC curve: the chance that a sample of class 1 gets a higher score than one of class 0 (ties count
 * half). 1 is perfect order, 0.5 is guessing. Errors as `rocCurve`.
 */
export function rocAuc(scores: NDArray, labels: NDArray): number {
  const points = rocCurve(scores, labels);
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    area += ((b.falsePositiveRate - a.falsePositiveRate) * (a.truePositiveRate + b.truePositiveRate)) / 2;
  }
  return area;
}

function classesOf(prediction: NDArray, labels: NDArray): number[] {
  if (labels.ndim !== 1 || prediction.ndim > 2 || prediction.ndim < 1 || prediction.shape[0] !== labels.shape[0])
    throw new RangeError(
      `Cannot compare predictions [${prediction.shape}] with labels [${labels.shape}]: expected [samples] or [samples, classes] and [samples]`,
    );
  if (labels.shape[0] === 0) throw new RangeError('Cannot compare predictions with labels: there is no sample');
  if (prediction.ndim === 1) return Array.from(prediction.toFlat());
  return tidy(() => Array.from(prediction.argmax({ axis: 1 }).toFlat()));
}

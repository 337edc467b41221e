import { array, Random } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { accuracy, confusionMatrix, oneHot, precisionRecallF1, rocAuc, rocCurve } from '../src/index.ts';

const labels = (...values: number[]) => array(values, { dtype: 'int32' });

describe('accuracy()', () => {
  test('is the share of right classes', () => {
    expect(accuracy(labels(0, 1, 2, 2), labels(0, 1, 1, 2))).toBe(0.75);
  });
  test('takes the largest of scores', () => {
    expect(
      accuracy(
        array([
          [0.1, 0.9],
          [2, -1],
        ]),
        labels(1, 1),
      ),
    ).toBe(0.5);
  });
  test('wants as many predictions as labels, and one at least', () => {
    expect(() => accuracy(labels(1), labels(1, 0))).toThrow('Cannot compare predictions [1] with labels [2]');
    expect(() => accuracy(labels(), labels())).toThrow('there is no sample');
  });
});

describe('confusionMatrix()', () => {
  test('counts class i taken for class j in row i, column j', () => {
    expect(confusionMatrix(labels(0, 1, 1, 2), labels(0, 0, 1, 2)).toArray()).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
  test('has as many rows as there are classes, also without samples of them', () => {
    expect(confusionMatrix(labels(0), labels(0), { classes: 3 }).shape).toEqual([3, 3]);
  });
  test('refuses labels that are no class', () => {
    expect(() => confusionMatrix(labels(0), labels(3), { classes: 3 })).toThrow(
      'label 0 is 3, expected a class from 0 to 2',
    );
  });
});

describe('precisionRecallF1()', () => {
  test('says how many of those called were right, and how many were found', () => {
    const [, yes] = precisionRecallF1(labels(1, 1, 1, 0, 0, 0), labels(1, 1, 0, 1, 1, 0));
    expect(yes!.precision).toBeCloseTo(2 / 3);
    expect(yes!.recall).toBe(0.5);
    expect(yes!.f1).toBeCloseTo(4 / 7);
    expect(yes!.support).toBe(4);
  });
  test('a class never called has precision 0, one without samples recall 0', () => {
    const [a, b] = precisionRecallF1(labels(0, 0), labels(0, 0), { classes: 2 });
    expect([a!.f1, b!.precision, b!.recall, b!.f1]).toEqual([1, 0, 0, 0]);
  });
});

describe('rocAuc()', () => {
  test('is the share of pairs in the right order, ties half', () => {
    // ones: 0.9, 0.4; zeros: 0.4, 0.1: pairs right, right, tie, right
    expect(rocAuc(array([0.9, 0.4, 0.4, 0.1]), labels(1, 1, 0, 0))).toBe(0.875);
  });
  test('agrees with counting all pairs', () => {
    const random = new Random(1);
    const scores = Array.from({ length: 60 }, () => random.int(20) / 20);
    const wanted = scores.map(() => random.int(2));
    let [right, pairs] = [0, 0];
    scores.forEach((a, i) => {
      scores.forEach((b, j) => {
        if (wanted[i] !== 1 || wanted[j] !== 0) return;
        pairs++;
        right += a > b ? 1 : a === b ? 0.5 : 0;
      });
    });
    expect(rocAuc(array(scores, { dtype: 'float64' }), labels(...wanted))).toBeCloseTo(right / pairs, 12);
  });
  test('wants both classes, numbers and labels of 0 and 1', () => {
    expect(() => rocAuc(array([1, 2]), labels(1, 1))).toThrow('all labels are 1, expected both classes');
    expect(() => rocAuc(array([1, NaN]), labels(0, 1))).toThrow('score 1 is NaN');
    expect(() => rocAuc(array([1, 2]), labels(0, 2))).toThrow('label 1 is 2');
  });
});

test('rocCurve() goes from nothing called to everything called', () => {
  expect(rocCurve(array([3, 2, 1]), labels(1, 0, 1))).toEqual([
    { threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 3, falsePositiveRate: 0, truePositiveRate: 0.5 },
    { threshold: 2, falsePositiveRate: 1, truePositiveRate: 0.5 },
    { threshold: 1, falsePositiveRate: 1, truePositiveRate: 1 },
  ]);
});

describe('oneHot()', () => {
  test('puts a 1 at the label', () => {
    expect(oneHot(labels(2, 0), 3).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });
  test('refuses labels that are no class', () => {
    expect(() => oneHot(labels(0, 3), 3)).toThrow(
      'label 1 is 3, expected a class from 0 to 2 (do the labels count from 1?)',
    );
  });
});

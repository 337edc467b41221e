import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

const is = (found: unknown, wrong: number[][]): boolean => JSON.stringify(found) === JSON.stringify(wrong);

export default check<typeof import('./solution.ts')>('dense/confusion-matrix', ({ confusionMatrix }, t) => {
  t.step('one sample, rightly 1 of 2', () => {
    const found = confusionMatrix([1], [1], 2);
    t.ok(
      !is(found, [
        [0, 1],
        [0, 1],
      ]),
      'One sample was counted in both rows: each row has to be a list of its own, fill() repeats one and the same',
    );
    t.close(found, [
      [0, 0],
      [0, 1],
    ]);
  });
  t.step('a 0 that was taken for 1: row 0, column 1', () => {
    const found = confusionMatrix([1], [0], 2);
    t.ok(
      !is(found, [
        [0, 0],
        [1, 0],
      ]),
      'It stands in row 1, column 0: the truth is the row, the answer the column',
    );
    t.close(found, [
      [0, 1],
      [0, 0],
    ]);
  });
  t.step('four samples, three classes', () => {
    const found = confusionMatrix([0, 1, 1, 1], [0, 0, 1, 2], 3);
    t.ok(
      !is(found, [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
      ]),
      'Only right answers were counted: wrong ones stand off the diagonal',
    );
    t.ok(
      !is(found, [
        [0.5, 0.5, 0],
        [0, 1, 0],
        [0, 1, 0],
      ]),
      'Each row adds up to 1: counts are wanted, not shares',
    );
    t.close(found, [
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });
  t.step('a class that never occurs has its row and column', () => {
    const found = confusionMatrix([0, 0], [0, 0], 3);
    t.ok(found.length === 3, `There are ${found.length} rows, but 3 classes: also those that no sample has`);
    t.close(found, [
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
  t.step('numbers that are no class are errors', () => {
    t.throws(() => confusionMatrix([0, 3], [0, 1], 3), { type: RangeError, what: 'an answer of 3 with 3 classes' });
    t.throws(() => confusionMatrix([0, 0], [0, -1], 3), { type: RangeError, what: 'a truth of -1' });
  });
  t.step('500 random samples, 6 classes', () => {
    const random = new Random(16);
    const draw = (): number[] => Array.from({ length: 500 }, () => random.int(6));
    const [said, truth] = [draw(), draw()];
    const want = [0, 1, 2, 3, 4, 5].map((i) =>
      [0, 1, 2, 3, 4, 5].map((j) => truth.filter((label, k) => label === i && said[k] === j).length),
    );
    t.close(confusionMatrix(said, truth, 6), want);
  });
});

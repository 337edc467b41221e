import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('autograd/unbroadcast', ({ unbroadcast }, t) => {
  const table = (): NDArray => array([[1, 2], [10, 20], [100, 200]]); // biome-ignore format: as on paper

  t.step('nothing was copied: the same numbers', () => {
    t.close(unbroadcast(array([[3, 4]]), [1, 2]), array([[3, 4]]));
  });
  t.step('a bias of shape (2) below three rows', () => {
    const found = unbroadcast(table(), [2]);
    t.ok(!is(found, 37, 74), 'The rows were averaged: paths that fork add up, nothing is divided');
    t.ok(
      !is(found, 3, 30, 300),
      'Summed sideways: the axis in front has no partner in the shape, that one is summed over',
    );
    t.ok(!is(found, 100, 200), 'Only the last row counts: all three used the bias, add their slopes up');
    t.ok(!is(found, 1, 2), 'Only the first row counts: all three used the bias, add their slopes up');
    t.ok(
      !(found instanceof NDArray && found.size === 6),
      'Nothing was summed, dy came back as it is: all three rows used the bias, sum over the axis in front',
    );
    t.ok(
      !(found instanceof NDArray && found.ndim === 2),
      'The numbers still stand in a table of one row: the slope has the shape of the value, (2), so reshape at the end',
    );
    t.close(found, array([111, 222]));
  });
  t.step('a column of shape (3, 1)', () => {
    const found = unbroadcast(table(), [3, 1]);
    t.ok(
      !(found instanceof NDArray && found.size === 6),
      'Nothing was summed: an axis of size 1 that is 2 in dy was stretched, sum over it',
    );
    t.ok(!is(found, 111, 222), 'Summed downwards: the axis of size 1 is the second');
    t.ok(
      !(found instanceof NDArray && found.ndim === 1),
      'The sums lie in a row of shape (3): keep the axis of size 1, the value has shape (3, 1)',
    );
    t.close(found, array([[3], [30], [300]]));
  });
  t.step('a single number', () => {
    const found = unbroadcast(table(), []);
    t.close(found, array(333));
  });
  t.step('new axes and stretched ones at once: (2, 3, 4) down to (3, 1)', () => {
    const dy = array(Array.from({ length: 24 }, (_, i) => i)).reshape(2, 3, 4);
    const found = unbroadcast(dy, [3, 1]);
    t.ok(
      !(found instanceof NDArray && found.size === 12),
      'Only the axis in front was summed: the last one has size 1 in the shape, sum over it too',
    );
    t.close(found, array([[60], [92], [124]]));
  });
  t.step('an axis of size 1 that is 1 in dy as well was never copied', () => {
    t.close(unbroadcast(array([[[5, 6]], [[7, 8]]]), [1, 2]), array([[12, 14]]));
  });
  t.step('random: (4, 5, 3, 2) down to (5, 1, 2)', () => {
    const dy = new Random(3).normal([4, 5, 3, 2]);
    const want = new Float32Array(10);
    dy.toFlat().forEach((slope, at) => {
      const [second, last] = [Math.floor(at / 6) % 5, at % 2];
      want[2 * second + last]! += slope;
    });
    t.close(unbroadcast(dy, [5, 1, 2]), array(Array.from(want)).reshape(5, 1, 2));
  });
});

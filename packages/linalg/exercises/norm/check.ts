import { check } from '@zero-to-gpt/check';
import { array, linalg, Random, zeros } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linalg/norm', ({ norm }, t) => {
  t.step('3 streets east, 4 streets north: 5', () => {
    const length = norm(array([3, 4]));
    t.ok(
      !is(length, 7),
      'The length is 7 = 3 + 4, the way along the streets: add squares, and take the root once, after the sum',
    );
    t.ok(!is(length, Math.sqrt(7)), 'The length is √7 = √(3 + 4): square each element before you add it');
    t.ok(!is(length, Math.sqrt(12.5)), 'The length is √(25 / 2): nothing is divided, take the root of the sum itself');
    t.ok(!is(length, 4), 'The length is 4, as if the 3 were not there: add each square to those before it');
    t.ok(!is(length, 3), 'The length is 3, as if the 4 were not there: does the loop stop too early?');
    t.close(length, 5);
  });
  t.step('a direction does not matter: [−3, 4] is as long', () => t.close(norm(array([-3, 4])), 5));
  t.step('three axes: [1, 2, 2] has length 3', () => {
    const length = norm(array([1, 2, 2]));
    t.ok(!is(length, Math.sqrt(5)), 'The length is √5 = √(1 + 4): one of the three elements is missing');
    t.close(length, 3);
  });
  t.step('one axis: [−7] has length 7', () => t.close(norm(array([-7])), 7));
  t.step('the zero vector has length 0', () => t.close(norm(zeros([5])), 0));
  t.step('1,000 random numbers', () => {
    const x = new Random(1).normal([1000]);
    t.close(norm(x), linalg.norm(x).item());
  });
});

import { check } from '@zero-to-gpt/check';
import { array, linalg, Random, zeros } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/norm', ({ norm }, t) => {
  t.step('3 streets east, 4 streets north: 5', () => t.close(norm(array([3, 4])), 5));
  t.step('a direction does not matter: [−3, 4] is as long', () => t.close(norm(array([-3, 4])), 5));
  t.step('three axes: [1, 2, 2] has length 3', () => t.close(norm(array([1, 2, 2])), 3));
  t.step('one axis: [−7] has length 7', () => t.close(norm(array([-7])), 7));
  t.step('the zero vector has length 0', () => t.close(norm(zeros([5])), 0));
  t.step('1,000 random numbers', () => {
    const x = new Random(1).normal([1000]);
    t.close(norm(x), linalg.norm(x).item());
  });
});

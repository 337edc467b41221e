import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/dot', ({ dot }, t) => {
  t.step('two coffees at 3 and one cake at 4 cost 10', () => t.close(dot(array([2, 1]), array([3, 4])), 10));
  t.step('one element each: 6 · 7', () => t.close(dot(array([6]), array([7])), 42));
  t.step('a right angle gives 0', () => t.close(dot(array([3, 4]), array([-4, 3])), 0));
  t.step('the order does not matter', () => {
    const [a, b] = [array([1, 2, 3]), array([-1, 0, 5])];
    t.close(dot(a, b), 14);
    t.close(dot(b, a), 14);
  });
  const refuses = (a: number[], b: number[]) => {
    let said = '';
    t.throws(
      () => {
        try {
          return dot(array(a), array(b));
        } catch (error) {
          said = error instanceof Error ? error.message : '';
          throw error;
        }
      },
      { type: RangeError },
    );
    const both = new RegExp(`${a.length}.*${b.length}`).test(said);
    t.ok(both, `The error says "${said}", but it should name both lengths, ${a.length} and ${b.length} in that order`);
  };
  t.step('a longer second vector is refused', () => refuses([1, 2], [1, 2, 3]));
  t.step('a longer first vector is refused', () => refuses([1, 2, 3], [1, 2]));
  t.step('100 random numbers', () => {
    const random = new Random(2);
    const [a, b] = [random.normal([100]), random.normal([100])];
    t.close(dot(a, b), a.mul(b).sum().item(), { rtol: 1e-3, atol: 1e-4 });
  });
});

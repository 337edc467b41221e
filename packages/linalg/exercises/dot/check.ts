import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/dot', ({ dot }, t) => {
  t.step('three products: 6 + 5 + 8 is 19', () => {
    const found = dot(array([2, 1, 4]), array([3, 5, 2]));
    t.ok(found !== 8, '8 is the last product alone: add each product to the sum, do not replace the sum');
    t.ok(found !== 6, '6 is the first product alone: is the `return` inside the loop?');
    t.ok(found !== 13, '13 is 5 + 8, the first product is missing: places are counted from 0');
    t.ok(found !== 11, '11 is 6 + 5, the last product is missing: does the loop stop too early?');
    t.ok(found !== 17, '17 is all six numbers added up: multiply the two that face each other, then add');
    t.close(found, 19);
  });
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
      { type: RangeError, what: `${a.length} elements cannot face ${b.length}` },
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

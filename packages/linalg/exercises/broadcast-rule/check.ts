import { check } from '@zero-to-gpt/check';
import { broadcastShapes, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/broadcast-rule', ({ broadcastShape }, t) => {
  const refuses = (a: number[], b: number[]): boolean => {
    try {
      broadcastShape(a, b);
      return false;
    } catch (error) {
      return error instanceof RangeError;
    }
  };

  t.step('equal shapes stay: [2, 3] with [2, 3]', () => t.close(broadcastShape([2, 3], [2, 3]), [2, 3]));
  t.step('a size of 1 gives way: [4, 1] with [4, 3]', () => t.close(broadcastShape([4, 1], [4, 3]), [4, 3]));
  t.step('on either side: [1, 3] with [4, 1]', () => t.close(broadcastShape([1, 3], [4, 1]), [4, 3]));
  t.step('the shorter shape is aligned at the right: [2, 3] with [3]', () => {
    const fits = !refuses([2, 3], [2]); // as it does where the first sizes face each other
    t.ok(!(refuses([2, 3], [3]) && fits), '[3] stands below the 2 of [2, 3] and not below the 3: align at the right');
    t.close(broadcastShape([2, 3], [3]), [2, 3]);
  });
  t.step('also where it comes first: [3] with [4, 1]', () => t.close(broadcastShape([3], [4, 1]), [4, 3]));
  t.step('a plain number has no places: [] with [5]', () => t.close(broadcastShape([], [5]), [5]));
  t.step('3 does not fit 4', () => t.throws(() => broadcastShape([3], [4]), { type: RangeError, what: '3 meets 4' }));
  t.step('3 does not fit 6, though it divides it', () => {
    const multiples = refuses([3], [4]) && !refuses([3], [6]);
    t.ok(!multiples, '3 with 6 passes where 3 with 4 does not: 6 is a multiple of 3, but only a 1 may be repeated');
    t.throws(() => broadcastShape([2, 3], [6]), { type: RangeError, what: '3 meets 6' });
  });
  t.step('nothing with one is nothing: [0] with [1]', () => {
    t.ok(
      `${broadcastShape([0], [0])}` !== '1',
      '[0] with [0] is [1] here: a 0 is taken for a missing size, as `||` does',
    );
    const found = broadcastShape([0], [1]);
    t.ok(`${found}` !== '1', '[0] with [1] is [1] here, the larger size: it is the 1 that gives way, also to a 0');
    t.close(found, [0]);
  });
  t.step('50 random pairs of shapes', () => {
    const random = new Random(9);
    for (let round = 0; round < 50; round++) {
      const whole = Array.from({ length: random.int(5) }, () => random.int(4));
      const part = whole.slice(random.int(whole.length + 1)).map((size) => (random.int(2) ? size : 1));
      t.close(broadcastShape(whole, part), broadcastShapes(whole, part), {
        what: `shape of [${whole}] with [${part}]`,
      });
    }
  });
});

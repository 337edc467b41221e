import { check } from '@zero-to-gpt/check';
import { array, ones, triu } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/triu', ({ upper }, t) => {
  t.step('n = 1 is the diagonal alone', () => t.close(upper(1, 0), array([[1]])));
  t.step('n = 2, diagonal and above', () =>
    t.close(
      upper(2, 0),
      array([
        [1, 1],
        [0, 1],
      ]),
    ),
  );
  t.step('n = 3, strictly above: k = 1', () =>
    t.close(
      upper(3, 1),
      array([
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 0],
      ]),
    ),
  );
  t.step('n = 3, one diagonal below too: k = −1', () =>
    t.close(
      upper(3, -1),
      array([
        [1, 1, 1],
        [1, 1, 1],
        [0, 1, 1],
      ]),
    ),
  );
  t.step('the result is float32', () => t.equal(upper(2, 0).dtype, 'float32', { what: 'dtype' }));
  t.step('every k from −6 to 6 for n = 5', () => {
    for (let k = -6; k <= 6; k++) t.close(upper(5, k), triu(ones([5, 5]), k), { what: `triangle of k = ${k}` });
  });
});

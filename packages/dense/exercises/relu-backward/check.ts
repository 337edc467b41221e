import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('dense/relu-backward', ({ reluBackward }, t) => {
  t.step('positive numbers let the slope through', () => {
    const dx = reluBackward(array([10, 20]), array([3, 0.5]));
    t.ok(!is(dx, 1, 1), 'The result is 1 where x is positive: that is the slope of ReLU alone, multiply it by dy');
    t.ok(!is(dx, 30, 10), 'The result is dy times x: multiply by the slope of ReLU, which is 1 there');
    t.ok(!is(dx, 3, 0.5), 'The result is relu(x), the way forward: wanted is the way back');
    t.close(dx, array([10, 20]));
  });
  t.step('negative numbers stop it', () => {
    const dx = reluBackward(array([10, 20, 30]), array([-2, -0.1, 4]));
    t.ok(!is(dx, 10, 20, 30), 'The slope passes everywhere: is it stopped where x is negative?');
    t.ok(!is(dx, 10, 20, 0), 'The gate is the wrong way round: it opens where x is positive');
    t.close(dx, array([0, 0, 30]));
  });
  t.step('it is x that decides, not dy', () => {
    const dx = reluBackward(array([-10, 20, -30]), array([2, -3, -4]));
    t.ok(!is(dx, 0, 0, 0), 'The slope -10 was stopped: slopes may be negative, ask whether x is above 0');
    t.ok(!is(dx, 0, 20, 0), 'The gate looks at dy: ask whether x is above 0');
    t.close(dx, array([-10, 0, 0]));
  });
  t.step('at the corner itself the slope is 0', () => {
    const dx = reluBackward(array([7, 5]), array([0, 1]));
    t.ok(!is(dx, 7, 5), 'At x = 0 the slope is 7: use greater, not greaterEqual');
    t.ok(!is(dx, 3.5, 5), 'At x = 0 the slope is half: PyTorch and we take 0');
    t.close(dx, array([0, 5]));
  });
  t.step('random: a batch of (20, 7)', () => {
    const random = new Random(4);
    const [dy, x] = [random.normal([20, 7]), random.normal([20, 7])];
    const want = dy.toFlat().map((slope, i) => (x.toFlat()[i]! > 0 ? slope : 0));
    t.close(reluBackward(dy, x), array(Array.from(want)).reshape(20, 7));
  });
});

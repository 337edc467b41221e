import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/one-step', ({ oneStep }, t) => {
  t.step('the weight: 9 − 0.25 · 8 is 7', () => {
    const next = oneStep({ w: array([9]), b: 0 }, { w: array([8]), b: 0 }, 0.25);
    t.ok(!(next.w.get(0) > 9), 'The slope is positive and w has grown: a step downhill goes against the slope');
    t.ok(Math.abs(next.w.get(0) + 23) > 1e-6, 'w went from 9 to -23 = 9 - 8 / 0.25: multiply by the learning rate');
    t.ok(Math.abs(next.w.get(0) + 2) > 1e-6, 'w is -2 = -0.25 * 8, the step alone: add it to the old w, 9');
    t.close(next.w, array([7]), { what: 'new w' });
  });
  t.step('the bias: 9 − 0.25 · 8 is 7', () => {
    const next = oneStep({ w: array([0]), b: 9 }, { w: array([0]), b: 8 }, 0.25);
    t.ok(next.b !== 1, 'b went from 9 to 1 = 9 - 8: the bias needs the learning rate as well');
    t.close(next.b, 7, { what: 'new b' });
  });
  t.step('a negative slope moves right', () => {
    const next = oneStep({ w: array([1, 1]), b: 1 }, { w: array([-2, 4]), b: -6 }, 0.5);
    t.close(next.w, array([2, -1]), { what: 'new w' });
    t.close(next.b, 4, { what: 'new b' });
  });
  t.step('the old model stays', () => {
    const model = { w: array([1, 2]), b: 3 };
    oneStep(model, { w: array([1, 1]), b: 1 }, 1);
    t.close(model.w, array([1, 2]), { what: 'old w' });
    t.close(model.b, 3, { what: 'old b' });
  });
  t.step('random: five weights', () => {
    const random = new Random(4);
    const [w, slope] = [random.normal([5]), random.normal([5])];
    const next = oneStep({ w, b: 0.5 }, { w: slope, b: 2 }, 0.1);
    t.close(
      next.w,
      Array.from({ length: 5 }, (_, j) => w.get(j) - 0.1 * slope.get(j)),
      { what: 'new w' },
    );
    t.close(next.b, 0.3, { what: 'new b' });
  });
});

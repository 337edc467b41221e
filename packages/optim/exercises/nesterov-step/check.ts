import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/nesterov-step', ({ nesterovStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;
  const at = (w: number, v: number): { w: NDArray; v: NDArray } => ({ w: array([w]), v: array([v]) });

  t.step('from rest: w = 10, slope 2', () => {
    const { w, v } = nesterovStep(at(10, 0), array([2]), { lr: 0.1, momentum: 0.5 });
    t.ok(!near(v.get(0), 3), 'The velocity is 3, the sum that the weights move by: keep v = β·v + g itself');
    t.ok(!near(v.get(0), 0), 'The velocity is still 0: give back the new one, the next step needs it');
    t.close(v, array([2]), { what: 'velocity' });
    t.ok(
      !near(w.get(0), 9.8),
      'The weight is 9.8, as with plain momentum, or with the old velocity in the sum: move by g + β · the new v',
    );
    t.ok(!near(w.get(0), 9.6), 'The weight is 9.6: the velocity is to be multiplied by momentum once more');
    t.ok(!near(w.get(0), 9.9), 'The weight is 9.9: the slope itself is missing in the sum');
    t.ok(!near(w.get(0), 10.3), 'The weight went uphill: subtract the step');
    t.ok(!near(w.get(0), 7), 'The weight is 7: the learning rate is missing');
    t.close(w, array([9.7]), { what: 'weight' });
  });
  t.step('the second step', () => {
    const { w, v } = nesterovStep(at(9.7, 2), array([2]), { lr: 0.1, momentum: 0.5 });
    t.ok(!near(v.get(0), 4), 'The velocity is 4: multiply the old one by momentum');
    t.close(v, array([3]), { what: 'velocity' });
    t.ok(!near(w.get(0), 9.4), 'The weight is 9.4: plain momentum, without the look ahead');
    t.ok(!near(w.get(0), 9.25), 'The weight is 9.25: v + β·v; the first term is the slope g');
    t.ok(!near(w.get(0), 9.6) && !near(w.get(0), 9.4), 'The old velocity stands in the sum: use the new one');
    t.close(w, array([9.35]), { what: 'weight' });
  });
  t.step('momentum 0 is plain descent', () => {
    const { w } = nesterovStep(at(1, 5), array([2]), { lr: 0.25, momentum: 0 });
    t.close(w, array([0.5]), { what: 'weight' });
  });
  t.step('a constant slope: one step ahead of the heavy ball', () => {
    let state = at(0, 0);
    const moves: number[] = [];
    for (let i = 0; i < 3; i++) {
      const before = state.w.get(0);
      state = nesterovStep(state, array([1]), { lr: 1, momentum: 0.9 });
      moves.push(before - state.w.get(0));
    }
    t.close(moves, [1.9, 2.71, 3.439], { what: 'list of moves' });
  });
  t.step('random: ten steps of 2 × 3 weights', () => {
    const random = new Random(9);
    let state = { w: random.normal([2, 3]), v: random.normal([2, 3]) };
    const [w, v] = [[...state.w.toFlat()], [...state.v.toFlat()]];
    for (let step = 0; step < 10; step++) {
      const [slopes, lr] = [random.normal([2, 3]), 0.1 / (step + 1)];
      state = nesterovStep(state, slopes, { lr, momentum: 0.8 });
      for (const [i, g] of slopes.toFlat().entries()) {
        v[i] = 0.8 * v[i]! + g;
        w[i]! -= lr * (g + 0.8 * v[i]);
      }
    }
    t.close(state.v, array(v).reshape(2, 3), { what: 'velocity after ten steps' });
    t.close(state.w, array(w).reshape(2, 3), { what: 'weights after ten steps' });
  });
});

import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/momentum-step', ({ momentumStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;
  const at = (w: number, v: number): { w: NDArray; v: NDArray } => ({ w: array([w]), v: array([v]) });

  t.step('from rest: w = 10, slope 2', () => {
    const { w, v } = momentumStep(at(10, 0), array([2]), { lr: 0.1, momentum: 0.5 });
    t.ok(!near(w.get(0), 10), 'The weight did not move: the step uses the new velocity, not the old one');
    t.ok(!near(w.get(0), 10.2), 'The weight went uphill: subtract the step');
    t.ok(!near(w.get(0), 9.9), 'The slope was multiplied by 1 − momentum: here it counts in full');
    t.ok(!near(v.get(0), 0.2), 'The learning rate is inside the velocity: multiply by it when the weights change');
    t.ok(!near(v.get(0), 0), 'The velocity is still 0: give back the new one, the next step needs it');
    t.close(v, array([2]), { what: 'velocity' });
    t.close(w, array([9.8]), { what: 'weight' });
  });
  t.step('a velocity of 2, slope 2', () => {
    const { w, v } = momentumStep(at(9.8, 2), array([2]), { lr: 0.1, momentum: 0.5 });
    t.ok(!near(v.get(0), 4), 'The velocity is 4 = 2 + 2: half of the old one is to be lost, multiply it by momentum');
    t.ok(!near(v.get(0), 2), 'The velocity is 2, the mean of old and slope or the slope alone: wanted is β·v + g');
    t.ok(!near(v.get(0), 2.5), 'The velocity is 2.5: 0.5 itself was added; multiply the old velocity by momentum');
    t.close(v, array([3]), { what: 'velocity' });
    t.ok(!near(w.get(0), 9.6), 'The weight moved by the slope or by the old velocity: use the new velocity');
    t.close(w, array([9.5]), { what: 'weight' });
  });
  t.step('three steps of a constant slope', () => {
    let state = at(10, 0);
    for (let i = 0; i < 3; i++) state = momentumStep(state, array([2]), { lr: 0.1, momentum: 0.5 });
    t.close(state.w, array([9.15]), { what: 'weight' });
  });
  t.step('the rate changes between two steps', () => {
    const first = momentumStep(at(0, 0), array([1]), { lr: 1, momentum: 0.5 });
    const { w } = momentumStep(first, array([0]), { lr: 0.1, momentum: 0.5 });
    t.ok(!near(w.get(0), -1.5), 'The second step still has the first rate: keep the rate out of the velocity');
    t.close(w, array([-1.05]), { what: 'weight' });
  });
  t.step('each weight has a velocity of its own', () => {
    const state = { w: array([[1, 2], [3, 4]]), v: array([[1, 0], [-1, 10]]) }; // biome-ignore format: as matrices
    const { w, v } = momentumStep(state, array([[1, 1], [1, -1]]), { lr: 0.1, momentum: 0.9 }); // biome-ignore format: as matrices
    t.close(v, array([[1.9, 1], [0.1, 8]]), { what: 'velocity' }); // biome-ignore format: as matrices
    t.close(w, array([[0.81, 1.9], [2.99, 3.2]]), { what: 'weights' }); // biome-ignore format: as matrices
  });
  t.step('random: ten steps of 5 weights', () => {
    const random = new Random(4);
    let state = { w: random.normal([5]), v: random.normal([5]) };
    const [w, v] = [[...state.w.toFlat()], [...state.v.toFlat()]];
    for (let step = 0; step < 10; step++) {
      const [g, lr] = [random.normal([5]), 0.1 / (step + 1)];
      state = momentumStep(state, g, { lr, momentum: 0.9 });
      for (let i = 0; i < 5; i++) {
        v[i] = 0.9 * v[i]! + g.get(i);
        w[i]! -= lr * v[i]!;
      }
    }
    t.close(state.v, array(v), { what: 'velocity after ten steps' });
    t.close(state.w, array(w), { what: 'weights after ten steps' });
  });
});

import { check } from '@zero-to-gpt/check';
import type { Landscape } from './solution.ts';

const parabola: Landscape = (w) => ({ loss: (2 * w - 6) * (2 * w - 6), slope: 8 * w - 24 });
/** As the parabola, but NaN from 100 on, as where numbers have overflown. */
const cliff: Landscape = (w) => (Math.abs(w) < 100 ? parabola(w) : { loss: NaN, slope: NaN });

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/learning-rate-too-big', ({ carefulDescent }, t) => {
  t.step('a good rate: one step from 0 lands at 3', () => {
    const { w, loss } = carefulDescent(parabola, 0, { lr: 0.125, steps: 1 });
    t.close(w, 3, { what: 'w' });
    t.ok(!is(loss, 36), 'The loss is 36, that of the start: after a step, loss and slope are those of the new place');
    t.close(loss, 0, { what: 'loss' });
  });
  t.step('a small rate: three steps as usual', () => {
    const { w, lr } = carefulDescent(parabola, 0, { lr: 0.05, steps: 3 });
    t.close(w, 2.352, { what: 'w' });
    t.close(lr, 0.05, { what: 'lr' });
  });
  t.step('a step to a higher loss is not taken', () => {
    const { w, loss } = carefulDescent(parabola, 0, { lr: 0.5, steps: 1 });
    t.ok(!is(w, 12), 'w is 12, where the loss is 324: the step was refused and yet taken');
    t.close(w, 0, { what: 'w' });
    t.close(loss, 36, { what: 'loss' });
  });
  t.step('a refused step halves the rate', () => {
    const { lr } = carefulDescent(parabola, 0, { lr: 0.5, steps: 1 });
    t.ok(lr !== 0.5, 'The lr is still 0.5 after a refused step: halve it, and report the rate at the end');
    t.close(lr, 0.25, { what: 'lr' });
  });
  t.step('it halves again and again: from 16 to 0.25', () => {
    const { w, lr } = carefulDescent(parabola, 0, { lr: 16, steps: 8 });
    t.ok(!is(lr, 8), 'The lr is 8 after six refusals, half of the first rate: halve the current one each time');
    t.close(lr, 0.25, { what: 'lr' });
    t.close(w, 0, { what: 'w' });
  });
  t.step('NaN is refused as well', () => {
    const { w, loss, lr } = carefulDescent(cliff, 0, { lr: 10, steps: 1 });
    t.ok(!Number.isNaN(loss), 'The loss is NaN: a step to NaN was taken. Any comparison with NaN is false');
    t.close(w, 0, { what: 'w' });
    t.close(loss, 36, { what: 'loss' });
    t.close(lr, 5, { what: 'lr' });
  });
  t.step('any first rate ends near the bottom', () => {
    for (const first of [0.01, 0.3, 7, 1000]) {
      const { w } = carefulDescent(cliff, -2, { lr: first, steps: 200 });
      t.close(w, 3, { atol: 1e-3, what: `w for the first rate ${first}` });
    }
  });
});

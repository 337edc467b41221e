import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';
import type { Run } from './solution.ts';

export default check<typeof import('./solution.ts')>('optim/snapshot', ({ save, restore }, t) => {
  const fresh = (): Run => ({ w: [1, -2], v: [0, 0], step: 0, place: { epoch: 0, index: 0 }, random: new Random(4) });
  /** A step of noisy descent on w², with momentum, a rate that falls and a place that moves by 3 of 8. */
  const advance = (run: Run): void => {
    const lr = 0.1 / (1 + run.step);
    for (let i = 0; i < run.w.length; i++) {
      run.v[i] = 0.9 * run.v[i]! + 2 * run.w[i]! + run.random.next() + run.place.index / 100;
      run.w[i]! -= lr * run.v[i]!;
    }
    run.step += 1;
    const index = run.place.index + 3;
    run.place = index < 8 ? { epoch: run.place.epoch, index } : { epoch: run.place.epoch + 1, index: 0 };
  };
  const after = (steps: number): Run => {
    const run = fresh();
    for (let i = 0; i < steps; i++) advance(run);
    return run;
  };
  const there = (run: Run): Run => restore(save(run));

  t.step('a text', () => {
    const text: unknown = save(fresh());
    t.ok(typeof text === 'string', 'save gives no text: JSON.stringify makes one');
  });
  t.step('weights, velocities, step and place come back', () => {
    const [run, back] = [after(4), there(after(4))];
    t.equal(back.w, run.w, { what: 'list of weights' });
    t.ok(Array.isArray(back.v), 'The velocities are missing');
    t.ok(!back.v.every((v) => v === 0), 'The velocities are 0: the run would start from rest; save them, too');
    const rounded = back.v.every((v, i) => v !== run.v[i] && Math.abs(v - run.v[i]!) < 1e-3);
    t.ok(
      !rounded,
      'The velocities are nearly right: they were rounded; JSON writes numbers so that they come back to the last bit',
    );
    t.equal(back.v, run.v, { what: 'list of velocities' });
    t.ok(back.step !== 0, 'The step is 0: the schedule would begin anew; save it, too');
    t.equal(back.step, run.step, { what: 'step' });
    t.ok(back.place !== undefined, 'The place in the data is missing');
    t.ok(back.place.index !== 0, 'The place is at the beginning of an epoch: save `index`, too');
    t.ok(back.place.epoch !== 0, 'The place is in epoch 0: save `epoch`, too');
    t.equal(back.place, run.place, { what: 'place' });
  });
  t.step('the stream goes on where it was', () => {
    const [run, back] = [after(4), there(after(4))];
    t.ok(
      back.random instanceof Random,
      'What comes back under `random` is no Random: JSON keeps no classes; Random.from(state)',
    );
    const [wanted, found] = [run.random.next(), back.random.next()];
    t.ok(found !== new Random(4).next(), 'The stream begins anew with its seed: save its state()');
    t.ok(found === wanted, `The stream draws ${found}, but the saved one would have drawn ${wanted}: save its state()`);
  });
  t.step('saving changes nothing', () => {
    const [run, same] = [after(4), after(4)];
    save(run);
    t.equal(run.random.next(), same.random.next(), { what: 'next number of the saved run' });
  });
  t.step('the restored run is a run of its own', () => {
    const run = after(4);
    const text = save(run);
    const [first, second] = [restore(text), restore(text)];
    advance(first);
    t.ok(second.w[0] === run.w[0], 'Two restored runs share their weights');
    t.ok(run.random !== first.random, 'The restored run shares the stream of the saved one');
  });
  t.step('20 steps in one go, or with four interruptions', () => {
    const through = after(20);
    let run = fresh();
    for (let i = 0; i < 20; i++) {
      advance(run);
      if (i % 5 === 3) run = there(run);
    }
    t.equal(run.w, through.w, { what: 'list of weights, bit by bit' });
  });
});

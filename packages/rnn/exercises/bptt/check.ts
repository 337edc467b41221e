import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';
import type { Slopes } from './solution.ts';

/** States of a network whose weights stand in one list: wi row by row, wh row by row, b. Plain loops. */
function statesOf(knobs: readonly number[], x: readonly (readonly (readonly number[])[])[], H: number): number[][][] {
  const I = x[0]![0]!.length;
  return x.map((steps) => {
    const states = [Array.from({ length: H }, (_, unit) => 0.1 * (unit + 1))];
    for (const input of steps) {
      const before = states.at(-1)!;
      const next = before.map((_, unit) => {
        let sum = knobs[H * I + H * H + unit]!;
        input.forEach((value, j) => {
          sum += knobs[unit * I + j]! * value;
        });
        before.forEach((value, j) => {
          sum += knobs[H * I + unit * H + j]! * value;
        });
        return Math.tanh(sum);
      });
      states.push(next);
    }
    return states;
  });
}

export default check<typeof import('./solution.ts')>('rnn/bptt', ({ bptt }, t) => {
  /** One unit on one sequence whose states are given. */
  const one = (inputs: number[], states: number[], wh: number): { wi: number; wh: number; b: number } => {
    const column = (values: number[]): NDArray => array([values.map((value) => [value])]);
    const found = bptt(column(inputs), column(states), array([[wh]]), array([[1]]));
    for (const [name, shape] of [['wi', [1, 1]], ['wh', [1, 1]], ['b', [1]]] as const) // biome-ignore format: a table
      t.shape(found[name], [...shape], { what: `slope for ${name}` });
    return { wi: found.wi.toFlat()[0]!, wh: found.wh.toFlat()[0]!, b: found.b.toFlat()[0]! };
  };
  const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-4;

  t.step('one step: a dense layer with tanh', () => {
    const found = one([2], [0.5, 0.6], 3); // delta = 1 − 0.36 = 0.64
    t.ok(!is(found.b, 1), 'The slope of tanh is missing: multiply dh by 1 − y², here 0.64');
    t.ok(!is(found.b, 0.75), 'The slope of tanh is taken at the state before: y is the state that the step made, 0.6');
    t.ok(!is(found.wh, 0.384), 'The slope for wh is delta times the new state: the step listened to the state before');
    t.close([found.wi, found.wh, found.b], [1.28, 0.32, 0.64], { what: 'slopes for wi, wh and b' });
  });
  t.step('two steps, as on paper', () => {
    const found = one([1, 1], [0.5, 0, 0], 2); // deltas: 2 for the first step, 1 for the second
    t.ok(
      !(is(found.b, 2) && is(found.wh, 1)),
      'Only the first step counts: each step assigns its part where it is to be added to those of the others',
    );
    t.ok(
      !(is(found.b, 2) && is(found.wh, 0.5)),
      'Each step got the slope of the last state: hand it on to the step before, dh = delta · wh',
    );
    t.ok(
      !(is(found.b, 3) && is(found.wh, 0.5)),
      'The slopes went from the first step to the last: the loss asks the last state, so go back from there',
    );
    t.ok(!is(found.b, 1), 'Only the last step counts: the slopes go on to the step before, until t = 0');
    t.ok(!is(found.b, 1.5), 'The parts of the steps are averaged: they are to be added up');
    t.ok(
      !is(found.wh, 0),
      'The slope for wh is 0: the state before the first step, 0.5, has its part, 2 · 0.5. Do you stop one step early?',
    );
    t.close([found.wi, found.wh, found.b], [3, 1, 3], { what: 'slopes for wi, wh and b' });
    const bent = one([1, 1], [0, 0, 0.6], 1); // delta of the last step: 1 − 0.36 = 0.64
    t.ok(!is(bent.b, 1.64), 'What goes back is delta · wh, with the slope of tanh in it, not dh · wh');
    t.close(bent.b, 1.28, { what: 'slope for b' });
  });
  t.step('three steps, slopes grow by wh on the way back', () => {
    t.close(one([1, 1, 1], [0, 0, 0, 0], 3).b, 1 + 3 + 9, { what: 'slope for b' });
  });
  t.step('two units: the way back is dh = delta · wh', () => {
    const zero = array([[[0, 0], [0, 0], [0, 0]]]); // biome-ignore format: a row a step
    const { b } = bptt(array([[[1], [1]]]), zero, array([[0, 0], [5, 0]]), array([[0, 1]])); // biome-ignore format: as matrices
    t.ok(
      !is(b.toFlat()[0]!, 0),
      'Unit 2 listened to unit 1 (wh[1][0] = 5), so its slope goes back to unit 1; yours does not: is wh transposed?',
    );
    t.close(b, array([5, 1]), { what: 'slope for b' });
  });
  t.step('random: 3 sequences, 4 steps, against nudges', () => {
    const random = new Random(11);
    const [I, H] = [2, 3];
    const knobs = Array.from({ length: H * I + H * H + H }, () => random.next() - 0.5);
    const x = random.normal([3, 4, I]).toArray() as number[][][];
    const d = random.normal([3, H]).toArray() as number[][];
    const loss = (at: number[]): number =>
      statesOf(at, x, H).reduce(
        (sum, states, row) => sum + states.at(-1)!.reduce((s, h, u) => s + h * d[row]![u]!, 0),
        0,
      );
    const wh = array(Array.from({ length: H }, (_, u) => knobs.slice(H * I + u * H, H * I + (u + 1) * H)));
    const found: Slopes = bptt(array(x), array(statesOf(knobs, x, H)), wh, array(d));
    const names = [
      ...Array.from({ length: H * I }, (_, k) => `wi[${Math.floor(k / I)}][${k % I}]`),
      ...Array.from({ length: H * H }, (_, k) => `wh[${Math.floor(k / H)}][${k % H}]`),
      ...Array.from({ length: H }, (_, k) => `b[${k}]`),
    ];
    t.grad(loss, knobs, [...found.wi.toFlat(), ...found.wh.toFlat(), ...found.b.toFlat()], { names });
  });
});

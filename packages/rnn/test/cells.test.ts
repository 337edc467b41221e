import { array, cpu, type NDArray, Random, tidy, zeros } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { GRU, GRUCell, LSTM, LSTMCell, RNN, RNNCell, type State } from '../src/index.ts';

expect.extend(matchers);

describe.each([
  {
    name: 'RNNCell',
    cellOf: () => new RNNCell(3, 4, { random: new Random(7) }),
    wholeOf: () => new RNN(3, 4, { random: new Random(7) }),
  },
  {
    name: 'GRUCell',
    cellOf: () => new GRUCell(3, 4, { random: new Random(7) }),
    wholeOf: () => new GRU(3, 4, { random: new Random(7) }),
  },
  {
    name: 'LSTMCell',
    cellOf: () => new LSTMCell(3, 4, { random: new Random(7) }),
    wholeOf: () => new LSTM(3, 4, { random: new Random(7) }),
  },
])('$name', ({ cellOf, wholeOf }) => {
  const x = new Random(1).normal([2, 5, 3]);
  const dy = new Random(2).normal([2, 5, 4]);

  test('in a loop, forward and back, is the layer over the whole sequence', async () => {
    using cell = cellOf();
    using whole = wholeOf();
    const y = whole.forward(x);
    const dx = whole.backward(dy);

    const states: State[] = [];
    for (let t = 0; t < 5; t++) states.push(cell.forward(x.slice({}, t), states.at(-1)));
    for (const [t, state] of states.entries())
      await expect(state.h).toBeAllClose(y.slice({}, t).toArray(), { atol: 1e-6 });

    let after: State | null = null;
    for (let t = 4; t >= 0; t--) {
      const here = dy.slice({}, t);
      const h: NDArray = after ? here.add(after.h) : here.clone();
      const c: NDArray | undefined = states[0]!.c && (after?.c ?? zeros([2, 4]));
      const back: { readonly dx: NDArray; readonly state: State } = cell.backward({ h, ...(c && { c }) });
      await expect(back.dx).toBeAllClose(dx.slice({}, t).toArray(), { atol: 1e-6 });
      after = back.state;
    }
    for (const [i, parameter] of cell.parameters.entries())
      await expect(parameter.grad).toBeAllClose(whole.parameters[i]!.grad.toArray(), { atol: 1e-5 });
  });

  test('going back further than forward is refused, and release() forgets steps', () => {
    using cell = cellOf();
    const first = cell.forward(x.slice({}, 0));
    cell.release();
    expect(() => cell.backward(first)).toThrow('call forward first, once for each backward');
  });

  test('steps leave no memory behind', () => {
    using cell = cellOf();
    const step = () => tidy(() => void cell.backward(cell.forward(x.slice({}, 0))));
    step();
    const before = cpu.stats().bytes;
    for (let i = 0; i < 3; i++) step();
    expect(cpu.stats().bytes).toBe(before);
  });

  test('takes ids', () => {
    using cell = cellOf();
    expect(cell.forward(array([1, 2], { dtype: 'int32' })).h.shape).toEqual([2, 4]);
  });
});

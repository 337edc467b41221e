import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/unroll', ({ unroll }, t) => {
  /** One unit on one sequence. */
  const one = (inputs: number[], wi: number, wh: number): NDArray =>
    unroll(array([inputs.map((value) => [value])]), array([[wi]]), array([[wh]]), array([0]));
  const numbers = (found: NDArray): number[] => [...found.toFlat()];

  t.step('one step from zeros', () => {
    const got = one([0.5], 1, 9);
    t.ok(
      !(got.size === 1 && numbers(got)[0] === 0),
      'The first state is 0, the one before the first step: keep the states after the steps',
    );
    t.ok(got.ndim !== 2, 'The result has no axis of time: stack the states of all steps, also of a single one');
    t.close(got, array([[[Math.tanh(0.5)]]]));
  });
  t.step('0.08, 0, 0: the first input fades by halves', () => {
    const got = one([0.08, 0, 0], 1, 0.5);
    t.ok(got.shape.length === 3, `The result is [${got.shape}], but the states of all steps are wanted, [1, 3, 1]`);
    t.ok(
      numbers(got)[0] !== 0,
      'The first state knows nothing of the first input, 0.08: read the sequence from t = 0 on',
    );
    t.ok(
      `${got.shape}` !== '3,1,1',
      'The result is [3, 1, 1], time first, but [1, 3, 1] is wanted: the second axis is that of time. Has stack its axis?',
    );
    t.ok(
      got.shape[1] !== 1,
      'One state for three steps: loop over the steps, T, not over the sequences of the batch, B',
    );
    t.ok(
      numbers(got)[1] !== 0,
      'The second state is 0: the step did not start from the state before. Is it handed on?',
    );
    t.close(got, array([[[0.0798], [0.0399], [0.0199]]]), { atol: 1e-4 });
  });
  t.step('two sequences of three steps: (B, T, H) = [2, 3, 1]', () => {
    const got = unroll(array([[[1], [2], [3]], [[4], [5], [6]]]).mul(0.01), array([[1]]), array([[0]]), array([0])); // biome-ignore format: a row a sequence
    t.close(got, array([[[0.01], [0.02], [0.03]], [[0.04], [0.05], [0.06]]]), { atol: 1e-3 }); // biome-ignore format: a row a sequence
  });
  t.step('random: 3 sequences, 5 steps, 2 inputs, 4 units', () => {
    const random = new Random(8);
    const [x, wi, wh, b] = [random.normal([3, 5, 2]), random.normal([4, 2]), random.normal([4, 4]), random.normal([4])];
    const want = Array.from({ length: 3 }, (_, row) => {
      let h = [0, 0, 0, 0];
      return Array.from({ length: 5 }, (_, time) => {
        const before = h;
        h = h.map((_, unit) => {
          let sum = b.get(unit);
          for (let j = 0; j < 2; j++) sum += wi.get(unit, j) * x.get(row, time, j);
          for (let j = 0; j < 4; j++) sum += wh.get(unit, j) * before[j]!;
          return Math.tanh(sum);
        });
        return h;
      });
    });
    t.close(unroll(x, wi, wh, b), array(want), { rtol: 1e-3, atol: 1e-4 });
  });
});

import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

export default check<typeof import('./solution.ts')>('rnn/gru-step', ({ gruStep }, t) => {
  /** One unit without inputs: gates by their biases, n = tanh(bn + r · (wn · h + cn)). */
  const one = (h: number, r: number, z: number, bn: number, wn = 0, cn = 0): number => {
    const found = gruStep(array([[0]]), array([[h]]), array([[0], [0], [0]]), array([[0], [0], [wn]]), array([r, z, bn]), array([0, 0, cn])); // biome-ignore format: one call
    t.shape(found, [1, 1]);
    return found.toFlat()[0]!;
  };
  const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-4;
  const n = Math.tanh(-0.2);

  t.step('z = 1 keeps the state', () => {
    const found = one(0.8, 0, 40, -0.2);
    t.ok(
      !is(found, n),
      "With z = 1 the state is gone, only n is left: h' = (1 − z) · n + z · h, with h in the second term, not n. Or stand z and 1 − z the wrong way round?",
    );
    t.ok(
      !is(found, 0.4 + n / 2),
      'The state was kept by half, as r is 0.5 here and z is 1: is the order of the blocks r, z, n?',
    );
    t.ok(!is(found, 0.8 + n), 'n was added to all of the state: it has the share 1 − z, here 0');
    t.close(found, 0.8, { what: 'state' });
  });
  t.step('z = 0 makes it anew', () => {
    const found = one(0.8, 0, -40, -0.2);
    t.ok(!is(found, sigmoid(-0.2)), 'n is bent by a sigmoid: tanh is wanted, as the state goes from −1 to 1');
    t.ok(
      !is(found, Math.tanh(-0.1)),
      'r = 0.5 halves the share of the input in n: it multiplies that of the state alone',
    );
    t.ok(!is(found, 0.8), 'With z = 0 the old state is still there: the first term is (1 − z) · n');
    t.ok(!is(found, -0.2), 'n is not bent: tanh keeps the state between −1 and 1');
    t.close(found, n, { what: 'state' });
  });
  t.step('r resets the share of the state in n', () => {
    const [open, shut] = [one(0.5, 40, -40, 0.1, 2), one(0.5, -40, -40, 0.1, 2)];
    t.ok(
      !(is(open, Math.tanh(1.1)) && is(shut, Math.tanh(1.1))),
      "r = 0 does not change n: multiply the state's share of n by r",
    );
    t.ok(!is(open, Math.tanh(0.1)), "With r = 1 the state's share of n, 2 · 0.5, is to be added in full");
    t.ok(!is(shut, 0), 'With r = 0 all of n is gone: r multiplies the share of the state, not that of the input');
    t.close([open, shut], [Math.tanh(1.1), Math.tanh(0.1)], { what: 'list of states for r = 1 and r = 0' });
  });
  t.step('r comes after the product, bias and all', () => {
    t.ok(!is(one(0, 40, -40, 0.1, 2, 0.7), Math.tanh(0.1)), "The state's bias is missing in n: its share is W · h + b");
    const found = one(0.5, -40, -40, 0.1, 2, 0.7);
    t.ok(
      !is(found, Math.tanh(0.8)),
      "With r = 0 the state's bias of n, 0.7, is still there: r multiplies W · h + b, as in PyTorch, not h before the product",
    );
    t.close(found, Math.tanh(0.1), { what: 'state' });
  });
  t.step('random: 3 sequences, 2 inputs, 4 units', () => {
    const random = new Random(21);
    const [B, I, H] = [3, 2, 4];
    const draw = (...shape: number[]): NDArray => random.normal(shape);
    const [x, h, wi, wh, bi, bh] = [draw(B, I), draw(B, H), draw(3 * H, I), draw(3 * H, H), draw(3 * H), draw(3 * H)];
    const want = Array.from({ length: B }, (_, row) =>
      Array.from({ length: H }, (_, unit) => {
        const share = (block: number): [number, number] => {
          const at = block * H + unit;
          let [input, state] = [bi.get(at), bh.get(at)];
          for (let j = 0; j < I; j++) input += wi.get(at, j) * x.get(row, j);
          for (let j = 0; j < H; j++) state += wh.get(at, j) * h.get(row, j);
          return [input, state];
        };
        const [r, z] = [0, 1].map((block) => sigmoid(share(block)[0] + share(block)[1])) as [number, number];
        const [input, state] = share(2);
        return (1 - z) * Math.tanh(input + r * state) + z * h.get(row, unit);
      }),
    );
    t.close(gruStep(x, h, wi, wh, bi, bh), array(want));
  });
});

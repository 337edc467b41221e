import { Linear, Tensor, tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';
import { Dropout, LayerNorm } from '@zero-to-gpt/optim';
import type { Block } from './solution.ts';

export default check<typeof import('./solution.ts')>('optim/pre-norm-block', ({ blockForward }, t) => {
  const make = (p: number, features = 2): Block => {
    const random = new Random(1);
    const [up, down] = [1, 2].map(() => new Linear(features, features, { random })) as [Linear, Linear];
    return { norm: new LayerNorm(features, { eps: 0 }), up, down, dropout: new Dropout(p, { random }) };
  };
  /** Both layers multiply by a number and add another. */
  const set = (block: Block, up: number, down: number, shift = 0): Block => {
    for (const [layer, factor] of [
      [block.up, up],
      [block.down, down],
    ] as const) {
      // biome-ignore format: one line
      layer.weight.value.assign(array([[factor, 0], [0, factor]])); // biome-ignore format: as a matrix
      layer.bias!.value.fill(0);
    }
    block.down.bias!.value.fill(shift);
    return block;
  };
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;

  t.step('a branch of 0 leaves x as it is', () => {
    const y = blockForward(set(make(0), 0, 0), tensor([[2, 6]])).value;
    t.ok(!near(y.get(0, 0), -1), 'The result is the norm of x: x itself has to stay on the road');
    t.ok(!near(y.get(0, 0), 0), 'The result is 0: add x');
    t.close(y, array([[2, 6]]));
  });
  t.step('the branch sees the norm of x', () => {
    const y = blockForward(set(make(0), 1, 1), tensor([[2, 6]])).value; // norm (−1, 1), ReLU (0, 1)
    t.ok(!near(y.get(0, 0), 4), 'The branch saw x itself: put the norm in front of it');
    t.ok(
      !near(y.get(0, 1), 1) && !near(y.get(0, 1), 0),
      'The norm was taken of the sum: it belongs in front of the branch',
    );
    t.ok(!near(y.get(0, 0), 1), 'The ReLU is missing: −1 came through');
    t.close(y, array([[2, 7]]));
  });
  t.step('layers in their order', () => {
    const y = blockForward(set(make(0), 2, 2, 5), tensor([[2, 6]])).value; // (−2, 2), (0, 2), (5, 9)
    t.ok(!near(y.get(0, 0), 8), 'The layers are exchanged: first up, then down');
    t.ok(!near(y.get(0, 0), 3), 'The ReLU stands behind the second layer: it belongs between the two');
    t.close(y, array([[7, 15]]));
  });
  t.step('the branch can add negative numbers', () => {
    const y = blockForward(set(make(0), 1, -3), tensor([[2, 6]])).value;
    t.ok(
      !near(y.get(0, 1), 6),
      'Nothing negative is added: the ReLU stands between the two layers, not behind the second',
    );
    t.close(y, array([[2, 3]]));
  });
  t.step('nothing on the road is dropped', () => {
    const x = new Random(2).normal([50, 2]).add(5);
    const block = set(make(0.5), 0, 0);
    const y = blockForward(block, new Tensor(x)).value;
    t.ok(![...y.toFlat()].includes(0), 'Features of x became 0: dropout is for what the branch adds');
    t.close(y, x);
  });
  t.step('what the branch adds is dropped', () => {
    const block = set(make(0.5), 0, 0, 1);
    const y = blockForward(
      block,
      new Tensor(
        new Random(3)
          .normal([200, 2])
          .mul(0)
          .add(array([0, 10])),
      ),
    ).value;
    const added = [...y.slice({}, 0).toFlat()];
    t.ok(!added.every((value) => near(value, 1)), 'The branch adds the same everywhere: where is the dropout?');
    t.ok(
      added.every((value) => near(value, 0) || near(value, 2)),
      'The branch is to add 0 or, kept, twice as much',
    );
  });
  t.step('random: 8 features', () => {
    const block = make(0, 8);
    const x = new Random(4).normal([5, 8]);
    const normed = block.norm.forward(new Tensor(x));
    const wanted = new Tensor(x).add(block.down.forward(block.up.forward(normed).relu())).value;
    t.close(blockForward(block, new Tensor(x)).value, wanted);
  });
});

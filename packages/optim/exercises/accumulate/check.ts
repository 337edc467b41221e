import { Linear, mseLoss, Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

type Piece = { x: NDArray; y: NDArray };

export default check<typeof import('./solution.ts')>('optim/accumulate', ({ accumulate }, t) => {
  /** y = 1·x, no bias. */
  const one = (): Linear => {
    const model = new Linear(1, 1, { bias: false, random: new Random(1) });
    model.weight.value.fill(1);
    return model;
  };
  const piece = (x: number[], y: number[]): Piece => ({ x: array(x).reshape(-1, 1), y: array(y).reshape(-1, 1) });
  /** Slope 2·mean((x − y)·x) of the only weight. */
  const slope = (model: Linear): number => {
    const { grad } = model.weight;
    t.ok(grad !== null, 'The model has no gradient afterwards: call backward(), and zeroGrad() only before');
    return grad!.item();
  };
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;

  t.step('one piece', () => {
    const model = one();
    const loss = accumulate(model, [piece([1, 2], [0, 0])]); // slopes 2 and 8, mean 5; squares 1 and 4
    t.close(loss, 2.5, { what: 'loss' });
    t.close(slope(model), 5, { what: 'slope' });
  });
  t.step('two pieces of two samples', () => {
    const model = one();
    const loss = accumulate(model, [piece([1, 2], [0, 0]), piece([3, 4], [0, 0])]); // means 5 and 25
    const found = slope(model);
    t.ok(!near(found, 30), 'The slope is 30, the sum of both pieces: each counts by its share of the batch');
    t.ok(
      !near(found, 25) && !near(found, 12.5),
      'The slope is that of the last piece alone: empty the gradients once, before the loop',
    );
    t.ok(!near(found, 5), 'The slope is that of the first piece alone');
    t.ok(!near(found, 7.5), 'The slope is half of the mean: it was divided by the pieces and by their shares');
    t.close(found, 15, { what: 'slope' });
    t.ok(!near(loss, 15), 'The loss is a sum over the pieces: weight it as its slopes');
    t.close(loss, 7.5, { what: 'loss' });
  });
  t.step('pieces of 3 samples and 1', () => {
    const model = one();
    const loss = accumulate(model, [piece([1, 1, 1], [0, 0, 0]), piece([2], [0])]); // losses 1 and 4, slopes 2 and 8
    const found = slope(model);
    t.ok(!near(found, 5), 'The slope is 5 = (2 + 8)/2: a piece of 3 samples weighs three times as much as one of 1');
    t.ok(!near(found, 14), 'The slope is 14 = 3 · 2 + 8, a sum over the samples: divide by the number of all samples');
    t.close(found, 3.5, { what: 'slope' });
    t.ok(!near(loss, 2.5), 'The loss is 2.5, the mean of 1 and 4: weight the pieces by their samples here, too');
    t.close(loss, 1.75, { what: 'loss' });
  });
  t.step('gradients from before do not count', () => {
    const model = one();
    mseLoss(model.forward(new Tensor(array([[10]]))), array([[0]])).backward();
    accumulate(model, [piece([1, 2], [0, 0])]);
    const found = slope(model);
    t.ok(!near(found, 205), 'The slope of an earlier batch is still in it: empty the gradients first');
    t.close(found, 5, { what: 'slope' });
  });
  t.step('random: 40 samples in pieces of 16, 16 and 8, as in one', () => {
    const random = new Random(5);
    const [x, y] = [random.normal([40, 3]), random.normal([40, 2])];
    const cuts = [
      [0, 16],
      [16, 32],
      [32, 40],
    ] as const;
    const pieces = cuts.map(([start, stop]) => ({ x: x.slice({ start, stop }), y: y.slice({ start, stop }) }));
    const [mine, whole] = [1, 2].map(() => new Linear(3, 2, { random: new Random(6) })) as [Linear, Linear];
    const wanted = mseLoss(whole.forward(new Tensor(x)), y);
    t.close(accumulate(mine, pieces), wanted.item(), { what: 'loss' });
    wanted.backward();
    t.close(mine.weight.grad, whole.weight.grad!, { what: 'slopes of the weights' });
    t.close(mine.bias!.grad, whole.bias!.grad!, { what: 'slopes of the biases' });
  });
});

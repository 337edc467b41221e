import { Linear, Module, mseLoss, Parameter, Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, cpu, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';

/** Says w for every row. */
class Constant extends Module {
  readonly w = new Parameter(array([[0]]));
  override forward(x: Tensor): Tensor {
    return new Tensor(x.value.mul(0)).add(this.w);
  }
}

/** A net that notes how many rows it is given, and how much memory is in use. */
class Net extends Module {
  readonly first = new Linear(2, 32, { random: new Random(1) });
  readonly second = new Linear(32, 1, { random: new Random(2) });
  readonly rows: number[] = [];
  readonly bytes: number[] = [];
  override forward(x: Tensor): Tensor {
    this.rows.push(x.shape[0]!);
    this.bytes.push(cpu.stats().bytes);
    return this.second.forward(this.first.forward(x).tanh());
  }
}

export default check<typeof import('./solution.ts')>('autograd/accumulate-gradients', ({ accumulatedStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-5;
  const column = (...values: number[]): NDArray => array(values.map((value) => [value]));
  /** w after one step of rate 0.1 from 0, and the loss that was reported. */
  const step = (targets: number[], size: number): { w: number; loss: number } => {
    const model = new Constant();
    const loss = accumulatedStep(model, column(...targets.map(() => 1)), column(...targets), size, 0.1);
    return { w: model.w.value.item(), loss };
  };

  t.step('one piece', () => {
    const { w, loss } = step([1, 3], 2);
    t.ok(!near(w, 0), 'The model did not move: is the step taken before the gradients are emptied?');
    t.ok(!near(w, -0.4), 'The step goes uphill: subtract');
    t.close(w, 0.4, { what: 'w' });
    t.close(loss, 5, { what: 'loss' });
  });
  t.step('two pieces of the same size', () => {
    const { w, loss } = step([1, 3, 5, 7], 2);
    t.ok(
      !near(w, 1.6),
      'The step is twice as long: the slopes of two means were added, each counts for its share of the rows',
    );
    t.ok(!near(w, 1.2), 'Only the slope of the last piece was used: the gradients are emptied once, before the loop');
    t.ok(
      !near(w, 0.78) && !near(w, 1.52),
      'Each piece took a step of its own: the slopes are collected first, then one step is taken',
    );
    t.close(w, 0.8, { what: 'w' });
    t.ok(!near(loss, 42), 'The losses of the pieces are added up: each counts for its share of the rows');
    t.close(loss, 21, { what: 'loss' });
  });
  t.step('a small last piece', () => {
    const { w, loss } = step([1, 1, 1, 1, 6], 2);
    t.ok(
      !near(w, 0.2 * (8 / 3)),
      'The last piece of one row counts as much as the others of two: its share is 1/5, not 1/3',
    );
    t.ok(!near(w, 0.16), 'The last row was left out: the last piece may be shorter than the others');
    t.ok(
      !near(w, 0.64),
      'The last piece counts as if it had 2 rows: its share is its own number of rows, stop − start',
    );
    t.close(w, 0.4, { what: 'w' });
    t.close(loss, 8, { what: 'loss' });
  });
  t.step('gradients that were there before do not count, and none is left', () => {
    const model = new Constant();
    mseLoss(model.forward(new Tensor(column(1))), column(100)).backward();
    accumulatedStep(model, column(1, 1), column(1, 3), 1, 0.1);
    t.ok(near(model.w.value.item(), 0.4), 'A gradient from before went into the step: model.zeroGrad() first');
    t.ok(model.w.grad === null, 'A gradient is left behind: model.zeroGrad() at the end');
  });
  t.step('pieces of at most `size` rows, and no memory but theirs', () => {
    const model = new Net();
    const random = new Random(3);
    const [x, y] = [random.normal([100, 2]), random.normal([100, 1])];
    accumulatedStep(model, x, y, 32, 0.1); // makes the buffers of the gradients
    model.rows.length = model.bytes.length = 0;
    const before = cpu.stats().bytes;
    accumulatedStep(model, x, y, 32, 0.1);
    t.equal(model.rows, [32, 32, 32, 4], { what: 'rows of the pieces' });
    const grown = model.bytes.at(-1)! - model.bytes[0]!;
    t.ok(
      grown < 1000,
      `When the last piece began, ${Math.round(grown / 1024)} KB of the others were still there: one scope() for each`,
    );
    t.ok(
      cpu.stats().bytes <= before,
      `After the call ${cpu.stats().bytes - before} bytes more are alive than before: one scope() for each piece, and a tidy for the step`,
    );
  });
  t.step('random: as one step on the whole batch', () => {
    const random = new Random(8);
    const [x, y] = [random.normal([50, 2]), random.normal([50, 1])];
    const [whole, pieces] = [new Net(), new Net()];
    const loss = tidy(() => {
      const all = mseLoss(whole.forward(new Tensor(x)), y);
      all.backward();
      for (const { value, grad } of whole.parameters()) if (grad) value.assign(value.sub(grad.mul(0.3)));
      return all.item();
    });
    t.close(accumulatedStep(pieces, x, y, 16, 0.3), loss, { what: 'loss' });
    t.close(pieces.first.weight.value, whole.first.weight.value, { what: 'first.weight' });
    t.close(pieces.second.bias!.value, whole.second.bias!.value, { what: 'second.bias' });
  });
});

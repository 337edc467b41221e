import { init, mseLoss, parameterCount, Tensor, tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';

const close = (a: NDArray, b: NDArray): boolean => a.sub(b).abs().max().item() < 1e-4;

export default check<typeof import('./solution.ts')>('autograd/residual-module', ({ FeedForward }, t) => {
  t.step('two parts, found under PyTorch’s names', () => {
    const names = [...new FeedForward(8, new Random(1)).namedParameters()].map(([name]) => name);
    t.ok(names.length > 0, 'No parameter is found: keep the layers in the public fields `fc` and `proj`');
    t.ok(
      `${names}` !== 'fc.weight,proj.weight',
      'The biases are missing: a Linear has one unless you say { bias: false }',
    );
    t.ok(names.length > 2, 'Only two parameters are found: fc and proj are one and the same layer, make two');
    t.ok(
      names[0] !== 'proj.weight',
      'proj comes before fc: fields are listed in the order in which they are first set, fc first',
    );
    t.equal(names, ['fc.weight', 'fc.bias', 'proj.weight', 'proj.bias']);
  });
  t.step('552 numbers for width 8', () => {
    const model = new FeedForward(8, new Random(1));
    const count = parameterCount(model);
    t.ok(count !== 144, 'Both layers are width to width: the inner width is 4 · width');
    t.equal([...model.fc.weight.shape], [32, 8], { what: 'shape of fc.weight' });
    t.equal(count, 552, { what: 'parameter count' });
  });
  t.step('a new block changes nothing', () => {
    const x = new Tensor(new Random(2).normal([5, 8]));
    const model = new FeedForward(8, new Random(1));
    const y = model.forward(x).value;
    t.ok(y.abs().max().item() > 0, 'The result is 0: add what the layers make to x');
    t.ok(
      close(y, x.value) || model.proj.weight.value.abs().max().item() === 0,
      'The block changes x from the start: the weights of proj are to be filled with 0 (init.zeros)',
    );
    t.ok(
      close(y, x.value) || (model.proj.bias?.value.abs().max().item() ?? 0) === 0,
      'The block changes x from the start: the bias of proj is not 0',
    );
    t.ok(
      model.fc.weight.value.abs().max().item() > 0,
      'fc starts at 0 too: then no slope ever reaches it, only proj does',
    );
    t.ok(!close(y, x.value.mul(2)), 'x is added twice');
    t.ok(
      !close(y, x.value.relu()),
      'The result is relu(x): the bend stands between the two layers, x itself passes unbent',
    );
    t.close(y, x.value);
  });
  t.step('computes x + proj(relu(fc(x)))', () => {
    const model = new FeedForward(2, new Random(1));
    init.constant(model.fc.weight, 0.5);
    init.constant(model.fc.bias!, -1);
    init.constant(model.proj.weight, 0.25);
    init.constant(model.proj.bias!, 1);
    const y = model.forward(tensor([[3, 5], [1, -4]])).value; // biome-ignore format: rows
    const is = (...numbers: number[]): boolean => close(y, array(numbers).reshape(2, 2));
    t.ok(!is(7, 7, 1, 1), 'x is missing: the block adds to what it was given');
    t.ok(!is(10, 12, -3, -8), 'A bend is missing: relu stands between the two layers');
    t.ok(!is(10, 12, 1, -4), 'relu stands behind proj: it belongs between the two layers');
    t.close(y, array([[10, 12], [2, -3]])); // biome-ignore format: rows
  });
  t.step('any axes in front: (2, 3, 4)', () => {
    t.shape(new FeedForward(4, new Random(1)).forward(new Tensor(new Random(3).normal([2, 3, 4]))).value, [2, 3, 4]);
  });
  t.step('same seed, same weights', () => {
    const [a, b] = [new FeedForward(4, new Random(7)), new FeedForward(4, new Random(7))];
    t.ok(
      close(a.fc.weight.value, b.fc.weight.value),
      'Two blocks with one seed differ: hand `random` on to the layers, { random }',
    );
  });
  t.step('trains: learns to double', () => {
    const model = new FeedForward(4, new Random(5));
    const x = new Tensor(new Random(6).normal([64, 4]));
    let loss = Number.POSITIVE_INFINITY;
    for (let step = 0; step < 200; step++)
      tidy(() => {
        const error = mseLoss(model.forward(x), x.value.mul(2));
        loss = error.item();
        error.backward();
        for (const { value, grad } of model.parameters()) if (grad) value.assign(value.sub(grad.mul(0.1)));
        model.zeroGrad();
      });
    t.ok(
      loss < 0.2,
      `After 200 steps the loss is ${loss.toFixed(2)}, under 0.2 is wanted: do slopes reach both layers?`,
    );
  });
});

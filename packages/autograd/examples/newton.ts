// node --conditions=@zero-to-gpt/source examples/newton.ts
// Gradients of gradients: Newton's method goes down a curved valley, Rosenbrock's, in a few steps, for it knows how the slope
// itself changes. Descent by the slope alone needs thousands.

import { grad, type Tensor, tensor } from '@zero-to-gpt/autograd';
import { linalg, scope, stack } from '@zero-to-gpt/linalg';

/** (1 − x)² + 100 (y − x²)², with its least at (1, 1). */
function valley(at: Tensor): Tensor {
  const [x, y] = at.split(2) as [Tensor, Tensor]; // split(2) gives two
  const along = x.sub(1);
  const across = y.sub(x.mul(x));
  return along.mul(along).add(across.mul(across).mul(100)).sum();
}

const start = (): Tensor => tensor([-1.2, 1], { dtype: 'float64', requiresGrad: true });

const at = start();
let loss = valley(at).item();
for (let step = 1; loss > 1e-20; step++) {
  using _ = scope();
  const [slope] = grad(valley(at), [at], { createGraph: true }) as [Tensor];
  // each slope is differentiated once more: a row of second derivatives
  const rows = slope.split(2).map((part) => grad(part.sum(), [at], { retainGraph: true })[0]!.value);
  at.value.assign(at.value.sub(linalg.solve(stack(rows), slope.value)));
  loss = valley(at).item();
  console.log(`Newton, step ${step}: ${loss.toExponential(1)}`);
}

const slow = start();
let steps = 0;
for (loss = valley(slow).item(); loss > 1e-2; steps++) {
  using _ = scope();
  const value = valley(slow);
  slow.zeroGrad();
  value.backward();
  slow.value.assign(slow.value.sub(slow.grad!.mul(1e-3)));
  loss = value.item();
}
console.log(`descent with lr 0.001: ${steps} steps to ${loss.toExponential(1)}`);

// jax-js on its WebAssembly backend, one thread in Node: the networks of chapters 3 and 4 from the same weights. Each step
// is one jitted function: loss, slopes, clipping, descent.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { require, serve } from '../serve.mjs';
import { cpuTime } from './cpu-time.mjs';
import { models } from './jax-models.mjs';

const jax = await import(pathToFileURL(require.resolve('@jax-js/jax')).href);
const folder = join(import.meta.dirname, '..');
const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
await jax.init();
jax.defaultDevice('wasm');
const { numpy: np, tree } = jax;

const trainings = new Map();

await serve({
  version: () => `jax-js ${dependencies['@jax-js/jax']}, wasm`,
  /** Losses of the first steps. */
  async prepare({ steps, ...workload }) {
    const step = trainer(workload);
    trainings.set(workload.name, step);
    const found = [];
    while (found.length < steps) found.push(await step());
    return found;
  },
  step({ name, repeats }) {
    return cpuTime(repeats, trainings.get(name));
  },
});

/** A function that makes one step and gives its loss. An operation consumes its arguments: `.ref` keeps one. */
function trainer({ name, lr, momentum, maxNorm, weights, batches }) {
  const lossAndGradient = jax.valueAndGrad(models[name](jax));
  const update = jax.jit((w, v, x, y) => {
    const [value, grads] = lossAndGradient(tree.ref(w), x, y);
    let slopes = grads;
    if (maxNorm !== undefined) {
      const length = np.sqrt(slopes.map((g) => np.square(g.ref).sum()).reduce((a, b) => a.add(b)));
      const factor = np.minimum(np.reciprocal(length.add(1e-6)).mul(maxNorm), 1);
      slopes = slopes.map((g) => g.mul(factor.ref));
      factor.dispose();
    }
    const velocities = momentum > 0 ? slopes.map((g, i) => v[i].mul(momentum).add(g)) : slopes;
    const next = w.map((each, i) => each.sub(velocities[i].ref.mul(lr)));
    if (momentum > 0) return [next, velocities, value];
    tree.dispose(velocities);
    return [next, v, value];
  });
  const data = batches.map(({ x, y }) => [array(x), array(y)]);
  let w = weights.map(array);
  let v = momentum > 0 ? weights.map(({ shape }) => np.zeros(shape)) : [];
  let count = 0;
  return async () => {
    const [x, y] = data[count++ % data.length];
    const [next, velocities, value] = update(w, v, x.ref, y.ref);
    [w, v] = [next, velocities];
    return value.item();
  };
}

function array({ shape, dtype, values }) {
  const data = dtype === 'int32' ? new Int32Array(values) : new Float32Array(values);
  return np.array(data, { shape });
}

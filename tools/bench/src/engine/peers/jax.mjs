// jax-js on its WebAssembly backend, compiled with `jit`. It has threads in browsers only: one thread in Node.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { trainer } from './jax-gpt.mjs';
import { once, perElement, rate, require, serve, time } from './serve.mjs';

const jax = await import(pathToFileURL(require.resolve('@jax-js/jax')).href);
const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
await jax.init();
jax.defaultDevice('wasm');

const matmul = jax.jit((a, b) => jax.numpy.matmul(a, b));
const matrices = once(({ m, n, k }) => [
  jax.random.uniform(jax.random.key(0), [m, k]),
  jax.random.uniform(jax.random.key(1), [k, n]),
]);
let seed = 1;
const key = () => jax.random.key(seed++);
const uniform = once(({ shape }) => jax.jit((k) => jax.random.uniform(k, shape)));
const dropout = once(({ shape, p }) => {
  const [x, dy] = [key(), key()].map((k) => jax.random.uniform(k, shape));
  const loss = (v, k, d) =>
    jax.numpy
      .where(jax.random.bernoulli(k, 1 - p, shape), v.mul(1 / (1 - p)), 0)
      .mul(d)
      .sum();
  const gradient = jax.jit(jax.grad(loss));
  return () => gradient(x.ref, key(), dy.ref);
});
const finish = async (made) => {
  await made.blockUntilReady();
  made.dispose();
};
const training = once((sizes) => trainer(jax, sizes));

await serve({
  version: () => `jax-js ${dependencies['@jax-js/jax']}, wasm`,
  async gemm(sizes) {
    const [a, b] = matrices({ m: sizes.m, n: sizes.n, k: sizes.k });
    return rate(sizes, async () => {
      const c = matmul(a.ref, b.ref);
      await c.blockUntilReady();
      c.dispose();
    });
  },
  async uniform({ shape, repeats }) {
    const draw = uniform({ shape });
    return perElement(shape, await time(repeats, () => finish(draw(key()))));
  },
  async dropout({ repeats, ...sizes }) {
    const there = dropout(sizes);
    return perElement(sizes.shape, await time(repeats, () => finish(there())));
  },
  step({ repeats, ...sizes }) {
    return time(repeats, training(sizes));
  },
});

// jax-js on its WebAssembly backend, compiled with `jit`. It has threads in browsers only: one thread in Node.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { trainer } from './jax-gpt.mjs';
import { once, rate, require, serve, time } from './serve.mjs';

const jax = await import(pathToFileURL(require.resolve('@jax-js/jax')).href);
const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
await jax.init();
jax.defaultDevice('wasm');

const matmul = jax.jit((a, b) => jax.numpy.matmul(a, b));
const matrices = once(({ m, n, k }) => [
  jax.random.uniform(jax.random.key(0), [m, k]),
  jax.random.uniform(jax.random.key(1), [k, n]),
]);
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
  step({ repeats, ...sizes }) {
    return time(repeats, training(sizes));
  },
});

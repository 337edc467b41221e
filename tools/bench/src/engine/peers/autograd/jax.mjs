// jax-js on its WebAssembly backend, one thread in Node: chains of small operations, differentiated by `grad` without `jit`.
// An operation consumes its arguments: `.ref` keeps one for another use.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuTime } from '../by-hand/cpu-time.mjs';
import { require, serve } from '../serve.mjs';

const jax = await import(pathToFileURL(require.resolve('@jax-js/jax')).href);
const folder = join(import.meta.dirname, '..');
const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
await jax.init();
jax.defaultDevice('wasm');
const { numpy: np, nn } = jax;

/** Each uses `w` once, or disposes it. */
const links = {
  add: (y, w) => y.add(w),
  'add-row': (y, w) => y.add(w),
  mul: (y, w) => y.mul(w),
  div: (y, w) => y.div(w),
  tanh: without((y) => np.tanh(y)),
  relu: without((y) => nn.relu(y)),
  sigmoid: without((y) => nn.sigmoid(y)),
  gelu: without((y) => nn.gelu(y)),
  softmax: without((y) => nn.softmax(y, -1)),
  'log-softmax': without((y) => nn.logSoftmax(y, -1)),
  'sub-mean': without((y) => y.ref.sub(y.mean(-1, { keepdims: true }))),
  transpose: without((y) => y.transpose()),
  reshape: without((y) => y.reshape([4, 16]).reshape([8, 8])),
  'split-concat': without((y) => np.concatenate(np.split(y, 2, 0), 0)),
  matmul: (y, w) => np.matmul(y, w),
  linear: (y, w) => np.matmul(y, w.transpose()),
  'linear-tanh': (y, w) => np.tanh(np.matmul(y, w.transpose())),
};

function without(f) {
  return (y, w) => {
    w.dispose();
    return f(y);
  };
}

const chains = new Map();

await serve({
  version: () => `jax-js ${dependencies['@jax-js/jax']}, wasm, grad without jit`,
  /** The gradients of x and w. */
  async prepare({ repeats, ...task }) {
    const { run, gradients } = chain(task);
    chains.set(task.name, run);
    return { gradients: await gradients(), backend: 'wasm' };
  },
  /** Microseconds of the processor's time for all repeats. */
  async step({ name, repeats }) {
    return 1000 * repeats * (await cpuTime(repeats, chains.get(name)));
  },
});

function chain({ name, length, x, w, shape }) {
  const next = links[name];
  const leaves = [np.array(new Float32Array(x), { shape: [8, 8] }), np.array(new Float32Array(w), { shape })];
  const grad = jax.grad(
    (x, w) => {
      let y = x;
      for (let i = 0; i < length; i++) y = next(y, w.ref);
      return y.mul(w).sum();
    },
    { argnums: [0, 1] },
  );
  const grads = () => grad(...leaves.map((leaf) => leaf.ref));
  return {
    async run() {
      jax.tree.dispose(await jax.blockUntilReady(grads()));
    },
    async gradients() {
      const found = await Promise.all(grads().map((dx) => dx.data()));
      return found.flatMap((values) => Array.from(values));
    },
  };
}

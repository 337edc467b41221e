// TensorFlow.js on its WebAssembly backend: one thread in Node.

import { dirname } from 'node:path';
import { once, perElement, rate, require, serve, time } from './serve.mjs';
import { gelu, layerNorm, trainer } from './tfjs-gpt.mjs';

const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
console.warn = () => {}; // it advertises its native package
await tf.setBackend('wasm');
await tf.ready();

const matrices = once(({ m, n, k }) => [tf.randomUniform([m, k]), tf.randomUniform([k, n])]);
const uniform = once(({ shape }) => tf.randomUniform(shape, -3, 3));
const training = once((sizes) => trainer(tf, sizes));
const adam = once(({ size }) => {
  const x = tf.variable(tf.randomNormal([size]));
  const grads = { [x.name]: tf.randomNormal([size]) };
  const optimizer = tf.train.adam(1e-3, 0.9, 0.99, 1e-8);
  return () => optimizer.applyGradients(grads);
});

const dropout = once(({ shape, p }) => {
  const [x, dy] = [0, 1].map(() => tf.randomUniform(shape, -3, 3));
  const gradient = tf.grad((v) => tf.dropout(v, p).mul(dy).sum());
  return () => tf.tidy(() => void gradient(x));
});

const operations = {
  exp: (x) => tf.exp(x),
  tanh: (x) => tf.tanh(x),
  gelu: (x) => gelu(tf, x),
  'layer-norm': (x) => layerNorm(tf, x, tf.ones([x.shape.at(-1)]), tf.zeros([x.shape.at(-1)])),
};

await serve({
  version: () => `TensorFlow.js ${tf.version_core}, backend ${tf.getBackend()}`,
  async gemm(sizes) {
    const [a, b] = matrices({ m: sizes.m, n: sizes.n, k: sizes.k });
    return rate(sizes, () => tf.matMul(a, b).dispose());
  },
  async elementwise({ op, shape, repeats }) {
    const x = uniform({ shape });
    return (1e6 * (await time(repeats, () => tf.tidy(() => void operations[op](x))))) / x.size;
  },
  async uniform({ shape, repeats }) {
    return perElement(shape, await time(repeats, () => tf.randomUniform(shape).dispose()));
  },
  async dropout({ repeats, ...sizes }) {
    return perElement(sizes.shape, await time(repeats, dropout(sizes)));
  },
  async adamw({ size, repeats }) {
    return (1e6 * (await time(repeats, adam({ size })))) / size;
  },
  step({ repeats, ...sizes }) {
    return time(repeats, training(sizes));
  },
});

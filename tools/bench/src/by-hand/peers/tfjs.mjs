// TensorFlow.js on its WebAssembly backend, one thread in Node: the networks of chapters 3 and 4 from the same weights.

import { dirname } from 'node:path';
import { require, serve, time } from '../../engine/peers/serve.mjs';
import { losses } from './tfjs-models.mjs';

const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
console.warn = () => {}; // it advertises its native package
await tf.setBackend('wasm');
await tf.ready();

const trainings = new Map();

await serve({
  version: () => `TensorFlow.js ${tf.version_core}, backend ${tf.getBackend()}`,
  /** Losses of the first steps. */
  prepare({ steps, ...workload }) {
    const step = trainer(workload);
    trainings.set(workload.name, step);
    return Array.from({ length: steps }, step);
  },
  step({ name, repeats }) {
    return time(repeats, trainings.get(name));
  },
});

/** A function that makes one step and gives its loss. */
function trainer({ name, lr, momentum, maxNorm, weights, batches }) {
  const model = losses[name](tf);
  const variables = model.weights(weights.map(tensor)).map((weight) => tf.variable(weight));
  const data = batches.map(({ x, y }) => [model.input(tensor(x)), tensor(y)].map((array) => tf.keep(array)));
  const optimizer = momentum > 0 ? tf.train.momentum(lr, momentum) : tf.train.sgd(lr);
  let count = 0;
  return () =>
    tf.tidy(() => {
      const [x, y] = data[count++ % data.length];
      const { value, grads } = tf.variableGrads(() => model.loss(variables, x, y), variables);
      optimizer.applyGradients(maxNorm === undefined ? grads : clipped(grads, maxNorm));
      return value.dataSync()[0];
    });
}

function tensor({ shape, dtype, values }) {
  return tf.tensor(values, shape, dtype);
}

/** All slopes together shortened to a length of `maxNorm`. */
function clipped(grads, maxNorm) {
  const squares = Object.values(grads).map((g) => tf.sum(tf.square(g)));
  const factor = tf.minimum(tf.div(maxNorm, tf.add(tf.sqrt(tf.addN(squares)), 1e-6)), 1);
  return Object.fromEntries(Object.entries(grads).map(([name, g]) => [name, tf.mul(g, factor)]));
}

// TensorFlow.js on its WebAssembly backend, one thread in Node: the networks of chapters 3 and 4 from the same weights.

import { dirname } from 'node:path';
import { require, serve } from '../serve.mjs';
import { cpuTime } from './cpu-time.mjs';
import { models } from './tfjs-models.mjs';

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
    return cpuTime(repeats, trainings.get(name));
  },
});

/** A function that makes one step and gives its loss. */
function trainer({ name, lr, momentum, maxNorm, weights, batches }) {
  const model = models[name](tf);
  const variables = model.weights(weights.map(tensor)).map((weight) => tf.variable(weight));
  const velocities = momentum > 0 ? variables.map((weight) => tf.variable(tf.zerosLike(weight))) : null;
  const data = batches.map(({ x, y }) => [model.input(tensor(x)), tensor(y)].map((array) => tf.keep(array)));
  let count = 0;
  return () =>
    tf.tidy(() => {
      const [x, y] = data[count++ % data.length];
      const { value, slopes } = model.slopes ? model.slopes(variables, x, y) : automatic(model.loss, variables, x, y);
      for (const [i, slope] of (maxNorm === undefined ? slopes : clipped(slopes, maxNorm)).entries()) {
        if (velocities) velocities[i].assign(tf.add(tf.mul(velocities[i], momentum), slope));
        variables[i].assign(tf.sub(variables[i], tf.mul(velocities ? velocities[i] : slope, lr)));
      }
      return value.dataSync()[0];
    });
}

function automatic(loss, variables, x, y) {
  const { value, grads } = tf.variableGrads(() => loss(variables, x, y), variables);
  return { value, slopes: variables.map(({ name }) => grads[name]) };
}

function tensor({ shape, dtype, values }) {
  return tf.tensor(values, shape, dtype);
}

/** All slopes together shortened to a length of `maxNorm`. */
function clipped(slopes, maxNorm) {
  const length = tf.sqrt(tf.addN(slopes.map((slope) => tf.sum(tf.square(slope)))));
  const factor = tf.minimum(tf.div(maxNorm, tf.add(length, 1e-6)), 1);
  return slopes.map((slope) => tf.mul(slope, factor));
}

// TensorFlow.js, one thread in Node: chains of small operations, differentiated by `variableGrads`. Its plain JavaScript
// backend has smaller costs for each operation than WebAssembly, but lacks nothing: each chain takes the faster of both.

import { dirname } from 'node:path';
import { cpuTime } from '../by-hand/cpu-time.mjs';
import { require, serve } from '../serve.mjs';
import { gelu } from '../tfjs-gpt.mjs';

const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
console.warn = () => {}; // it advertises its native package

const links = {
  add: (y, w) => tf.add(y, w),
  'add-row': (y, w) => tf.add(y, w),
  mul: (y, w) => tf.mul(y, w),
  div: (y, w) => tf.div(y, w),
  tanh: (y) => tf.tanh(y),
  relu: (y) => tf.relu(y),
  sigmoid: (y) => tf.sigmoid(y),
  gelu: (y) => gelu(tf, y),
  softmax: (y) => tf.softmax(y),
  'log-softmax': (y) => tf.logSoftmax(y),
  'sub-mean': (y) => tf.sub(y, tf.mean(y, -1, true)),
  transpose: (y) => tf.transpose(y),
  reshape: (y) => tf.reshape(tf.reshape(y, [4, 16]), [8, 8]),
  'split-concat': (y) => tf.concat(tf.split(y, 2), 0),
  matmul: (y, w) => tf.matMul(y, w),
  linear: (y, w) => tf.matMul(y, w, false, true),
  'linear-tanh': (y, w) => tf.tanh(tf.matMul(y, w, false, true)),
};

const backends = ['wasm', 'cpu'];
const chosen = new Map();

await serve({
  version: () => `TensorFlow.js ${tf.version_core}, the faster of its backends ${backends.join(' and ')}`,
  /** Chooses the backend; the gradients of x and w, and its name. */
  async prepare({ repeats, ...task }) {
    let best = null;
    const failures = [];
    for (const backend of backends) {
      await tf.setBackend(backend);
      try {
        const { run, gradients } = chain(task);
        await cpuTime(repeats, run);
        const milliseconds = await cpuTime(repeats, run);
        if (!best || milliseconds < best.milliseconds) best = { backend, milliseconds, run, gradients };
      } catch (error) {
        failures.push(`${backend}: ${error.message}`);
      }
    }
    if (!best) throw new Error(failures.join('; '));
    chosen.set(task.name, best);
    await tf.setBackend(best.backend);
    return { gradients: best.gradients(), backend: best.backend };
  },
  /** Microseconds of the processor's time for all repeats. */
  async step({ name, repeats }) {
    const { backend, run } = chosen.get(name);
    await tf.setBackend(backend);
    return 1000 * repeats * (await cpuTime(repeats, run));
  },
});

function chain({ name, length, x, w, shape }) {
  const next = links[name];
  const variables = [tf.variable(tf.tensor(x, [8, 8])), tf.variable(tf.tensor(w, shape))];
  const loss = () => {
    let y = variables[0];
    for (let i = 0; i < length; i++) y = next(y, variables[1]);
    return tf.sum(tf.mul(y, variables[1]));
  };
  const grads = () => {
    const { grads } = tf.variableGrads(loss, variables);
    return variables.map(({ name }) => grads[name]);
  };
  return {
    run: () => tf.tidy(() => void grads()),
    gradients: () => tf.tidy(() => grads().flatMap((grad) => Array.from(grad.dataSync()))),
  };
}

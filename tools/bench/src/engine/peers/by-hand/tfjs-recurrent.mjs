// Character models in TensorFlow.js, with backpropagation through time by hand. One-hot rows stand for gather, which the
// backend has no slopes of. Time first, as the loops want it.

import { crossEntropy, linear, linearBack, oneHot } from './tfjs-steps.mjs';

const cells = { rnn: { forward: rnnForward, back: rnnBack }, gru: { forward: gruForward, back: gruBack } };

/** A plain recurrent network (`rnn`) or a GRU, and a linear layer on every step. */
export function character(tf, kind) {
  const { forward, back } = cells[kind];
  return {
    weights: (arrays) => arrays,
    input: (ids) => tf.transpose(ids),
    slopes([wi, wh, bi, bh, w, b], ids, y) {
      const [T, B] = ids.shape;
      const [V, H] = [wi.shape[1], wh.shape[1]];
      const rows = oneHot(tf, tf.reshape(ids, [T * B]), V);
      const states = [tf.zeros([B, H])];
      const kept = tf.split(linear(tf, rows, wi, bi), T, 0).map((input, t) => {
        const found = forward(tf, input, linear(tf, states[t], wh, bh), states[t]);
        states.push(found.h);
        return found;
      });
      const after = tf.concat(states.slice(1), 0);
      const wanted = oneHot(tf, tf.reshape(tf.transpose(y), [T * B]), V);
      const { value, slope } = crossEntropy(tf, linear(tf, after, w, b), wanted);
      const results = tf.split(tf.matMul(slope, w), T, 0);
      const [inputs, sums] = [[], []];
      let dh = null;
      for (let t = T - 1; t >= 0; t--) {
        const found = back(tf, dh ? tf.add(results[t], dh) : results[t], kept[t], states[t], wh);
        inputs.unshift(found.input);
        sums.unshift(found.state);
        dh = found.dh;
      }
      const [dwi, dbi] = linearBack(tf, tf.concat(inputs, 0), rows);
      const [dwh, dbh] = linearBack(tf, tf.concat(sums, 0), tf.concat(states.slice(0, -1), 0));
      return { value, slopes: [dwi, dwh, dbi, dbh, ...linearBack(tf, slope, after)] };
    },
  };
}

function rnnForward(tf, input, state) {
  return { h: tf.tanh(tf.add(input, state)) };
}

function rnnBack(tf, d, { h }, _before, wh) {
  const sum = tf.mul(d, tf.sub(1, tf.square(h)));
  return { input: sum, state: sum, dh: tf.matMul(sum, wh) };
}

function gruForward(tf, input, state, before) {
  const [ir, iz, fresh] = tf.split(input, 3, 1);
  const [hr, hz, kept] = tf.split(state, 3, 1);
  const [r, z] = [tf.sigmoid(tf.add(ir, hr)), tf.sigmoid(tf.add(iz, hz))];
  const n = tf.tanh(tf.add(fresh, tf.mul(r, kept)));
  return { h: tf.add(n, tf.mul(z, tf.sub(before, n))), r, z, n, kept };
}

function gruBack(tf, d, { r, z, n, kept }, before, wh) {
  const passing = tf.mul(d, z);
  const sn = tf.mul(tf.sub(d, passing), tf.sub(1, tf.square(n)));
  const sz = tf.mul(tf.mul(passing, tf.sub(before, n)), tf.sub(1, z));
  const sr = tf.mul(tf.mul(sn, kept), tf.mul(r, tf.sub(1, r)));
  const input = tf.concat([sr, sz, sn], 1);
  const state = tf.concat([sr, sz, tf.mul(sn, r)], 1);
  return { input, state, dh: tf.add(passing, tf.matMul(state, wh)) };
}

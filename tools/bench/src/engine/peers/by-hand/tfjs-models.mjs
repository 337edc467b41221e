// The models in TensorFlow.js. `weights` and `input` bring ours into its layout; then either `slopes`, which gives the loss
// and the slopes by hand in its operations, faster there than `variableGrads` (by a third for the small networks), or `loss`.

import { character } from './tfjs-recurrent.mjs';
import { convolution, crossEntropy, linear, linearBack, oneHot } from './tfjs-steps.mjs';

const same = (x) => x;

/** Makes each model from the library. */
export const models = {
  penguins: (tf) => ({
    weights: same,
    input: same,
    slopes([w, b, v, c], x, y) {
      const hidden = tf.relu(linear(tf, x, w, b));
      const { value, slope } = crossEntropy(tf, linear(tf, hidden, v, c), oneHot(tf, y, 3));
      const sums = tf.mul(tf.matMul(slope, v), tf.step(hidden));
      return { value, slopes: [...linearBack(tf, sums, x), ...linearBack(tf, slope, hidden)] };
    },
  }),
  cars: (tf) => ({
    weights: same,
    input: same,
    slopes([w, b, v, c], x, y) {
      const hidden = tf.tanh(linear(tf, x, w, b));
      const error = tf.sub(linear(tf, hidden, v, c), y);
      const slope = tf.mul(error, 2 / error.size);
      const sums = tf.mul(tf.matMul(slope, v), tf.sub(1, tf.square(hidden)));
      const slopes = [...linearBack(tf, sums, x), ...linearBack(tf, slope, hidden)];
      return { value: tf.mean(tf.square(error)), slopes };
    },
  }),
  'names-rnn': (tf) => character(tf, 'rnn'),
  'names-gru': (tf) => character(tf, 'gru'),
  // channels last: images (B, H, W, C), filters (kh, kw, in, out)
  'glyph-cnn': (tf) => ({
    weights: ([w1, b1, w2, b2, w, b]) => [
      tf.transpose(w1, [2, 3, 1, 0]),
      b1,
      tf.transpose(w2, [2, 3, 1, 0]),
      b2,
      tf.reshape(tf.transpose(tf.reshape(w, [10, 16, 4, 4]), [0, 2, 3, 1]), [10, 256]),
      b,
    ],
    input: (x) => tf.transpose(x, [0, 2, 3, 1]),
    loss([w1, b1, w2, b2, w, b], x, y) {
      const block = (images, filters, bias) =>
        tf.maxPool(tf.relu(tf.add(convolution(tf, images, filters), bias)), 2, 2, 'valid');
      const flat = tf.reshape(block(block(x, w1, b1), w2, b2), [x.shape[0], 256]);
      const logs = tf.logSoftmax(linear(tf, flat, w, b));
      return tf.div(tf.sum(tf.mul(logs, oneHot(tf, y, 10))), -x.shape[0]);
    },
  }),
};

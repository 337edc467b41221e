// The models in TensorFlow.js: how they take our weights and inputs, and their losses.

const same = (x) => x;

/** Makes each model from the library. */
export const losses = {
  penguins: (tf) => ({
    weights: same,
    input: same,
    loss: ([w, b, v, c], x, y) => crossEntropy(tf, linear(tf, tf.relu(linear(tf, x, w, b)), v, c), oneHot(tf, y, 3)),
  }),
  cars: (tf) => ({
    weights: same,
    input: same,
    loss: ([w, b, v, c], x, y) => tf.mean(tf.square(tf.sub(linear(tf, tf.tanh(linear(tf, x, w, b)), v, c), y))),
  }),
  'names-rnn': (tf) => names(tf, rnnStep),
  'names-gru': (tf) => names(tf, gruStep),
  // its convolution has channels last: images (B, H, W, C), filters (kh, kw, in, out)
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
      return crossEntropy(tf, linear(tf, flat, w, b), oneHot(tf, y, 10));
    },
  }),
};

/** x·wᵀ + b. */
function linear(tf, x, w, b) {
  return tf.add(tf.matMul(x, w, false, true), b);
}

/** Labels as rows; one that is no class (−100) as a row of zeros. */
function oneHot(tf, labels, classes) {
  return tf.cast(tf.oneHot(labels, classes), 'float32'); // the backend does not heed oneHot's dtype
}

/** Mean over the rows of `wanted` that are not all zeros. */
function crossEntropy(tf, logits, wanted) {
  return tf.div(tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), wanted))), tf.sum(wanted));
}

/** A character model: one-hot rows, since the backend has no gradient of gather. Time first, as the loop wants it. */
function names(tf, step) {
  return {
    weights: same,
    input: (ids) => tf.transpose(ids),
    loss([wi, wh, bi, bh, w, b], ids, y) {
      const [T, B] = ids.shape;
      const [V, H] = [wi.shape[1], wh.shape[1]];
      const rows = oneHot(tf, tf.reshape(ids, [T * B]), V);
      const inputs = tf.split(linear(tf, rows, wi, bi), T, 0);
      const states = [];
      let h = tf.zeros([B, H]);
      for (const input of inputs) {
        h = step(tf, input, linear(tf, h, wh, bh), h);
        states.push(h);
      }
      const wanted = oneHot(tf, tf.reshape(tf.transpose(y), [T * B]), V);
      return crossEntropy(tf, linear(tf, tf.concat(states, 0), w, b), wanted);
    },
  };
}

function rnnStep(tf, input, state) {
  return tf.tanh(tf.add(input, state));
}

function gruStep(tf, input, state, h) {
  const [ir, iz, inew] = tf.split(input, 3, 1);
  const [hr, hz, hnew] = tf.split(state, 3, 1);
  const r = tf.sigmoid(tf.add(ir, hr));
  const z = tf.sigmoid(tf.add(iz, hz));
  const n = tf.tanh(tf.add(inew, tf.mul(r, hnew)));
  return tf.add(n, tf.mul(z, tf.sub(h, n)));
}

/**
 * A convolution with padding 1. The backend has no kernel for the slopes of the filters, so these are a convolution too:
 * of the images by dy, with the batch in the place of the channels.
 */
function convolution(tf, images, filters) {
  const f = tf.customGrad((x, w, save) => {
    save([x, w]);
    const gradFunc = (dy, [x, w]) => [
      tf.conv2dTranspose(dy, w, x.shape, 1, 'same'),
      tf.transpose(
        tf.conv2d(
          tf.pad(tf.transpose(x, [3, 1, 2, 0]), [
            [0, 0],
            [1, 1],
            [1, 1],
            [0, 0],
          ]),
          tf.transpose(dy, [1, 2, 0, 3]),
          1,
          'valid',
        ),
        [1, 2, 0, 3],
      ),
    ];
    return { value: tf.conv2d(x, w, 1, 'same'), gradFunc };
  });
  return f(images, filters);
}

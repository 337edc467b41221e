// What the models in TensorFlow.js share.

/** x·wᵀ + b. */
export function linear(tf, x, w, b) {
  return tf.add(tf.matMul(x, w, false, true), b);
}

/** Slopes of w and b, given those of x·wᵀ + b. */
export function linearBack(tf, slope, x) {
  return [tf.matMul(slope, x, true, false), tf.sum(slope, 0)];
}

/** Labels as rows; one that is no class (−100) as a row of zeros. */
export function oneHot(tf, labels, classes) {
  return tf.cast(tf.oneHot(labels, classes), 'float32'); // the backend does not heed oneHot's dtype
}

/** Mean over the rows of `wanted` that are not all zeros, and the slope in the logits. */
export function crossEntropy(tf, logits, wanted) {
  const logs = tf.logSoftmax(logits);
  const rows = tf.sum(wanted, 1, true);
  const total = tf.sum(rows);
  const value = tf.div(tf.neg(tf.sum(tf.mul(logs, wanted))), total);
  return { value, slope: tf.div(tf.sub(tf.mul(tf.exp(logs), rows), wanted), total) };
}

/**
 * A convolution with padding 1. The backend has no kernel for the slopes of the filters, so these are a convolution too:
 * of the images by dy, with the batch in the place of the channels.
 */
export function convolution(tf, images, filters) {
  const around = [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ];
  const f = tf.customGrad((x, w, save) => {
    save([x, w]);
    const gradFunc = (dy, [x, w]) => {
      const turned = tf.pad(tf.transpose(x, [3, 1, 2, 0]), around);
      const slopes = tf.conv2d(turned, tf.transpose(dy, [1, 2, 0, 3]), 1, 'valid');
      return [tf.conv2dTranspose(dy, w, x.shape, 1, 'same'), tf.transpose(slopes, [1, 2, 0, 3])];
    };
    return { value: tf.conv2d(x, w, 1, 'same'), gradFunc };
  });
  return f(images, filters);
}

// The benchmark's GPT in TensorFlow.js, as its users write it: variables, variableGrads, Adam.

/** A function that makes one training step on a fresh batch. */
export function trainer(tf, { vocabSize: V, blockSize: T, nLayer, nHead: H, nEmbd: C, batchSize: B }) {
  const N = B * T;
  const D = C / H;
  const weight = (...shape) => tf.variable(tf.randomNormal(shape, 0, 0.02));
  const constant = (size, value) => tf.variable(tf.fill([size], value));
  const dense = (from, to) => ({ w: weight(from, to), b: constant(to, 0) });
  const norm = () => ({ g: constant(C, 1), b: constant(C, 0) });
  const wte = weight(V, C);
  const wpe = weight(T, C);
  const last = norm();
  const blocks = Array.from({ length: nLayer }, () => ({
    ln1: norm(),
    q: dense(C, C),
    k: dense(C, C),
    v: dense(C, C),
    out: dense(C, C),
    ln2: norm(),
    fc: dense(C, 4 * C),
    proj: dense(4 * C, C),
  }));
  const hidden = Float32Array.from({ length: T * T }, (_, i) => (i % T > Math.floor(i / T) ? -1e9 : 0));
  const mask = tf.tensor(hidden, [1, 1, T, T]);
  const optimizer = tf.train.adam(1e-3, 0.9, 0.99, 1e-8);

  const linear = (x, { w, b }) => tf.add(tf.matMul(x, w), b);
  const heads = (x) => tf.transpose(tf.reshape(x, [B, T, H, D]), [0, 2, 1, 3]);
  function attend(x, { q, k, v, out }) {
    const scores = tf.mul(tf.matMul(heads(linear(x, q)), heads(linear(x, k)), false, true), 1 / Math.sqrt(D));
    const y = tf.matMul(tf.softmax(tf.add(scores, mask)), heads(linear(x, v)));
    return linear(tf.reshape(tf.transpose(y, [0, 2, 1, 3]), [N, C]), out);
  }
  function loss(ids, targets) {
    const embedded = tf.reshape(tf.matMul(ids, wte), [B, T, C]); // the backend has no gradient of gather
    let x = tf.reshape(tf.add(embedded, wpe), [N, C]);
    for (const block of blocks) {
      x = tf.add(x, attend(layerNorm(tf, x, block.ln1.g, block.ln1.b), block));
      const h = gelu(tf, linear(layerNorm(tf, x, block.ln2.g, block.ln2.b), block.fc));
      x = tf.add(x, linear(h, block.proj));
    }
    const logits = tf.matMul(layerNorm(tf, x, last.g, last.b), wte, false, true);
    const top = tf.max(logits, -1, true);
    const logSum = tf.log(tf.sum(tf.exp(tf.sub(logits, top)), -1));
    return tf.mean(tf.sub(tf.add(logSum, tf.squeeze(top, [1])), tf.sum(tf.mul(logits, targets), -1)));
  }
  const oneHot = () => tf.cast(tf.oneHot(tf.randomUniform([N], 0, V, 'int32'), V), 'float32');
  return () =>
    tf.tidy(() => {
      const ids = oneHot();
      const targets = oneHot();
      const { value, grads } = tf.variableGrads(() => loss(ids, targets));
      optimizer.applyGradients(grads);
      return value.dataSync()[0];
    });
}

/** Over the last axis. */
export function layerNorm(tf, x, g, b) {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), g), b);
}

/** GPT-2's. */
export function gelu(tf, x) {
  const inner = tf.mul(tf.mul(x, tf.add(tf.mul(tf.square(x), 0.044715), 1)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

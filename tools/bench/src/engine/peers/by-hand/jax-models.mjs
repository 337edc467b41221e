// The models in jax-js: pure losses of weights, inputs and targets. An operation consumes its arguments: `.ref` keeps one.

/** Makes each model's loss from the library. */
export const models = {
  penguins(jax) {
    const { numpy: np, nn } = jax;
    return ([w, b, v, c], x, y) => crossEntropy(jax, linear(np, nn.relu(linear(np, x, w, b)), v, c), nn.oneHot(y, 3));
  },
  cars({ numpy: np }) {
    return ([w, b, v, c], x, y) => np.square(linear(np, np.tanh(linear(np, x, w, b)), v, c).sub(y)).mean();
  },
  'names-rnn': (jax) => names(jax, rnnStep(jax)),
  'names-gru': (jax) => names(jax, gruStep(jax)),
  'glyph-cnn'(jax) {
    const { numpy: np, nn, lax } = jax;
    const around = [
      [1, 1],
      [1, 1],
    ];
    const block = (x, w, b) => {
      const y = nn.relu(lax.conv(x, w, [1, 1], around).add(b.reshape([-1, 1, 1])));
      const [B, C, H, W] = y.shape;
      return np.max(y.reshape([B, C, H / 2, 2, W / 2, 2]), [3, 5]);
    };
    return ([w1, b1, w2, b2, w, b], x, y) => {
      const flat = block(block(x, w1, b1), w2, b2).reshape([y.shape[0], 256]);
      return crossEntropy(jax, linear(np, flat, w, b), nn.oneHot(y, 10));
    };
  },
};

/** x·wᵀ + b. */
function linear(np, x, w, b) {
  return np.matmul(x, w.transpose()).add(b);
}

/** Mean over the rows of `wanted` that are not all zeros. */
function crossEntropy({ nn }, logits, wanted) {
  const total = wanted.ref.sum();
  return nn.logSoftmax(logits, -1).mul(wanted).sum().mul(-1).div(total);
}

function names(jax, step) {
  const { numpy: np, nn } = jax;
  return ([wi, wh, bi, bh, w, b], ids, y) => {
    const [B, T] = ids.shape;
    const [V, H] = [wi.shape[1], wh.shape[1]];
    const rows = nn.oneHot(ids.transpose().reshape([T * B]), V);
    const inputs = np.split(linear(np, rows, wi, bi), T, 0);
    const states = [];
    let h = np.zeros([B, H]);
    for (const input of inputs) {
      h = step(input, linear(np, h.ref, wh.ref, bh.ref), h);
      states.push(h.ref);
    }
    for (const used of [h, wh, bh]) used.dispose();
    const labels = y.transpose().reshape([T * B]);
    const counted = np
      .greaterEqual(labels.ref, 0)
      .astype(np.float32)
      .reshape([T * B, 1]);
    const wanted = nn.oneHot(np.maximum(labels, 0), V).mul(counted); // its oneHot takes −100 for some class
    return crossEntropy(jax, linear(np, np.concatenate(states, 0), w, b), wanted);
  };
}

function rnnStep({ numpy: np }) {
  return (input, state, h) => {
    h.dispose();
    return np.tanh(input.add(state));
  };
}

function gruStep({ numpy: np, nn }) {
  return (input, state, h) => {
    const [ir, iz, inew] = np.split(input, 3, 1);
    const [hr, hz, hnew] = np.split(state, 3, 1);
    const r = nn.sigmoid(ir.add(hr));
    const z = nn.sigmoid(iz.add(hz));
    const n = np.tanh(inew.add(r.mul(hnew)));
    return n.ref.add(z.mul(h.sub(n)));
  };
}

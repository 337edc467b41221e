// The benchmark's GPT in jax-js, as its users write it: a pure loss, valueAndGrad, and one jitted function for the whole
// step (forward, backward, clip, AdamW). An operation consumes its arguments: `.ref` keeps one for another use.

/** A function that makes one training step on a fresh batch. */
export function trainer(jax, { vocabSize: V, blockSize: T, nLayer, nHead: H, nEmbd: C, batchSize: B }) {
  const { numpy: np, nn, random, tree } = jax;
  const N = B * T;
  let seed = 1;
  const weight = (...shape) => random.normal(random.key(seed++), shape).mul(0.02);
  const parameters = { wte: weight(V, C), wpe: weight(T, C), gain: np.ones([C]), shift: np.zeros([C]) };
  for (let i = 0; i < nLayer; i++) {
    for (const [name, from, to] of [
      ['qkv', C, 3 * C],
      ['out', C, C],
      ['fc', C, 4 * C],
      ['proj', 4 * C, C],
    ]) {
      parameters[`${name}${i}`] = weight(from, to);
      parameters[`${name}Bias${i}`] = np.zeros([to]);
    }
    for (const name of ['ln1', 'ln2']) {
      parameters[`${name}Gain${i}`] = np.ones([C]);
      parameters[`${name}Shift${i}`] = np.zeros([C]);
    }
  }
  const names = Object.keys(parameters);

  const norm = (x, gain, shift) => nn.standardize(x).mul(gain).add(shift);
  const heads = (x) => x.reshape([B, T, H, C / H]);
  function loss(p, ids, targets) {
    const linear = (x, name, i) => np.matmul(x, p[`${name}${i}`]).add(p[`${name}Bias${i}`]);
    const ln = (x, name, i) => norm(x, p[`${name}Gain${i}`], p[`${name}Shift${i}`]);
    let x = np.matmul(nn.oneHot(ids, V), p.wte.ref).reshape([B, T, C]).add(p.wpe).reshape([N, C]);
    for (let i = 0; i < nLayer; i++) {
      const [q, k, v] = np.split(linear(ln(x.ref, 'ln1', i), 'qkv', i), 3, 1).map(heads);
      const y = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([N, C]);
      x = x.add(linear(y, 'out', i));
      x = x.add(linear(nn.gelu(linear(ln(x.ref, 'ln2', i), 'fc', i)), 'proj', i));
    }
    const logits = np.matmul(norm(x, p.gain, p.shift), p.wte.transpose());
    return nn
      .logSoftmax(logits, -1)
      .mul(nn.oneHot(targets, V))
      .sum()
      .mul(-1 / N);
  }

  const lossAndGradient = jax.valueAndGrad(loss);
  const update = jax.jit((p, m, v, ids, targets, correction1, correction2) => {
    const [value, g] = lossAndGradient(tree.ref(p), ids, targets);
    const squares = names.map((name) => np.square(g[name].ref).sum()).reduce((a, b) => a.add(b));
    const clip = np.minimum(np.reciprocal(np.sqrt(squares).add(1e-6)), 1);
    const next = [{}, {}, {}];
    for (const name of names) {
      const grad = g[name].mul(clip.ref);
      const mean = m[name].mul(0.9).add(grad.ref.mul(0.1));
      const square = v[name].mul(0.99).add(np.square(grad).mul(0.01));
      next[1][name] = mean.ref;
      next[2][name] = square.ref;
      const root = np.sqrt(square.mul(correction2.ref)).add(1e-8);
      next[0][name] = p[name].mul(1 - 1e-4).sub(mean.mul(correction1.ref).mul(1e-3).div(root));
    }
    for (const used of [clip, correction1, correction2]) used.dispose();
    return [...next, value];
  });

  const zeros = () => Object.fromEntries(names.map((name) => [name, np.zeros(parameters[name].shape)]));
  let state = [parameters, zeros(), zeros()];
  let powers = [1, 1];
  const draw = () => np.array(Int32Array.from({ length: N }, () => Math.floor(Math.random() * V)));
  return async () => {
    powers = [powers[0] * 0.9, powers[1] * 0.99];
    const corrections = powers.map((power) => np.array(1 / (1 - power)));
    const [p, m, v, value] = update(...state, draw(), draw(), ...corrections);
    state = [p, m, v];
    await value.jsAsync();
    await jax.blockUntilReady(p);
  };
}

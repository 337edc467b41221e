import type { View } from './view.ts';

/** Where a slot draws: element i takes word `offset` + i of a Philox stream, as `Random` does. */
export interface UniformDraws {
  /** Two words, as in `Random.state()`. */
  readonly key: readonly [number, number];
  /** First word drawn. */
  readonly offset: number;
  /** Smallest value. */
  readonly low: number;
  /** Upper bound. */
  readonly high: number;
}

/** Which elements dropout zeroes: element i, in row-major order, those whose draw, word `offset` + i, is below p. */
export interface DropoutDraws {
  /** Share that becomes zero; compared with the draw as a float32. */
  readonly p: number;
  /** Seed of the stream. */
  readonly seed: number;
  /** First word drawn. */
  readonly offset: number;
}

/** Options of the attention slots. */
export interface AttentionOptions {
  /** Position i sees positions ≤ i only. */
  readonly causal: boolean;
  /** Factor on the scores, usually 1/√(head size). */
  readonly scale: number;
  /** Position of the first query among the keys (decoding with a cache). Default: key count − query count. */
  readonly queryOffset?: number;
  /** Sliding window: position i sees the last `window` positions only. */
  readonly window?: number;
  /** uint8, broadcast to (B, H, Tq, Tk): 0 hides a key from a query. */
  readonly mask?: View;
  /** Dropout of the weights (B, H, Tq, Tk). */
  readonly dropout?: DropoutDraws;
}

/** Numbers of one AdamW step. */
export interface AdamWStep {
  /** Learning rate. */
  readonly lr: number;
  /** Decay of the running mean. */
  readonly beta1: number;
  /** Decay of the running mean square. */
  readonly beta2: number;
  /** 1 − β₁ᵗ. */
  readonly correction1: number;
  /** 1 − β₂ᵗ. */
  readonly correction2: number;
  /** Added to the root. */
  readonly eps: number;
  /** Decoupled decay: the parameter is multiplied by 1 − lr · weightDecay. */
  readonly weightDecay: number;
}

/** One parameter with its gradient and its two running moments: four views of one shape. */
export interface AdamWEntry {
  /** The parameter, changed in place. */
  readonly value: View;
  /** Its gradient, read only. */
  readonly grad: View;
  /** Running mean of the gradient, changed in place. */
  readonly m: View;
  /** Running mean of its square, changed in place. */
  readonly v: View;
}

/** Activations that slots know. `gelu` is GPT-2's, with tanh. */
export type Activation = 'gelu' | 'silu' | 'relu2';

/** Geometry of a two-dimensional convolution or pooling. */
export interface Window2d {
  /** Height and width of the window. */
  readonly kernel: readonly [number, number];
  /** Step between windows. */
  readonly stride: readonly [number, number];
  /** Zeros added on each side. */
  readonly padding: readonly [number, number];
  /** Distance between the window's elements. */
  readonly dilation: readonly [number, number];
}

/**
 * Composite operations that a device may do in one kernel, each with its backward. A slot answers false where the
 * case is not its own, having written nothing; the caller then composes. Rows are the leading axes taken together:
 * a view of shape (…, C) has rows of C. Gradients named `d…` are written, those marked `+=` are added to;
 * null means that nobody wants it.
 */
export interface Kernels {
  /** Softmax over the last axis. */
  softmax(x: View, out: View): boolean;
  /** dx = y · (dy − Σ dy·y) over the last axis. */
  softmaxBackward(dy: View, y: View, dx: View): boolean;

  /** out = x · wᵀ + bias + residual: x (…, I), w (O, I), bias (O), residual and out (…, O). */
  linear(x: View, w: View, bias: View | null, residual: View | null, out: View): boolean;
  /** dx = dy · w, dw = dyᵀ · x, dbias = Σ rows of dy. */
  linearBackward(dy: View, x: View, w: View, dx: View | null, dw: View | null, dbias: View | null): boolean;

  /** Scaled dot-product attention: q and out (B, H, Tq, D), k and v (B, H, Tk, D), logSumExp (B, H, Tq) of the scaled scores. */
  attention(q: View, k: View, v: View, out: View, logSumExp: View, options: AttentionOptions): boolean;
  /** Its gradient; the weights are computed again from q, k and logSumExp. */
  attentionBackward(
    dy: View,
    q: View,
    k: View,
    v: View,
    out: View,
    logSumExp: View,
    dq: View,
    dk: View,
    dv: View,
    options: AttentionOptions,
  ): boolean;

  /** out = (x − mean) · rstd · weight + bias over the last axis; mean and rstd hold one element a row. */
  layerNorm(
    x: View,
    weight: View | null,
    bias: View | null,
    out: View,
    mean: View,
    rstd: View,
    options: { readonly eps: number },
  ): boolean;
  /** Its gradient. */
  layerNormBackward(
    dy: View,
    x: View,
    weight: View | null,
    mean: View,
    rstd: View,
    dx: View | null,
    dweight: View | null,
    dbias: View | null,
  ): boolean;
  /** out = x · rstd · weight with rstd = 1/√(mean of squares + eps). */
  rmsNorm(x: View, weight: View | null, out: View, rstd: View, options: { readonly eps: number }): boolean;
  /** Its gradient. */
  rmsNormBackward(dy: View, x: View, weight: View | null, rstd: View, dx: View | null, dweight: View | null): boolean;

  /** out = low + (high − low) · u with u in [0, 1): what `Random.uniform` draws, to the last bit. float64 takes two words an element. */
  uniform(out: View, draws: UniformDraws): boolean;
  /** out = x · 0 where dropout zeroes, x · 1/(1 − p) elsewhere; its own gradient, with dy for x. */
  dropout(x: View, out: View, draws: DropoutDraws): boolean;

  /** Element-wise activation. */
  activation(kind: Activation, x: View, out: View): boolean;
  /** dx = dy · f′(x). */
  activationBackward(kind: Activation, dy: View, x: View, dx: View): boolean;

  /** losses[i] = −log softmax(logits[i])[targets[i]], 0 where the target is ignoreIndex; logSumExp[i] is kept for backward. logits (N, V), targets (N) int32. */
  crossEntropy(
    logits: View,
    targets: View,
    losses: View,
    logSumExp: View,
    options: { readonly ignoreIndex: number },
  ): boolean;
  /** dlogits[i] = (softmax(logits[i]) − onehot(targets[i])) · dlosses[i], 0 for ignored rows. */
  crossEntropyBackward(
    dlosses: View,
    logits: View,
    targets: View,
    logSumExp: View,
    dlogits: View,
    options: { readonly ignoreIndex: number },
  ): boolean;
  /** The same with logits = x · wᵀ that are never held whole; x (N, C), w (V, C). */
  linearCrossEntropy(
    x: View,
    w: View,
    targets: View,
    losses: View,
    logSumExp: View,
    options: { readonly ignoreIndex: number },
  ): boolean;
  /** Its gradient. */
  linearCrossEntropyBackward(
    dlosses: View,
    x: View,
    w: View,
    targets: View,
    logSumExp: View,
    dx: View | null,
    dw: View | null,
    options: { readonly ignoreIndex: number },
  ): boolean;

  /** dtable[indices[i], :] += dy[i, :], in the order of i: indices (N), dy (N, C), dtable (V, C). */
  embeddingBackward(indices: View, dy: View, dtable: View): boolean;

  /** One AdamW step on every entry, with bias correction and decoupled decay; moments below 1e-30 become 0. */
  adamw(entries: readonly AdamWEntry[], step: AdamWStep): boolean;
  /** out = √(Σ of the squares of all elements of all gradients): one element. */
  gradNorm(grads: readonly View[], out: View): boolean;
  /** Every view is multiplied by min(1, maxNorm / (norm + 1e-6)); norm is a one-element view, never read by the host. */
  clipByNorm(grads: readonly View[], norm: View, maxNorm: number): boolean;
  /** Orthogonalises the matrix x (M, N) into out by `steps` Newton–Schulz iterations (Muon). */
  newtonSchulz(x: View, out: View, options: { readonly steps: number; readonly eps: number }): boolean;

  /** Columns of windows: x (B, C, H, W) → out (B, Ho·Wo, C·kh·kw). */
  im2col(x: View, out: View, window: Window2d): boolean;
  /** Adds columns back onto their pixels: dx (B, C, H, W) is written. */
  col2im(columns: View, dx: View, window: Window2d): boolean;
  /** Largest element of each window: x (B, C, H, W), out and indices (B, C, Ho, Wo); indices are positions in a plane. */
  maxPool(x: View, out: View, indices: View, window: Window2d): boolean;
  /** dx is written: dy goes to the positions in `indices`. */
  maxPoolBackward(dy: View, indices: View, dx: View): boolean;
}

import type { AdamWEntry, AttentionOptions, CPUDevice, Kernels, NDArray, View } from '@zero-to-gpt/linalg';
import type { Workload } from '../training.ts';
import { type BlockBuffers, heads, type NormBuffers, PlannedBuffers, shaped } from './planned-buffers.ts';

const [BETA1, BETA2] = [0.9, 0.99];

/**
 * A GPT's training step planned by hand: no tape, no arrays made on the way, every kernel called on its buffers in an
 * order written down here. What a compiler could at best make of the model on these kernels, and so the measure of what
 * the tape costs. Forward, backward, clip to norm 1, AdamW: the same numbers as `train`.
 */
export class PlannedStep implements Disposable {
  readonly #sizes: Workload;
  readonly #device: CPUDevice;
  readonly #kernels: Required<Kernels>;
  readonly #buffers: PlannedBuffers;
  readonly #grads: readonly View[];
  readonly #lr: number;
  #powers: [number, number] = [1, 1];

  /** Starts from a copy of the weights, by the names of the model's state dict. */
  constructor(
    workload: Workload,
    { device, weights, lr = 1e-3 }: { device: CPUDevice; weights: ReadonlyMap<string, NDArray>; lr?: number },
  ) {
    this.#sizes = workload;
    this.#device = device;
    this.#kernels = checked(device.kernels);
    this.#buffers = new PlannedBuffers(workload, { device, weights });
    this.#grads = [...this.#buffers.parameters.values()].map(({ grad }) => grad);
    this.#lr = lr;
    device.fill(this.#buffers.dlosses, 1 / this.#buffers.dlosses.shape[0]!);
  }

  /** One step on a batch of ids and targets (batchSize · blockSize each). Returns the loss before it. */
  run(ids: Int32Array, targets: Int32Array): number {
    this.#device.write(this.#buffers.ids, ids);
    this.#device.write(this.#buffers.targets, targets);
    this.#forward();
    this.#backward();
    this.#update();
    return this.#device.readSync(this.#buffers.loss)[0]! / ids.length;
  }

  [Symbol.dispose](): void {
    this.#buffers[Symbol.dispose]();
  }

  #forward(): void {
    const { blocks, last, ids, embedded, logits, targets, losses, logSumExp, loss } = this.#buffers;
    const { blockSize: T, nEmbd: C, batchSize: B } = this.#sizes;
    const first = blocks[0]?.ln1.x ?? last.x;
    this.#device.gather(this.#of('wte.weight').value, ids, embedded);
    const positions: View = { ...this.#of('wpe.weight').value, shape: [B, T, C], strides: [0, C, 1] };
    this.#device.binary('add', shaped(embedded, B, T, C), positions, shaped(first, B, T, C));
    blocks.forEach((block, i) => void this.#forwardBlock(block, `h.${i}`, blocks[i + 1]?.ln1.x ?? last.x));
    this.#norm(last, 'lnF');
    this.#kernels.linear(last.y, this.#of('wte.weight').value, null, null, logits);
    this.#kernels.crossEntropy(logits, targets, losses, logSumExp, { ignoreIndex: -100 });
    this.#device.reduce('sum', losses, loss);
  }

  #forwardBlock(block: BlockBuffers, name: string, out: View): void {
    const { ln1, qkv, attended, logSumExp, ln2, hidden, activated } = block;
    this.#norm(ln1, `${name}.ln1`);
    this.#linear(ln1.y, `${name}.attn.cAttn`, null, qkv);
    this.#kernels.attention(...this.#unpacked(qkv), this.#heads(attended), logSumExp, this.#attention);
    this.#linear(attended, `${name}.attn.cProj`, ln1.x, ln2.x);
    this.#norm(ln2, `${name}.ln2`);
    this.#linear(ln2.y, `${name}.mlp.cFc`, null, hidden);
    this.#kernels.activation('gelu', hidden, activated);
    this.#linear(activated, `${name}.mlp.cProj`, ln2.x, out);
  }

  #backward(): void {
    const { blocks, last, ids, logits, targets, dlosses, logSumExp, dlogits, dx, dc } = this.#buffers;
    const { blockSize: T, nEmbd: C, batchSize: B } = this.#sizes;
    const [wte, wpe] = [this.#of('wte.weight'), this.#of('wpe.weight')];
    this.#kernels.crossEntropyBackward(dlosses, logits, targets, logSumExp, dlogits, { ignoreIndex: -100 });
    this.#kernels.linearBackward(dlogits, last.y, wte.value, dc, wte.grad, null);
    this.#normBackward(dc, last, 'lnF', dx);
    for (let i = blocks.length - 1; i >= 0; i--) this.#backwardBlock(blocks[i]!, `h.${i}`);
    this.#kernels.embeddingBackward(ids, dx, wte.grad);
    this.#device.reduce('sum', shaped(dx, B, T, C), shaped(wpe.grad, 1, T, C));
  }

  #backwardBlock({ ln1, qkv, attended, logSumExp, ln2, hidden, activated }: BlockBuffers, name: string): void {
    const { dx, dc, dnormed, d3c, d4c } = this.#buffers;
    this.#linearBackward(dx, activated, `${name}.mlp.cProj`, d4c);
    this.#kernels.activationBackward('gelu', d4c, hidden, d4c);
    this.#linearBackward(d4c, ln2.y, `${name}.mlp.cFc`, dc);
    this.#normBackward(dc, ln2, `${name}.ln2`, dnormed);
    this.#device.binary('add', dx, dnormed, dx);
    this.#linearBackward(dx, attended, `${name}.attn.cProj`, dc);
    const saved = [...this.#unpacked(qkv), this.#heads(attended), logSumExp] as const;
    this.#kernels.attentionBackward(this.#heads(dc), ...saved, ...this.#unpacked(d3c), this.#attention);
    this.#linearBackward(d3c, ln1.y, `${name}.attn.cAttn`, dc);
    this.#normBackward(dc, ln1, `${name}.ln1`, dnormed);
    this.#device.binary('add', dx, dnormed, dx);
  }

  #update(): void {
    const { gradNorm, parameters } = this.#buffers;
    this.#kernels.gradNorm(this.#grads, gradNorm);
    this.#kernels.clipByNorm(this.#grads, gradNorm, 1);
    this.#powers = [this.#powers[0] * BETA1, this.#powers[1] * BETA2];
    const [correction1, correction2] = [1 - this.#powers[0], 1 - this.#powers[1]];
    const step = { lr: this.#lr, beta1: BETA1, beta2: BETA2, correction1, correction2, eps: 1e-8 };
    const all = [...parameters.values()];
    const isMatrix = ({ value }: AdamWEntry) => value.shape.length >= 2;
    this.#kernels.adamw(all.filter(isMatrix), { ...step, weightDecay: 0.1 });
    this.#kernels.adamw(
      all.filter((entry) => !isMatrix(entry)),
      { ...step, weightDecay: 0 },
    );
  }

  #norm({ x, y, mean, rstd }: NormBuffers, name: string): void {
    const [weight, bias] = [this.#of(`${name}.weight`).value, this.#of(`${name}.bias`).value];
    this.#kernels.layerNorm(x, weight, bias, y, mean, rstd, { eps: 1e-5 });
  }

  #normBackward(dy: View, { x, mean, rstd }: NormBuffers, name: string, dx: View): void {
    const [weight, bias] = [this.#of(`${name}.weight`), this.#of(`${name}.bias`)];
    this.#kernels.layerNormBackward(dy, x, weight.value, mean, rstd, dx, weight.grad, bias.grad);
  }

  #linear(x: View, name: string, residual: View | null, out: View): void {
    this.#kernels.linear(x, this.#of(`${name}.weight`).value, this.#of(`${name}.bias`).value, residual, out);
  }

  #linearBackward(dy: View, x: View, name: string, dx: View): void {
    const [weight, bias] = [this.#of(`${name}.weight`), this.#of(`${name}.bias`)];
    this.#kernels.linearBackward(dy, x, weight.value, dx, weight.grad, bias.grad);
  }

  /** Queries, keys and values of a packed product. */
  #unpacked(qkv: View): [View, View, View] {
    const sizes = this.#sizes;
    return [0, 1, 2].map((part) => heads(qkv, { ...sizes, part, parts: 3 })) as [View, View, View]; // three parts
  }

  #heads(x: View): View {
    return heads(x, this.#sizes);
  }

  get #attention(): AttentionOptions {
    return { causal: true, scale: 1 / Math.sqrt(this.#sizes.nEmbd / this.#sizes.nHead) };
  }

  #of(name: string): AdamWEntry {
    const entry = this.#buffers.parameters.get(name);
    if (!entry) throw new RangeError(`Cannot plan a step: the weights have no ${name}`);
    return entry;
  }
}

/** The slots, each of which throws where the device has none or declines: a plan has no other way. */
function checked(kernels: Partial<Kernels>): Required<Kernels> {
  const names = [
    ...['linear', 'attention', 'layerNorm', 'activation', 'crossEntropy'].flatMap((n) => [n, `${n}Backward`]),
    ...['embeddingBackward', 'adamw', 'gradNorm', 'clipByNorm'],
  ] as (keyof Kernels)[]; // the names are those of slots
  const checkedSlots = names.map((name) => {
    const slot = kernels[name] as ((...args: unknown[]) => boolean) | undefined; // called with what the caller's types check
    const run = (...args: unknown[]) => {
      if (!slot?.(...args)) throw new Error(`Cannot plan a step: the device has no kernel ${name} for it`);
      return true;
    };
    return [name, run];
  });
  return Object.fromEntries(checkedSlots) as Required<Kernels>; // those that the step calls
}

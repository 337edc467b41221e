import type { NDArray } from '@zero-to-gpt/linalg';

/**
 * A GPT's state under the names that nanoGPT and GPT-2 checkpoints use: `h.0.ln1.weight` becomes
 * `transformer.h.0.ln_1.weight`. The tied embedding stands there twice, as PyTorch saves it: `transformer.wte.weight` and
 * `lm_head.weight`. The arrays are the same, not copies.
 *
 * ```ts
 * import { Random } from '@zero-to-gpt/linalg';
 * import { GPT, toPyTorch } from '@zero-to-gpt/transformer';
 *
 * const model = new GPT({ vocabSize: 5, blockSize: 4, nLayer: 1, nHead: 1, nEmbd: 2 }, { random: new Random(1) });
 * [...toPyTorch(model.stateDict()).keys()].slice(2, 5); // → ['transformer.h.0.ln_1.weight', 'transformer.h.0.ln_1.bias', 'transformer.h.0.attn.c_attn.weight']
 * ```
 */
export function toPyTorch(state: ReadonlyMap<string, NDArray>): Map<string, NDArray> {
  const named = new Map([...state].map(([name, value]) => [`transformer.${snakeCase(name)}`, value]));
  const head = state.get('wte.weight');
  if (head) named.set('lm_head.weight', head);
  return named;
}

/**
 * The way back, for `loadStateDict`. Takes names with or without `transformer.`, drops the prefix of compiled models
 * (`_orig_mod.`) and the constant masks that older checkpoints carry, and lets a lone `lm_head.weight` stand for the tied
 * embedding. (GPT-2's own files store linear weights transposed; that is not undone here.)
 *
 * @throws RangeError where `lm_head.weight` and the token embedding differ: this GPT has one matrix for both
 */
export function fromPyTorch(state: ReadonlyMap<string, NDArray>): Map<string, NDArray> {
  const named = new Map<string, NDArray>();
  let head: NDArray | undefined;
  for (const [name, value] of state) {
    const plain = name.replace(/^_orig_mod\./, '').replace(/^transformer\./, '');
    if (plain === 'lm_head.weight') head = value;
    else if (!/\.attn\.(masked_)?bias$/.test(plain)) named.set(camelCase(plain), value);
  }
  const embedding = named.get('wte.weight');
  if (head && !embedding) named.set('wte.weight', head);
  if (head && embedding) checkTied(embedding, head);
  return named;
}

/** `h.0.ln1.weight` → `h.0.ln_1.weight`, `attn.cAttn` → `attn.c_attn`. */
function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])(\d|[A-Z])/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function checkTied(embedding: NDArray, head: NDArray): void {
  if (head === embedding) return;
  const shapes = `[${head.shape}] and [${embedding.shape}]`;
  if (`${head.shape}` !== `${embedding.shape}`)
    throw new RangeError(`Cannot tie lm_head.weight to the token embedding: their shapes are ${shapes}`);
  const [a, b] = [head, embedding].map((x) => x.device.readSync?.(x)); // elsewhere the values cannot be compared at once
  if (a && b && a.some((x, i) => x !== b[i]))
    throw new RangeError(`Cannot tie lm_head.weight to the token embedding: their values differ (both are ${shapes})`);
}

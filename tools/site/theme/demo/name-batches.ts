import type { Dataset } from '@zero-to-gpt/optim';
import type { Batch, CharTokenizer } from '@zero-to-gpt/text';

/** Names as a dataset: one item a name. */
export function nameDataset(names: readonly string[]): Dataset<string> {
  return { length: names.length, get: (index) => names[index]! };
}

/**
 * Names below each other, each between two line ends: the model sees `\nanna` and should say `anna\n`. Shorter ones are
 * filled up with −100, which no loss counts.
 */
export function stackNames(names: readonly string[], tokenizer: Pick<CharTokenizer, 'encode'>): Batch {
  const width = 1 + Math.max(...names.map((name) => name.length));
  const input = new Int32Array(names.length * width);
  const target = new Int32Array(names.length * width).fill(-100);
  for (const [row, name] of names.entries()) {
    const ids = tokenizer.encode(`\n${name}\n`);
    input.set(ids.subarray(0, -1), row * width);
    target.set(ids.subarray(1), row * width);
  }
  return { input, target, shape: [names.length, width] };
}

/** The names in batches, in order, each once. */
export function nameBatches(names: readonly string[], tokenizer: CharTokenizer, batchSize: number): readonly Batch[] {
  const batches: Batch[] = [];
  for (let i = 0; i < names.length; i += batchSize) batches.push(stackNames(names.slice(i, i + batchSize), tokenizer));
  return batches;
}

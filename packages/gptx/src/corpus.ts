import { CharTokenizer, splitTokens } from '@zero-to-gpt/text';
import type { RunConfig } from './run-config.ts';
import { readText, type TextSource } from './text-source.ts';

/** A text made ready to be learnt: its characters as tokens, cut into a part for training and one for validation. */
export interface Corpus extends TextSource {
  /** A token for each character of the text. */
  readonly tokenizer: CharTokenizer;
  /** Tokens of the first part. */
  readonly train: Int32Array;
  /** Tokens of the last part. */
  readonly validation: Int32Array;
  /** Characters of the first part. */
  readonly trainText: string;
}

/**
 * Reads the text of a run and cuts it.
 *
 * @throws as `readText`; RangeError where it is not the text that `textSha256` names, or a part is shorter than a block
 */
export async function loadCorpus(config: RunConfig): Promise<Corpus> {
  const text = await readText(config.text);
  if (config.textSha256 !== null && config.textSha256 !== text.sha256) {
    throw new RangeError(
      `Cannot use text ${config.text}: its SHA-256 is ${text.sha256}, wanted ${config.textSha256}: it has changed`,
    );
  }
  const tokenizer = CharTokenizer.train(text.text);
  const tokens = tokenizer.encode(text.text);
  const cut = Math.floor(tokens.length * (1 - config.validation) + 1e-9);
  const parts = [
    ['training', cut, 'a longer text or a smaller blockSize'],
    ['validation', tokens.length - cut, 'a longer text, a smaller blockSize or a larger validation'],
  ] as const;
  for (const [part, found, cure] of parts) {
    if (found > config.blockSize) continue;
    throw new RangeError(
      `Cannot train on ${text.name}: its ${part} part has ${found} characters, wanted at least ${config.blockSize + 1}, ` +
        `one block of ${config.blockSize} and the character after it; use ${cure}`,
    );
  }
  const { train, validation } = splitTokens(tokens, { validation: config.validation });
  return { ...text, tokenizer, train, validation, trainText: tokenizer.decode(train) };
}

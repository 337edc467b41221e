import { Random } from '@zero-to-gpt/linalg';
import type { CharTokenizer } from '@zero-to-gpt/text';
import { generate, type LanguageModel, type SampleOptions } from '@zero-to-gpt/transformer';
import { breathe } from './breathe.ts';

/** How a text is drawn from a model. */
export interface DrawSampleOptions extends Omit<SampleOptions, 'random'> {
  /** What it begins with; a line break, or the first character that the model knows, where it is empty. */
  prompt?: string;
  /** Characters to draw. */
  maxTokens?: number;
  /** Seed of the draws. */
  seed?: number;
  /** Ends the text early. */
  signal?: AbortSignal;
}

/**
 * Draws a text character by character, the prompt not included.
 *
 * @throws RangeError for a prompt with characters that the model does not know, and for options out of range
 */
export async function* drawSample(
  model: LanguageModel,
  tokenizer: CharTokenizer,
  { prompt = '', maxTokens = 500, seed = 1, ...options }: DrawSampleOptions = {},
): AsyncGenerator<string, void> {
  const { characters } = tokenizer;
  const known = new Set(characters);
  const unknown = [...new Set(prompt)].filter((character) => !known.has(character));
  if (unknown.length > 0) {
    const list = (some: readonly string[]): string => some.map((character) => JSON.stringify(character)).join(' ');
    throw new RangeError(
      `Cannot use the prompt: the model does not know ${list(unknown)}; it learnt the ${characters.length} characters ` +
        `of its text: ${JSON.stringify(characters.join(''))}`,
    );
  }
  const start = prompt || (known.has('\n') ? '\n' : characters[0]!); // a vocabulary is never empty
  const random = new Random(seed).split('sample');
  for await (const id of generate(model, tokenizer.encode(start), { ...options, maxTokens, random })) {
    yield tokenizer.decode([id]);
    await breathe();
  }
}

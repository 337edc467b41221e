import { math, Random } from '@zero-to-gpt/linalg';
import { AdamW, cosineSchedule, decayGroups } from '@zero-to-gpt/optim';
import {
  bigramBaseline,
  CharTokenizer,
  evaluationBatches,
  loadMobyDick,
  splitTokens,
  TokenDataset,
  tokenLoader,
} from '@zero-to-gpt/text';
import { evaluate, GPT, generate, train } from '@zero-to-gpt/transformer';

/** Where a demo writes, and from which seed it draws. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
  /** Of the first weights, the batches and the text it writes. Default 1. */
  seed?: number;
  /** A look that takes seconds: a fortieth of the steps, on an eighth of the text. Default false. */
  short?: boolean;
}

/**
 * A GPT of two blocks learns *Moby Dick* character by character, and writes on. Writes the loss on text that it has not
 * seen, in nats per character, beside what a table of pairs reaches, and returns the numbers by name.
 */
export async function demo({ log, seed = 1, short = false }: DemoOptions): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number): void => {
    numbers[name] = value;
    log(`${text.padEnd(56)}${value.toFixed(3)}`);
  };
  const book = await loadMobyDick();
  const text = short ? book.slice(0, book.length / 8) : book;
  const tokenizer = CharTokenizer.train(text);
  const { train: seen, validation } = splitTokens(tokenizer.encode(text));
  const { vocabSize } = tokenizer;
  const [steps, blockSize] = [short ? 25 : 1000, 32];
  const random = new Random(seed);
  log(
    `Moby Dick, ${text.length} characters, ${vocabSize} different ones: loss on its last tenth, in nats per character`,
  );
  report('uniform', 'a guess among all characters', math.log(vocabSize));
  report('bigram', 'a table of pairs', bigramBaseline(seen, validation, vocabSize));

  using model = new GPT({ vocabSize, blockSize, nLayer: 2, nHead: 4, nEmbd: 64 }, { random: random.split('model') });
  using optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr: 0, betas: [0.9, 0.99] });
  const apart = [...evaluationBatches(validation.subarray(0, short ? 2049 : 8193), { blockSize })];
  report('before', 'a GPT before training', (await evaluate(model, apart)).loss);
  const run = train(model, {
    steps,
    data: tokenLoader(new TokenDataset(seen, { blockSize }), { batchSize: 32, shuffle: true, replacement: true, seed }),
    optimizer,
    schedule: cosineSchedule({ lr: 1e-2, minLr: 1e-3, warmupSteps: Math.ceil(steps / 20), steps }),
    reportEvery: Math.ceil(steps / 6),
  });
  for await (const { step, loss } of run) log(`  step ${String(step).padStart(4)}  loss ${loss.toFixed(3)}`);
  report('gpt', `a GPT after ${steps} steps`, (await evaluate(model, apart)).loss);

  const prompt = 'The whale ';
  let said = prompt;
  const sampling = { maxTokens: short ? 60 : 160, temperature: 0.8, random: random.split('text') };
  for await (const id of generate(model, tokenizer.encode(prompt), sampling)) said += tokenizer.decode([id]);
  log(`  writes: ${said.replace(/\s+/g, ' ')}`);
  return numbers;
}

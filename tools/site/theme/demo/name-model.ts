import { createCPU, type Device, Random } from '@zero-to-gpt/linalg';
import { AdamW, cosineSchedule, DataLoader } from '@zero-to-gpt/optim';
import { type Batch, bigramBaseline, CharTokenizer } from '@zero-to-gpt/text';
import { evaluate, GPT, generate, parameterCount, train } from '@zero-to-gpt/transformer';
import type { Moment, Name, Opening } from './moment.ts';
import { nameBatches, nameDataset, stackNames } from './name-batches.ts';
import { CURVE_EVERY, MEASURE_EVERY, recipe, SAMPLES, SAMPLES_EVERY } from './recipe.ts';

/** A small GPT that learns first names. Everything it does follows from the list and the seed, on every machine alike. */
export class NameModel {
  readonly #random: Random;
  readonly #listed: ReadonlySet<string>;
  readonly #tokenizer: CharTokenizer;
  readonly #seen: readonly string[];
  readonly #heldOut: readonly Batch[];
  readonly #model: GPT;
  readonly opening: Opening;

  /** @param list a name a line, small letters */
  constructor(list: string, seed: number, device: Device = createCPU({ deterministic: true, threads: 1 })) {
    const names = list.split('\n');
    this.#random = new Random(seed);
    this.#listed = new Set(names);
    this.#tokenizer = CharTokenizer.train(list);
    const order = [...this.#random.split('order').permutation(names.length)].map((i) => names[i]!);
    const cut = Math.round(order.length * (1 - recipe.heldOut));
    this.#seen = order.slice(0, cut);
    this.#heldOut = nameBatches(order.slice(cut), this.#tokenizer, 128);

    const { vocabSize } = this.#tokenizer;
    const { blockSize, nLayer, nHead, nEmbd } = recipe;
    const config = { vocabSize, blockSize, nLayer, nHead, nEmbd };
    this.#model = new GPT(config, { device, random: this.#random.split('weights') });
    const [a, b] = [this.#run(this.#seen), this.#run(order.slice(cut))];
    this.opening = {
      count: names.length,
      parameters: parameterCount(config),
      baseline: bigramBaseline(a, b, vocabSize),
    };
  }

  /** Learns, and tells how it goes, from before the first step on. */
  async *teach(steps: number = recipe.steps): AsyncGenerator<Moment, void> {
    yield { step: 0, loss: null, heldOut: await this.#measure(), names: await this.sample() };
    const { lr, minLr, warmupSteps, betas, batchSize } = recipe;
    const data = new DataLoader(nameDataset(this.#seen), {
      batchSize,
      shuffle: true,
      seed: this.#random.split('data').int(2 ** 31),
      endless: true,
      collate: (names) => stackNames(names, this.#tokenizer),
    });
    const optimizer = new AdamW(this.#model.parameters(), { lr, betas });
    const schedule = cosineSchedule({ lr, minLr, warmupSteps, steps: recipe.steps });
    for await (const { step, loss } of train(this.#model, {
      steps,
      data,
      optimizer,
      schedule,
      reportEvery: CURVE_EVERY,
    }))
      yield {
        step,
        loss,
        ...(step % MEASURE_EVERY === 0 && { heldOut: await this.#measure() }),
        ...(step % SAMPLES_EVERY === 0 && { names: await this.sample() }),
      };
  }

  /** Names from the model as it is. The draws are the same each time, so that what differs is what was learnt. */
  async sample(stream: number = 0, count: number = SAMPLES): Promise<readonly Name[]> {
    const random = this.#random.split(`samples ${stream}`);
    const start = this.#tokenizer.encode('\n');
    const options = { maxTokens: recipe.blockSize - 1, stop: [...start], temperature: recipe.temperature, random };
    const names: Name[] = [];
    while (names.length < count) {
      const ids: number[] = [];
      for await (const id of generate(this.#model, start, options)) ids.push(id);
      const name = this.#tokenizer.decode(ids);
      if (name !== '') names.push({ name, listed: this.#listed.has(name) });
    }
    return names;
  }

  async #measure(): Promise<number> {
    return (await evaluate(this.#model, this.#heldOut)).loss;
  }

  /** Names as one run of tokens, a line end before, between and behind them. */
  #run(names: readonly string[]): Int32Array {
    return this.#tokenizer.encode(`\n${names.join('\n')}\n`);
  }
}

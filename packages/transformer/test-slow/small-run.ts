import { createCPU, Random } from '@zero-to-gpt/linalg';
import { AdamW, cosineSchedule, decayGroups } from '@zero-to-gpt/optim';
import { TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { GPT, train } from '@zero-to-gpt/transformer';

/** What to run. */
export interface SmallRunOptions {
  readonly steps: number;
  readonly threads: number;
  readonly deterministic: boolean;
}

/** What came of it: the same on every host, down to the last bit. */
export interface SmallRun {
  readonly losses: readonly number[];
  /** SHA-256 of all weights, in the order of the state dict. */
  readonly weights: string;
  /** Threads that there were in the end. */
  readonly threads: number;
}

/** Trains a GPT of 110,000 parameters, dropout and all, on drawn text. */
export async function smallRun({ steps, threads, deterministic }: SmallRunOptions): Promise<SmallRun> {
  const device = createCPU({ threads, deterministic });
  const config = { vocabSize: 65, blockSize: 32, nLayer: 2, nHead: 4, nEmbd: 64, dropout: 0.1 };
  const model = new GPT(config, { random: new Random(1), device });
  const drawn = new Random(2);
  const text = Int32Array.from({ length: 10_000 }, () => Math.floor(65 * drawn.next() * drawn.next()));
  const data = tokenLoader(new TokenDataset(text, { blockSize: 32 }), { batchSize: 8, shuffle: true, seed: 3 });
  const optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr: 1e-3 });
  const schedule = cosineSchedule({ lr: 1e-3, minLr: 1e-4, warmupSteps: 20, steps });

  const losses: number[] = [];
  for await (const { loss } of train(model, { steps, data, optimizer, schedule })) losses.push(loss);
  const bytes: number[] = [];
  for (const array of model.stateDict().values()) {
    const { buffer, byteOffset, byteLength } = await array.data();
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) bytes.push(byte);
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return { losses, weights: [...hash].map((b) => b.toString(16).padStart(2, '0')).join(''), threads: device.threads };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@zero-to-gpt/linalg';
import { afterEach, beforeEach } from 'vitest';
import type { Metrics } from '../src/metrics.ts';
import type { RunConfig } from '../src/run-config.ts';
import type { RunEvent } from '../src/run-event.ts';

const words = 'the whale swam deep below his ship and old ahab saw it rise from blue water again'.split(' ');

/** A text of sentences made from a few words. */
export function tinyText(characters = 3000): string {
  const random = new Random(7);
  let text = '';
  while (text.length < characters) text += words[random.int(words.length)]! + (random.int(8) === 0 ? '.\n' : ' ');
  return text.slice(0, characters);
}

/** Settings of a model that learns in milliseconds. */
export const tiny: Partial<RunConfig> & { readonly steps: number } = {
  nLayer: 1,
  nHead: 2,
  nEmbd: 8,
  blockSize: 8,
  batchSize: 4,
  steps: 12,
  evalEvery: 4,
  evalBatches: 2,
  sampleTokens: 60,
  checkpointEvery: 5,
};

/** The same as flags of the command. */
export const tinyFlags: readonly string[] = Object.entries(tiny).flatMap(([key, value]) => [`--${key}`, String(value)]);

/** A folder of its own for each test, with the tiny text in it. */
export function workplace(): { folder: () => string; text: () => string } {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gptx-'));
    writeFileSync(join(folder, 'tiny.txt'), tinyText());
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return { folder: () => folder, text: () => join(folder, 'tiny.txt') };
}

/** All events of a run; stops it after a step where `stopAfter` names one. */
export async function follow(
  run: (signal: AbortSignal) => AsyncIterable<RunEvent>,
  { stopAfter }: { stopAfter?: number } = {},
): Promise<RunEvent[]> {
  const stop = new AbortController();
  const events: RunEvent[] = [];
  for await (const event of run(stop.signal)) {
    events.push(event);
    if (event.kind === 'step' && event.metrics.step === stopAfter) stop.abort();
  }
  return events;
}

/** The lines of a metrics file without the one figure that differs from run to run. */
export function timeless(metrics: readonly Metrics[]): Omit<Metrics, 'tokensPerSecond'>[] {
  return metrics.map(({ tokensPerSecond: _, ...rest }) => rest);
}

import { readFileSync } from 'node:fs';
import { type AppendFile, writeFileAtomic } from '@zero-to-gpt/optim/node';
import { fileError } from './file-error.ts';

/** One line of `metrics.jsonl`. */
export interface Metrics {
  /** Optimizer steps done. */
  readonly step: number;
  /** Training loss of this step's batch, before the step, in nats per token. */
  readonly loss: number;
  /** Learning rate of this step. */
  readonly lr: number;
  /** Tokens trained on in a second; the one figure that differs from run to run. */
  readonly tokensPerSecond: number;
  /** Validation loss after this step, in nats per token, where it was evaluated. */
  readonly valLoss?: number;
  /** Tokens that `valLoss` is the mean over. */
  readonly valTokens?: number;
  /** Share of known words in the sample after this step, where one was drawn. */
  readonly knownWords?: number;
}

interface Line {
  readonly text: string;
  readonly metrics: Metrics;
}

function parse(path: string, upTo: number): Line[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileError(`read ${path}`, error);
  }
  const texts = content.split('\n');
  texts.pop(); // empty after a whole last line, else the torn line of a writer that died
  const lines: Line[] = [];
  for (const [i, text] of texts.entries()) {
    let metrics: Partial<Metrics> | null = null;
    try {
      metrics = JSON.parse(text);
    } catch {
      // said below
    }
    if (!Number.isInteger(metrics?.step) || typeof metrics?.loss !== 'number') {
      throw new SyntaxError(`Cannot read ${path}: line ${i + 1} is not an object with step and loss`);
    }
    if (metrics.step! > upTo) break;
    lines.push({ text, metrics: metrics as Metrics });
  }
  return lines;
}

/**
 * The lines of a metrics file, without a torn last one; none where there is no file.
 *
 * @throws SyntaxError that names the line where one is damaged
 */
export function readMetrics(path: string): Metrics[] {
  return parse(path, Number.POSITIVE_INFINITY).map(({ metrics }) => metrics);
}

/** Cuts a metrics file back to the steps up to `step`, whatever follows; gives what is left. */
export async function cutMetrics(path: string, step: number): Promise<Metrics[]> {
  const lines = parse(path, step);
  await writeFileAtomic(path, lines.map(({ text }) => `${text}\n`).join(''));
  return lines.map(({ metrics }) => metrics);
}

/** Appends a step's line to a metrics file; it outlives the process from here on. @throws Error where the disk is full: all of the line stands there, or nothing */
export function appendMetrics(file: AppendFile, metrics: Metrics): void {
  file.append(new TextEncoder().encode(`${JSON.stringify(metrics)}\n`));
}

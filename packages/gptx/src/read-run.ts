import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listCheckpoints } from '@zero-to-gpt/optim/node';
import { type Metrics, readMetrics } from './metrics.ts';
import type { RunConfig } from './run-config.ts';
import { openRunFolder } from './run-folder.ts';
import { isLocked, type LockOwner, lockOwner } from './run-lock.ts';
import { parseRunMeta } from './run-meta.ts';

/** What the files of a run tell about it. */
export interface RunInfo {
  /** Its folder. */
  readonly folder: string;
  /** Its settings. */
  readonly config: RunConfig;
  /** Steps that stand in `metrics.jsonl`. */
  readonly step: number;
  /** Whether all steps are made. */
  readonly complete: boolean;
  /** Training loss of the last step; null before the first. */
  readonly loss: number | null;
  /** Last validation loss, and the number of tokens it is the mean over; null before the first. */
  readonly validation: { readonly step: number; readonly loss: number; readonly tokens: number } | null;
  /** Lowest validation loss; null before the first. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  /** Loss of counting pairs; null before the first checkpoint. */
  readonly baseline: number | null;
  /** Share of known words in the last sample; null before the first. */
  readonly knownWords: number | null;
  /** Characters that the model knows; null before the first checkpoint. */
  readonly vocabSize: number | null;
  /** Steps of the good checkpoints. */
  readonly checkpoints: readonly number[];
  /** Who is writing into the folder now; null where no one is. */
  readonly writer: LockOwner | null;
  /** Files, by their path in the folder. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Reads what a run has come to; changes nothing.
 *
 * @throws Error where there is no run; SyntaxError or RangeError where a file of it is damaged
 */
export async function readRun(path: string): Promise<RunInfo> {
  const { folder, config } = openRunFolder(path);
  const metrics = readMetrics(folder.metrics);
  const evaluated = metrics.filter(({ valLoss }) => valLoss !== undefined) as (Metrics & { valLoss: number })[]; // filtered by it
  const last = metrics[metrics.length - 1];
  const final = evaluated[evaluated.length - 1];
  const best = evaluated.reduce((a, b) => (a && a.valLoss <= b.valLoss ? a : b), evaluated[0]);
  const checkpoints = await listCheckpoints(folder.checkpoints);
  const newest = checkpoints[checkpoints.length - 1];
  const meta = newest ? parseRunMeta(readOwnMeta(newest.path), newest.path) : null;
  return {
    folder: path,
    config,
    step: last?.step ?? 0,
    complete: last?.step === config.steps,
    loss: last?.loss ?? null,
    validation: final ? { step: final.step, loss: final.valLoss, tokens: final.valTokens ?? 0 } : null,
    best: best ? { step: best.step, loss: best.valLoss } : null,
    baseline: meta?.baseline ?? null,
    knownWords: metrics.findLast(({ knownWords }) => knownWords !== undefined)?.knownWords ?? null,
    vocabSize: meta?.tokenizer.vocabSize ?? null,
    checkpoints: checkpoints.map(({ step }) => step),
    writer: isLocked(path) ? lockOwner(path) : null,
    files: filesIn(path),
  };
}

/** Our part of meta.json; `listCheckpoints` has checked the rest. */
function readOwnMeta(path: string): Parameters<typeof parseRunMeta>[0] {
  return JSON.parse(readFileSync(join(path, 'meta.json'), 'utf8')).meta;
}

function filesIn(path: string): RunInfo['files'] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: relative(path, file), bytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

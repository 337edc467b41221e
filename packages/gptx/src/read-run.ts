import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isLocked, type LockOwner, listCheckpoints, lockOwner } from '@zero-to-gpt/optim/node';
import { type Metrics, readMetrics } from './metrics.ts';
import type { RunConfig } from './run-config.ts';
import { openRunFolder } from './run-folder.ts';
import { parseRunMeta } from './run-meta.ts';

/** A validation loss. */
export interface Validation {
  /** Steps made before. */
  readonly step: number;
  /** The loss, in nats per token. */
  readonly loss: number;
  /** Tokens that it is the mean over. */
  readonly tokens: number;
}

/** A file of a run. */
export interface RunFile {
  /** Its path in the folder. */
  readonly name: string;
  /** Its size. */
  readonly bytes: number;
}

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
  /** Last validation loss; null before the first. */
  readonly validation: Validation | null;
  /** Lowest validation loss; null before the first. */
  readonly best: Validation | null;
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
  readonly files: readonly RunFile[];
}

/**
 * Reads what a run has come to; changes nothing.
 *
 * @throws Error where there is no run; SyntaxError or RangeError where a file of it is damaged
 */
export async function readRun(path: string): Promise<RunInfo> {
  const { folder, config } = openRunFolder(path);
  const metrics = readMetrics(folder.metrics);
  const evaluated = metrics.flatMap(validationOf);
  const last = metrics[metrics.length - 1];
  const validation = evaluated[evaluated.length - 1] ?? null;
  const best = evaluated.reduce<Validation | null>((a, b) => (a && a.loss <= b.loss ? a : b), null);
  const checkpoints = await listCheckpoints(folder.checkpoints);
  const newest = checkpoints[checkpoints.length - 1];
  const meta = newest ? parseRunMeta(readOwnMeta(newest.path), newest.path) : null;
  return {
    folder: path,
    config,
    step: last?.step ?? 0,
    complete: last?.step === config.steps,
    loss: last?.loss ?? null,
    validation,
    best,
    baseline: meta?.baseline ?? null,
    knownWords: metrics.findLast(({ knownWords }) => knownWords !== undefined)?.knownWords ?? null,
    vocabSize: meta?.tokenizer.vocabSize ?? null,
    checkpoints: checkpoints.map(({ step }) => step),
    writer: isLocked(path) ? lockOwner(path) : null,
    files: filesIn(path),
  };
}

function validationOf({ step, valLoss, valTokens = 0 }: Metrics): Validation[] {
  return valLoss === undefined ? [] : [{ step, loss: valLoss, tokens: valTokens }];
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

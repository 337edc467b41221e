import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { writeFileAtomic } from '@zero-to-gpt/optim/node';
import { readConfigFile } from './config-file.ts';
import { fileError } from './file-error.ts';
import { type RunConfig, runConfig } from './run-config.ts';

/** Where the files of a run lie. */
export interface RunFolder {
  /** The folder itself. */
  readonly path: string;
  /** Settings, all of them. */
  readonly config: string;
  /** A line for each step. */
  readonly metrics: string;
  /** Loss curve. */
  readonly plot: string;
  /** Folder of checkpoints, `step-N/` each. */
  readonly checkpoints: string;
  /** Folder of samples, `step-N.txt` each. */
  readonly samples: string;
}

/** The names of a run's files; touches none of them. */
export function runFolder(path: string): RunFolder {
  return {
    path,
    config: join(path, 'config.json'),
    metrics: join(path, 'metrics.jsonl'),
    plot: join(path, 'loss.svg'),
    checkpoints: join(path, 'checkpoints'),
    samples: join(path, 'samples'),
  };
}

/**
 * Makes the folder of a new run. Without `out` it is `runs/<name of the text>`, with `-2`, `-3` … behind it where that is taken.
 *
 * @throws Error where `out` already holds a run, or cannot be made
 */
export function createRunFolder(config: RunConfig, out?: string): RunFolder {
  if (out !== undefined) {
    refuseRun(runFolder(out));
    makeFolder(out);
    return fill(out);
  }
  const name = basename(config.text, extname(config.text)).replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'run';
  makeFolder('runs');
  for (let i = 1; ; i++) {
    const path = join('runs', i === 1 ? name : `${name}-${i}`);
    try {
      mkdirSync(path);
      return fill(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError(`make run folder ${path}`, error);
    }
  }
}

/** @throws Error where the folder holds a run */
export function refuseRun({ path, config }: RunFolder): void {
  if (!existsSync(config)) return;
  throw new Error(
    `Cannot start a run in ${path}: it already holds one; go on with 'gptx resume ${path}' or choose another --out`,
  );
}

/** Removes the folder of a run that did not come about, unless something else lies in it. */
export function discardRunFolder({ path, checkpoints, samples }: RunFolder): void {
  for (const folder of [checkpoints, samples, path]) {
    try {
      rmdirSync(folder);
    } catch {
      return; // it holds something, or is not there
    }
  }
}

/** Removes what writers that were killed left half-written. */
export function cleanRunFolder({ path, samples }: RunFolder): void {
  for (const folder of [path, samples]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      if (/^\.tmp-|\.tmp$/.test(name)) rmSync(join(folder, name), { force: true });
    }
  }
}

/** Whether there is something that looks like a checkpoint, good or bad. */
export function hasCheckpoints({ checkpoints }: RunFolder): boolean {
  return existsSync(checkpoints) && readdirSync(checkpoints).some((name) => /^(\.old-)?step-\d+$/.test(name));
}

function fill(path: string): RunFolder {
  const folder = runFolder(path);
  makeFolder(folder.checkpoints);
  makeFolder(folder.samples);
  return folder;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    // mkdir says EEXIST of a file that has the name
    const isFile = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw isFile
      ? new Error(`Cannot make run folder ${path}: a file has that name`, { cause: error })
      : fileError(`make run folder ${path}`, error);
  }
}

/**
 * The folder of a run that was started before, and its settings.
 *
 * @throws Error where there is no run; SyntaxError or RangeError where its `config.json` is damaged
 */
export function openRunFolder(path: string): { folder: RunFolder; config: RunConfig } {
  const folder = runFolder(path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`Cannot open run ${path}: no such folder`);
  }
  if (!existsSync(folder.config)) {
    throw new Error(
      `Cannot open run ${path}: it holds no config.json; start a run there with 'gptx train --out ${path}'`,
    );
  }
  return { folder, config: runConfig(readConfigFile(folder.config), { source: folder.config }) };
}

/** Writes `config.json`: from here on the folder holds a run. */
export async function writeConfig(folder: RunFolder, config: RunConfig): Promise<void> {
  await writeFileAtomic(folder.config, `${JSON.stringify(config, null, 2)}\n`);
}

/** Path of the sample drawn after `step` steps. */
export function samplePath(folder: RunFolder, step: number): string {
  return join(folder.samples, `step-${step}.txt`);
}

/** The sample drawn after `step` steps, or null where there is none. */
export function readSample(folder: RunFolder, step: number): string | null {
  try {
    return readFileSync(samplePath(folder, step), 'utf8');
  } catch {
    return null;
  }
}

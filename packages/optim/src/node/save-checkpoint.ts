import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { readTensors } from '../files/safetensors.ts';
import { safetensorsParts } from '../files/safetensors-format.ts';
import { clean, listCheckpoints, prune } from './checkpoint-folder.ts';
import { encodeMeta, isStateName, type JSONValue, shard } from './checkpoint-meta.ts';
import { disk, type FileSystem, reasonOf } from './file-system.ts';

/** What a checkpoint saves. */
export interface CheckpointContent {
  /** Training steps done. */
  readonly step: number;
  /** The model: `model.stateDict()`. */
  readonly model: ReadonlyMap<string, NDArray>;
  /** The optimizer: `optimizer.stateDict()`. */
  readonly optimizer?: ReadonlyMap<string, NDArray | number>;
  /** Further states by name, each a `stateDict()`: averages of the weights, a schedule that watches the loss, early stopping. */
  readonly states?: Readonly<Record<string, ReadonlyMap<string, NDArray | number>>>;
  /** Whatever else is needed to go on: generator states, loader position, tokenizer, config, versions. */
  readonly meta?: Readonly<Record<string, JSONValue>>;
}

/** Options of `saveCheckpoint`. */
export interface SaveCheckpointOptions {
  /** How many complete checkpoints remain. */
  readonly keep?: number;
  /** Where to write. */
  readonly fileSystem?: FileSystem;
}

/**
 * Saves a checkpoint as `folder/step-N/{shard-0-of-1.safetensors, meta.json}` and returns its path.
 * It is written into `folder/.tmp-step-N`, forced onto the disk and then renamed, so that a crash at any moment leaves a
 * whole checkpoint or none. Afterwards the oldest beyond `keep` go. No array may change before the promise resolves.
 * @throws Error that names the folder, the reason (full disk, no permission …) and the last good checkpoint, which stays
 */
export async function saveCheckpoint(
  folder: string,
  { step, model, optimizer = new Map(), states = {}, meta = {} }: CheckpointContent,
  options: SaveCheckpointOptions = {},
): Promise<string> {
  const { keep = 2, fileSystem = disk } = checkOptions('saveCheckpoint', options, ['keep', 'fileSystem']);
  if (!Number.isSafeInteger(step) || step < 0)
    throw new RangeError(`Cannot save a checkpoint of step ${step}: expected a whole number, at least 0`);
  if (!Number.isSafeInteger(keep) || keep < 1)
    throw new RangeError(`Cannot keep ${keep} checkpoints: expected a whole number, at least 1`);
  const arrays = new Map<string, NDArray>();
  for (const [name, x] of model) arrays.set(`model.${name}`, x);
  const numbersOf = (prefix: string, state: ReadonlyMap<string, NDArray | number>): Record<string, number> => {
    const numbers = new Map<string, number>();
    for (const [name, x] of state)
      if (typeof x === 'number') numbers.set(name, x);
      else arrays.set(`${prefix}.${name}`, x);
    return Object.fromEntries(numbers);
  };
  const numbers = {
    optimizer: numbersOf('optimizer', optimizer),
    states: Object.fromEntries(
      Object.entries(states).map(([name, state]) => [name, numbersOf(`states.${checkStateName(name)}`, state)]),
    ),
  };
  const parts = safetensorsParts(await readTensors(arrays));
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const file = { name: shard, bytes, crc32: parts.reduce((sum, part) => crc32(part, sum), 0) };
  const content = encodeMeta({ step, files: [file], ...numbers, meta });

  const path = join(folder, `step-${step}`);
  const temporary = join(folder, `.tmp-step-${step}`);
  const old = join(folder, `.old-step-${step}`);
  try {
    await clean(folder, fileSystem);
    await fileSystem.makeFolder(temporary);
    await fileSystem.write(join(temporary, shard), parts);
    await fileSystem.write(join(temporary, 'meta.json'), [content]);
    await fileSystem.syncFolder(temporary);
    if ((await fileSystem.list(path)).length > 0) await fileSystem.rename(path, old);
    await fileSystem.rename(temporary, path);
    await fileSystem.syncFolder(folder);
    await fileSystem.remove(old);
  } catch (cause) {
    await fileSystem.remove(temporary).catch(() => {}); // the first error is the one to tell
    const last = (await listCheckpoints(folder, { fileSystem }).catch(() => [])).at(-1);
    const good = last ? `the last good checkpoint is ${last.path}` : 'there is no earlier checkpoint';
    throw new Error(`Cannot save step ${step} to ${folder}: ${reasonOf(cause)}; ${good}`, { cause });
  }
  await prune(folder, path, keep, fileSystem).catch(() => {}); // it is saved; the next save tries again
  return path;
}

function checkStateName(name: string): string {
  if (isStateName(name)) return name;
  throw new RangeError(`Cannot save a state as "${name}": expected letters, digits, _ and -, a letter first`);
}

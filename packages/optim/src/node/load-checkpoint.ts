import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Device, NDArray } from '@zero-to-gpt/linalg';
import { uploadTensors } from '../safetensors.ts';
import { unpackSafetensors } from '../safetensors-format.ts';
import { candidates, readMeta } from './checkpoint-folder.ts';
import { type CheckpointFile, type JSONValue, type StateNumbers, shard } from './checkpoint-meta.ts';
import { disk, type FileSystem, reasonOf } from './file-system.ts';

/** A checkpoint that was read. The arrays belong to the caller. */
export interface Checkpoint {
  /** Training steps done when it was saved. */
  readonly step: number;
  /** Its folder. */
  readonly path: string;
  /** The model's arrays by name. */
  readonly model: Map<string, NDArray>;
  /** The optimizer's arrays and numbers by name. */
  readonly optimizer: Map<string, NDArray | number>;
  /** The further states by name, each for a `loadStateDict`. */
  readonly states: ReadonlyMap<string, Map<string, NDArray | number>>;
  /** What was saved as `meta`: JSON from outside, to be checked by whoever reads it. */
  readonly meta: Record<string, JSONValue>;
  /** Newer checkpoints that were passed over, and why. */
  readonly skipped: readonly DamagedCheckpoint[];
}

/** A checkpoint that cannot be used. */
export interface DamagedCheckpoint {
  /** Its step, as its name says. */
  readonly step: number;
  /** Its folder. */
  readonly path: string;
  /** What is wrong with it. */
  readonly reason: string;
}

/** Options of `loadCheckpoint`. */
export interface LoadCheckpointOptions {
  /** Loads this one instead of the newest. */
  readonly step?: number;
  /** Where the arrays are made. Default: `cpu`. */
  readonly device?: Device;
  /** Where to read. */
  readonly fileSystem?: FileSystem;
}

/**
 * Loads the newest checkpoint that is whole, or the one of `step`. Leftovers of a crash are never looked at; damaged
 * checkpoints are passed over and told in `skipped`.
 * @throws Error where there is none, naming what was found
 */
export async function loadCheckpoint(
  folder: string,
  { step, device, fileSystem = disk }: LoadCheckpointOptions = {},
): Promise<Checkpoint> {
  const all = await candidates(folder, fileSystem);
  const wanted = step === undefined ? all.reverse() : all.filter((c) => c.step === step);
  const skipped: DamagedCheckpoint[] = [];
  for (const { step: at, path } of wanted) {
    try {
      const { files, meta, optimizer, states } = await readMeta(path, at, fileSystem);
      const bytes = await fileSystem.read(join(path, shard));
      checkSum(bytes, files[0]!); // there is one
      const { tensors } = unpackSafetensors(bytes);
      checkNames(tensors.keys(), { optimizer, states });
      const arrays = uploadTensors(tensors, device);
      const stateOf = (prefix: string, numbers: StateNumbers): Map<string, NDArray | number> =>
        new Map<string, NDArray | number>([...Object.entries(numbers), ...under(prefix, arrays)]);
      return {
        step: at,
        path,
        model: under('model.', arrays),
        optimizer: stateOf('optimizer.', optimizer),
        states: new Map(Object.entries(states).map(([name, numbers]) => [name, stateOf(`states.${name}.`, numbers)])),
        meta,
        skipped,
      };
    } catch (error) {
      skipped.push({ step: at, path, reason: reasonOf(error) });
    }
  }
  const found = skipped.map(({ path, reason }) => `${path}: ${reason}`);
  if (step !== undefined && found.length === 0) found.push(`found steps [${all.map((c) => c.step)}]`);
  const which = step === undefined ? 'a checkpoint' : `the checkpoint of step ${step}`;
  throw new Error(`Cannot load ${which} from ${folder}: ${found.join('; ') || 'found none'}`);
}

function checkSum(bytes: Uint8Array, { name, crc32: wanted }: CheckpointFile): void {
  if (wanted === undefined) return;
  const found = crc32(bytes);
  if (found !== wanted) throw new RangeError(`${name} is damaged: its checksum is ${found}, expected ${wanted}`);
}

/** Every array belongs to the model, the optimizer or a state that meta.json knows, and no number has its name. */
function checkNames(
  names: Iterable<string>,
  { optimizer, states }: { optimizer: StateNumbers; states: Readonly<Record<string, StateNumbers>> },
): void {
  for (const name of names) {
    const [, part = '', state = '', key = ''] = /^(model|optimizer|states\.([\w-]+))\.(.*)$/s.exec(name) ?? [];
    const numbers =
      part === 'optimizer' ? optimizer : state !== '' && Object.hasOwn(states, state) ? states[state]! : null;
    if (part !== 'model' && !numbers)
      throw new RangeError(
        `${shard} holds tensor "${name}", expected names that begin with model. or optimizer. or states. and one of [${Object.keys(states)}]`,
      );
    if (numbers && Object.hasOwn(numbers, key))
      throw new RangeError(`${shard} holds tensor "${name}", which meta.json has as a number`);
  }
}

/** The arrays whose names begin with `prefix`, by the rest of the name. */
function under(prefix: string, arrays: ReadonlyMap<string, NDArray>): Map<string, NDArray> {
  const found = [...arrays].filter(([name]) => name.startsWith(prefix));
  return new Map(found.map(([name, x]) => [name.slice(prefix.length), x]));
}

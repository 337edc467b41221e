import { join } from 'node:path';
import { checkOptions, type Device, type NDArray } from '@zero-to-gpt/linalg';
import { candidates, readMeta } from './checkpoint-folder.ts';
import { type CheckpointFile, type JSONValue, type StateNumbers, shard } from './checkpoint-meta.ts';
import { disk, type FileSystem, reasonOf } from './file-system.ts';
import { SafetensorsFile } from './safetensors-file.ts';

/** A checkpoint that was read. The arrays belong to the caller, and are freed with it: `using checkpoint = …`. */
export interface Checkpoint extends Disposable {
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
export async function loadCheckpoint(folder: string, options: LoadCheckpointOptions = {}): Promise<Checkpoint> {
  const { step, device, fileSystem = disk } = checkOptions('loadCheckpoint', options, ['step', 'device', 'fileSystem']);
  const all = await candidates(folder, fileSystem);
  const wanted = step === undefined ? all.reverse() : all.filter((c) => c.step === step);
  const skipped: DamagedCheckpoint[] = [];
  for (const { step: at, path } of wanted) {
    try {
      const { files, meta, optimizer, states } = await readMeta(path, at, fileSystem);
      const arrays = await loadArrays(join(path, shard), {
        file: files[0]!,
        numbers: { optimizer, states },
        device,
        fileSystem,
      }); // there is one file
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
        [Symbol.dispose]() {
          for (const array of arrays.values()) array.dispose();
        },
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

interface LoadArraysOptions {
  readonly file: CheckpointFile;
  readonly numbers: { readonly optimizer: StateNumbers; readonly states: Readonly<Record<string, StateNumbers>> };
  readonly device: Device | undefined;
  readonly fileSystem: FileSystem;
}

/** The arrays of a shard, one after the other, so that the host holds one of them beside the device. */
async function loadArrays(path: string, options: LoadArraysOptions): Promise<Map<string, NDArray>> {
  const { file, numbers, device, fileSystem } = options;
  await using shardFile = await SafetensorsFile.open(path, { fileSystem });
  checkNames(shardFile.tensors.keys(), numbers);
  const arrays = await shardFile.loadAll({ device });
  const found = shardFile.checksum;
  if (file.crc32 === undefined || file.crc32 === found) return arrays;
  for (const x of arrays.values()) x.dispose();
  throw new RangeError(`${file.name} is damaged: its checksum is ${found}, expected ${file.crc32}`);
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

import { join } from 'node:path';
import { checkOptions } from '@zero-to-gpt/linalg';
import { type CheckpointMeta, maxMeta, parseMeta } from './checkpoint-meta.ts';
import { disk, type FileSystem } from './file-system.ts';

/** A complete checkpoint: its meta parses and its files have the sizes that it names. */
export interface CheckpointEntry {
  /** Training steps done when it was saved. */
  readonly step: number;
  /** Its folder. */
  readonly path: string;
}

/** Options of `listCheckpoints`. */
export interface ListCheckpointsOptions {
  /** Where to read. */
  readonly fileSystem?: FileSystem;
}

/** The complete checkpoints of a folder, oldest first. A folder that is not there has none. */
export async function listCheckpoints(
  folder: string,
  options: ListCheckpointsOptions = {},
): Promise<CheckpointEntry[]> {
  const { fileSystem = disk } = checkOptions('listCheckpoints', options, ['fileSystem']);
  const complete: CheckpointEntry[] = [];
  for (const { step, path } of await candidates(folder, fileSystem)) {
    const meta = await readMeta(path, step, fileSystem).catch(() => null); // damaged ones are not listed
    if (meta) complete.push({ step, path });
  }
  return complete;
}

/** Options of `removeCheckpoints`. */
export interface RemoveCheckpointsOptions {
  /** Those of later steps go. */
  readonly after: number;
  /** Where to remove. */
  readonly fileSystem?: FileSystem;
}

/** Removes the checkpoints of later steps: they belong to a course that a resumed run leaves. */
export async function removeCheckpoints(folder: string, options: RemoveCheckpointsOptions): Promise<void> {
  const { after, fileSystem = disk } = checkOptions('removeCheckpoints', options, ['after', 'fileSystem']);
  for (const { step, path } of await candidates(folder, fileSystem)) if (step > after) await fileSystem.remove(path);
}

/** Folders that are checkpoints by name, oldest first. `.old-step-N` counts where a crash came between its two renames. */
export async function candidates(folder: string, fileSystem: FileSystem): Promise<CheckpointEntry[]> {
  const names = new Set(await fileSystem.list(folder));
  const found: CheckpointEntry[] = [];
  for (const name of names) {
    const step = /^(?:\.old-)?step-(0|[1-9]\d{0,15})$/.exec(name)?.[1];
    if (step !== undefined && !(name.startsWith('.') && names.has(`step-${step}`)))
      found.push({ step: Number(step), path: join(folder, name) });
  }
  return found.sort((a, b) => a.step - b.step);
}

/** The meta of a complete checkpoint. @throws RangeError where it is not complete */
export async function readMeta(path: string, step: number, fileSystem: FileSystem): Promise<CheckpointMeta> {
  const length = await fileSystem.size(join(path, 'meta.json'));
  if (length > maxMeta) throw new RangeError(`meta.json has ${length} bytes, at most ${maxMeta} are allowed`);
  const meta = parseMeta(await fileSystem.read(join(path, 'meta.json')));
  if (meta.step !== step) throw new RangeError(`meta.json says step ${meta.step}, expected ${step}`);
  for (const { name, bytes } of meta.files) {
    const size = await fileSystem.size(join(path, name));
    if (size !== bytes) throw new RangeError(`${name} has ${size} bytes, expected ${bytes}`);
  }
  return meta;
}

/** Removes what a crash left behind. */
export async function clean(folder: string, fileSystem: FileSystem): Promise<void> {
  const names = new Set(await fileSystem.list(folder));
  for (const name of names)
    if (name.startsWith('.tmp-step-') || (name.startsWith('.old-step-') && names.has(name.slice(5))))
      await fileSystem.remove(join(folder, name));
}

/** Removes all but the newest `keep` complete checkpoints and the one just written; damaged ones older than it go too. */
export async function prune(folder: string, path: string, keep: number, fileSystem: FileSystem): Promise<void> {
  const complete = await listCheckpoints(folder, { fileSystem });
  const kept = new Set([path, ...complete.slice(-keep).map((c) => c.path)]);
  const newest = complete.at(-1)?.step ?? 0;
  for (const c of await candidates(folder, fileSystem))
    if (!kept.has(c.path) && c.step < newest) await fileSystem.remove(c.path);
}

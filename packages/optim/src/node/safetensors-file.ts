import type { NDArray } from '@zero-to-gpt/linalg';
import { type DecodedTensors, type DecodeOptions, decodeSafetensors, readTensors } from '../safetensors.ts';
import { safetensorsParts } from '../safetensors-format.ts';
import { disk, type FileSystem, reasonOf } from './file-system.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/** Options of `saveSafetensors`. */
export interface SaveSafetensorsOptions {
  /** Free text beside the arrays. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Where to write. */
  readonly fileSystem?: FileSystem;
}

/**
 * Writes arrays by name, such as `model.stateDict()`, as a safetensors file, which PyTorch and others read. A crash at any
 * moment leaves the old file or the new one. No array may change before the promise resolves.
 * @throws Error that names the file and the reason, RangeError for a name that cannot be written
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { array } from '@zero-to-gpt/linalg';
 * import { loadSafetensors, saveSafetensors } from '@zero-to-gpt/optim/node';
 *
 * const path = join(await mkdtemp(join(tmpdir(), 'weights-')), 'model.safetensors');
 * await saveSafetensors(path, new Map([['bias', array([1, 2])]]), { metadata: { format: 'pt' } });
 * const { tensors, metadata } = await loadSafetensors(path);
 * [tensors.get('bias')?.toArray(), metadata]; // → [[1, 2], { format: 'pt' }]
 * ```
 */
export async function saveSafetensors(
  path: string,
  tensors: ReadonlyMap<string, NDArray>,
  { metadata = {}, fileSystem = disk }: SaveSafetensorsOptions = {},
): Promise<void> {
  const parts = safetensorsParts(await readTensors(tensors), metadata);
  await writeFileAtomic(path, parts, { fileSystem });
}

/** Options of `loadSafetensors`. */
export interface LoadSafetensorsOptions extends DecodeOptions {
  /** Where to read. */
  readonly fileSystem?: FileSystem;
}

/**
 * The arrays of a safetensors file and its free text, as `decodeSafetensors`. Nothing in the file is trusted.
 * @throws Error that names the file and what is wrong
 */
export async function loadSafetensors(
  path: string,
  { fileSystem = disk, ...options }: LoadSafetensorsOptions = {},
): Promise<DecodedTensors> {
  try {
    return decodeSafetensors(await fileSystem.read(path), options);
  } catch (cause) {
    throw new Error(`Cannot load ${path}: ${reasonOf(cause)}`, { cause });
  }
}

import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import type { DecodedTensors, DecodeOptions } from '../files/safetensors.ts';
import { disk, type FileSystem, reasonOf } from './file-system.ts';
import { SafetensorsFile } from './safetensors-file.ts';

/** Options of `loadSafetensors`. */
export interface LoadSafetensorsOptions extends DecodeOptions {
  /** Loads these alone. Default: all. */
  readonly names?: readonly string[];
  /** Where to read. */
  readonly fileSystem?: FileSystem;
}

/**
 * The arrays of a safetensors file and its free text, as `decodeSafetensors`, read one after the other. Nothing in the file
 * is trusted.
 * @throws Error that names the file and what is wrong
 */
export async function loadSafetensors(path: string, given: LoadSafetensorsOptions = {}): Promise<DecodedTensors> {
  const {
    fileSystem = disk,
    names,
    ...options
  } = checkOptions('loadSafetensors', given, ['fileSystem', 'names', 'rejectNaN', 'device']);
  try {
    await using file = await SafetensorsFile.open(path, { fileSystem });
    const tensors = names ? await loadSome(file, names, options) : await file.loadAll(options);
    return { tensors, metadata: { ...file.metadata } };
  } catch (cause) {
    throw new Error(`Cannot load ${path}: ${reasonOf(cause)}`, { cause });
  }
}

async function loadSome(
  file: SafetensorsFile,
  names: readonly string[],
  options: DecodeOptions,
): Promise<Map<string, NDArray>> {
  const missing = names.filter((name) => !file.tensors.has(name));
  if (missing.length > 0) throw new RangeError(`it holds no tensors ${missing.map((name) => `"${name}"`).join(', ')}`);
  const arrays = new Map<string, NDArray>();
  try {
    for (const name of new Set(names)) arrays.set(name, await file.load(name, options));
  } catch (error) {
    for (const x of arrays.values()) x.dispose();
    throw error;
  }
  return arrays;
}

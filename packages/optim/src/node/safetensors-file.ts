import { crc32 } from 'node:zlib';
import { checkOptions, type Device, type NDArray, type Shape } from '@zero-to-gpt/linalg';
import type { HostTensor } from '../data/host-tensor.ts';
import { readTensors, uploadTensor } from '../files/safetensors.ts';
import { decodeEntry, safetensorsParts, type UnpackOptions } from '../files/safetensors-format.ts';
import { type Header, type HeaderEntry, readDataStart, readHeader } from '../files/safetensors-header.ts';
import { disk, type FileSystem, type OpenFile } from './file-system.ts';
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

/** What the header of a safetensors file says of a tensor. */
export interface TensorFacts {
  /** Element type in the file, such as `F32` or `BF16`. */
  readonly dtype: string;
  /** Sizes of the axes. */
  readonly shape: Shape;
}

/** Options of `SafetensorsFile.open`. */
export interface OpenSafetensorsOptions {
  /** Where to read. */
  readonly fileSystem?: FileSystem;
}

/** Options of reading from a `SafetensorsFile`. */
export interface ReadTensorOptions extends UnpackOptions {
  /** Where arrays are made. Default: `cpu`. */
  readonly device?: Device | undefined;
}

/**
 * A safetensors file, open for reading: its header is checked, its arrays are read when asked for, so that a file may be
 * larger than what is wanted of it, or than memory. Nothing in it is trusted.
 *
 * @example
 * ```ts no-test
 * await using file = await SafetensorsFile.open('gpt2.safetensors');
 * for (const [name, { dtype, shape }] of file.tensors) console.log(name, dtype, shape);
 * const embedding = await file.load('wte.weight');
 * ```
 */
export class SafetensorsFile implements AsyncDisposable {
  /** The tensors by name, in the order of their bytes. */
  readonly tensors: ReadonlyMap<string, TensorFacts>;
  /** Free text beside them. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly #file: OpenFile;
  readonly #header: Header;
  readonly #head: Uint8Array;
  #checksum: number | null = null;

  private constructor(file: OpenFile, head: Uint8Array) {
    this.#file = file;
    this.#head = head;
    this.#header = readHeader(head, file.size);
    this.tensors = new Map(this.#header.entries.map(({ name, dtype, shape }) => [name, { dtype, shape }]));
    this.metadata = this.#header.metadata;
  }

  /** Opens a file and reads its header. @throws RangeError that begins with `Cannot read safetensors`, or the system's own error */
  static async open(path: string, options: OpenSafetensorsOptions = {}): Promise<SafetensorsFile> {
    const { fileSystem = disk } = checkOptions('open', options, ['fileSystem']);
    const file = await fileSystem.open(path);
    try {
      const first = await file.read(0, Math.min(8, file.size));
      const head = await file.read(0, readDataStart(first, file.size));
      return new SafetensorsFile(file, head);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** CRC-32 of the whole file once `loadAll` has read it; null before. */
  get checksum(): number | null {
    return this.#checksum;
  }

  /** A tensor's elements on the host. @throws RangeError where there is no such tensor, or it holds a value that cannot be */
  async read(name: string, options: UnpackOptions = {}): Promise<HostTensor> {
    const entry = this.#header.entries.find((each) => each.name === name);
    if (!entry)
      throw new RangeError(
        `Cannot read tensor "${name}": the file holds ${this.tensors.size} others, ${this.#someNames()}`,
      );
    return decodeEntry(entry, await this.#bytesOf(entry), options);
  }

  /** A tensor as an array, which belongs to the caller. */
  async load(name: string, given: ReadTensorOptions = {}): Promise<NDArray> {
    const { device, ...options } = checkOptions('load', given, ['device', 'rejectNaN']);
    return uploadTensor(await this.read(name, options), device);
  }

  /** All tensors as arrays, which belong to the caller; where one fails, none remains. The host holds one at a time. */
  async loadAll(given: ReadTensorOptions = {}): Promise<Map<string, NDArray>> {
    const { device, ...options } = checkOptions('loadAll', given, ['device', 'rejectNaN']);
    const arrays = new Map<string, NDArray>();
    let sum = crc32(this.#head);
    try {
      for (const entry of this.#header.entries) {
        const bytes = await this.#bytesOf(entry);
        sum = crc32(bytes, sum); // they lie one behind the other, without holes
        arrays.set(entry.name, uploadTensor(decodeEntry(entry, bytes, options), device));
      }
    } catch (error) {
      for (const x of arrays.values()) x.dispose();
      throw error;
    }
    this.#checksum = sum;
    return arrays;
  }

  /** Closes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  async #bytesOf({ start, end }: HeaderEntry): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#file.read(this.#header.dataStart + start, end - start);
  }

  #someNames(): string {
    const names = [...this.tensors.keys()];
    return `such as ${names.slice(0, 3).join(', ') || 'none'}`;
  }
}

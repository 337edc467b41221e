import fs, { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import { checkOptions } from '@zero-to-gpt/linalg';
import { reasonOf } from './file-system.ts';

/** What an open file is asked for; a test lets any of it fail. */
export type FileCalls = Pick<typeof fs, 'writeSync' | 'fsyncSync'>;

/** Options of `AppendFile`. */
export interface AppendFileOptions {
  /** Wants that there is no such file yet. */
  readonly fresh?: boolean;
  /** The system's calls. */
  readonly calls?: FileCalls;
}

/** A file that only grows. What was appended outlives the process at once, and a power cut after `flush()`. */
export class AppendFile implements Disposable {
  /** Path of the file. */
  readonly path: string;
  readonly #calls: FileCalls;
  readonly #file: number;
  #length: number;
  #open = true;

  /** Goes on with a file, or makes it. @throws Error that names the file and the reason */
  constructor(path: string, options: AppendFileOptions = {}) {
    const { fresh = false, calls = fs } = checkOptions('AppendFile', options, ['fresh', 'calls']);
    this.path = path;
    this.#calls = calls;
    try {
      this.#file = openSync(path, fresh ? 'ax' : 'a');
      this.#length = fstatSync(this.#file).size;
    } catch (cause) {
      throw this.#error(cause);
    }
  }

  /** Appends all of the bytes or, where the disk is full, none. @throws Error that names the file and the reason */
  append(bytes: Uint8Array): void {
    if (!this.#open) throw new Error(`Cannot write ${this.path}: it was closed`);
    try {
      for (let at = 0; at < bytes.length; ) at += this.#calls.writeSync(this.#file, bytes, at);
      this.#length += bytes.length;
    } catch (cause) {
      this.#cutBack();
      throw this.#error(cause);
    }
  }

  /** Waits until all is on the disk. @throws Error that names the file and the reason */
  flush(): void {
    try {
      if (this.#open) this.#calls.fsyncSync(this.#file);
    } catch (cause) {
      throw this.#error(cause);
    }
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  #cutBack(): void {
    try {
      ftruncateSync(this.#file, this.#length);
    } catch {
      // the first error is the one to tell
    }
  }

  #error(cause: unknown): Error {
    return new Error(`Cannot write ${this.path}: ${reasonOf(cause)}`, { cause });
  }
}

import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Writes a folder anew and leaves every file alone that stays as it was, so that a watching server keeps calm. */
export class ChangedFiles {
  readonly #folder: string;
  readonly #kept = new Set<string>();
  /** How many files were written. */
  written = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.#folder, path);
    this.#kept.add(file);
    const bytes = Buffer.from(content);
    if (readIfThere(file)?.equals(bytes)) return;
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, bytes);
    renameSync(temporary, file);
    this.written++;
  }

  copy(path: string, from: string): void {
    this.write(path, readFileSync(from));
  }

  /** Removes files that were not written or found equal, apart from those in `others`, folders that someone else fills. */
  close({ others = [] }: { others?: readonly string[] } = {}): void {
    this.#prune(
      this.#folder,
      others.map((path) => join(this.#folder, path)),
    );
  }

  #prune(folder: string, others: readonly string[]): void {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (others.some((other) => relative(other, path) === '')) continue;
      if (entry.isDirectory()) this.#prune(path, others);
      else if (!this.#kept.has(path)) rmSync(path, { force: true });
    }
    if (folder !== this.#folder && entriesOf(folder).length === 0) rmdirSync(folder);
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // Node's errors have codes
    throw error;
  }
}

function entriesOf(folder: string): import('node:fs').Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // Node's errors have codes
    throw error;
  }
}

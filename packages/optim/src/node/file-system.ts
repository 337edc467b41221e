import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';

/** What checkpoints ask of a file system: few and whole operations, so that a test can let any of them fail. */
export interface FileSystem {
  /** Makes a folder and those above it; one that is there already is fine. */
  makeFolder(path: string): Promise<void>;
  /** Writes the parts one after the other and waits until they are on the disk. */
  write(path: string, parts: readonly Uint8Array[]): Promise<void>;
  /** Waits until the folder's own list of names is on the disk. */
  syncFolder(path: string): Promise<void>;
  /** Gives a file or folder another name, at once: others see the old or the new one. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or a folder with all it holds; none being there is fine. */
  remove(path: string): Promise<void>;
  /** Names in a folder; none where there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Bytes of a file. */
  size(path: string): Promise<number>;
  /** The content of a file. */
  read(path: string): Promise<Uint8Array>;
  /** Opens a file for reading parts of it; what has another file's name meanwhile is no matter. */
  open(path: string): Promise<OpenFile>;
}

/** A file that is open for reading. */
export interface OpenFile {
  /** Bytes in it. */
  readonly size: number;
  /** So many bytes from a place on, in memory of their own. @throws RangeError where the file ends before */
  read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Closes it. */
  close(): Promise<void>;
}

/** One system call moves at most 2 GiB. */
const piece = 1 << 30;

/** The file system of the host. */
export const disk: FileSystem = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  async write(path, parts) {
    const file = await open(path, 'w');
    try {
      for (const part of parts) {
        for (let done = 0; done < part.length; )
          done += (await file.write(part, done, Math.min(part.length - done, piece))).bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async syncFolder(path) {
    // Windows cannot open folders, and keeps their names safe by itself
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  rename,
  async remove(path) {
    await rm(path, { recursive: true, force: true });
  },
  async list(path) {
    try {
      return await readdir(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  },
  async size(path) {
    return (await stat(path)).size;
  },
  async read(path) {
    const file = await disk.open(path);
    try {
      return await file.read(0, file.size);
    } finally {
      await file.close();
    }
  },
  async open(path) {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return {
      size,
      async read(start, length) {
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length; ) {
          const { bytesRead } = await file.read(bytes, done, Math.min(length - done, piece), start + done);
          if (bytesRead === 0)
            throw new RangeError(`Cannot read ${path}: it ended at ${start + done} of ${size} bytes`);
          done += bytesRead;
        }
        return bytes;
      },
      close: () => file.close(),
    };
  },
};

/** The system's short name of an error, such as `ENOSPC`; empty for others. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** In words why a file operation failed. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    EISDIR: 'it is a folder, not a file',
    ENAMETOOLONG: 'the name is too long',
    EFBIG: 'the file would be too large',
    ELOOP: 'its links lead in a circle',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'a part of the path is a file, not a folder',
    EMFILE: 'too many files are open',
  };
  const message = error instanceof Error ? error.message : String(error);
  return words[code] ? `${words[code]} (${code})` : message;
}

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notWritable } from './write-whole.ts';

/** Milliseconds after which a lock is taken for one that was left behind: what is done under it takes a few, on a busy disk seconds. */
const patience = 30_000;

/**
 * Does something that no other process may do at the same time, such as reading a file and writing it back. The lock is
 * a file with our process's number; one whose process has ended is nobody's.
 */
export function withLock<T>(lock: string, body: () => T): T {
  try {
    mkdirSync(dirname(lock), { recursive: true });
  } catch (error) {
    throw notWritable(lock, error);
  }
  while (!take(lock)) {
    if (isLeft(lock)) takeAway(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
  try {
    return body();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false; // what node:fs throws
    throw notWritable(lock, error);
  }
}

/** Whether nobody holds a lock any more. One that is gone by now was held, and another may have been taken since. */
function isLeft(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > patience) return true;
    const holder = Number(readFileSync(lock, 'utf8'));
    return holder !== 0 && !runs(holder); // 0: it is being written
  } catch {
    return false;
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it runs, and is another user's
  }
}

/** Removes a lock that was left, and the half files of whoever left it. */
function takeAway(lock: string): void {
  const folder = dirname(lock);
  const aside = `${lock}-${process.pid}`;
  try {
    renameSync(lock, aside); // of several that find it left, one gets it
    if (isLeft(aside)) {
      for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
      rmSync(aside, { force: true });
    } else renameSync(aside, lock); // it was taken anew in between
  } catch {} // another was faster
}

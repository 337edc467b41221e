import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notWritable } from './write-whole.ts';

/** Milliseconds after which a lock that is still held is taken for one that was left behind. */
const patience = 2000;

/**
 * Does something that no other process may do at the same time, such as reading a file and writing it back. The lock is
 * a file with our process's number; one whose process has ended is nobody's.
 */
export function withLock<T>(lock: string, body: () => T): T {
  take(lock);
  try {
    return body();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): void {
  const start = performance.now();
  try {
    mkdirSync(dirname(lock), { recursive: true });
  } catch (error) {
    throw notWritable(lock, error);
  }
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritable(lock, error); // what node:fs throws
      const waited = performance.now() - start;
      if (waited > patience || !lives(lock)) takeAway(lock);
      else sleep(5);
    }
  }
}

/** Removes a lock that was left behind, and the half files of whoever left it. */
function takeAway(lock: string): void {
  const folder = dirname(lock);
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name), { force: true });
  rmSync(lock, { force: true });
}

/** Whether the process that holds a lock still runs; a lock without a number is being written. */
function lives(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it runs, and is another user's
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

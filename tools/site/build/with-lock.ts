import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Runs `work` while no other process holds the same lock; waits for one that does. */
export async function withLock<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) await new Promise((done) => setTimeout(done, 200));
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

let count = 0;

/** Tries to take a lock. It appears with its holder's number in it: nobody sees it half written. */
function take(file: string): boolean {
  const own = `${file}.${process.pid}.${count++}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // a system error has a code
    if (!alive(holder(file))) clear(file, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the lock of a holder that has died, but none that somebody has taken in the meantime. */
function clear(file: string, aside: string): void {
  try {
    renameSync(file, aside);
    if (alive(holder(aside))) linkSync(aside, file);
  } catch {
    // another one has cleared it
  }
}

/** The process that holds a lock; undefined where it was let go. */
function holder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A lock that was let go counts as held: whoever wants it tries again. */
function alive(pid: number | undefined): boolean {
  if (pid === undefined) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process
  }
}

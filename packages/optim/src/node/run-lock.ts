import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf, reasonOf } from './file-system.ts';

/** Who writes into a run folder. */
export interface LockOwner {
  /** Process id. */
  readonly pid: number;
  /** Name of the machine. */
  readonly host: string;
  /** When it took the lock, ISO 8601. */
  readonly startedAt: string;
  /** Tells this process from a later one with the same id; null where the system does not say. */
  readonly birth: string | null;
}

/** The right to write into a run folder; dispose it to give it back. */
export interface RunLock extends Disposable {
  /** This process. */
  readonly owner: LockOwner;
}

/** Boot and start time of a process, from /proc: a process id alone is used again. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`; // field 22; the name before it may hold spaces
  } catch {
    return null;
  }
}

function isAlive({ pid, birth }: LockOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it lives and belongs to someone else
  }
  const now = birthOf(pid);
  return birth === null || now === null || birth === now;
}

/** Who holds the lock of a folder, dead or alive; null where no one does. A lock that a crash left half-written names no one. */
export function lockOwner(folder: string): LockOwner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
    const { pid, host } = owner as LockOwner;
    return Number.isInteger(pid) && pid > 0 && typeof host === 'string' ? (owner as LockOwner) : null;
  } catch {
    return null;
  }
}

/** Whether a process is writing into the folder, as far as can be told: of another machine's it is taken for granted. */
export function isLocked(folder: string): boolean {
  const owner = lockOwner(folder);
  return owner !== null && (owner.host !== hostname() || isAlive(owner));
}

/**
 * Takes the lock of a run folder, so that no second process writes into it. The lock of a process that has ended,
 * however it ended, is taken over.
 *
 * @throws Error that names the process, its machine and its start where another one holds the lock
 */
export function lockRun(folder: string): RunLock {
  const path = join(folder, 'lock.json');
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    startedAt: new Date().toISOString(),
    birth: birthOf(process.pid),
  };
  const content = `${JSON.stringify(owner)}\n`;
  const own = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(own, content);
    try {
      if (!place(own, path)) takeOver(own, path, folder);
    } finally {
      rmSync(own, { force: true });
    }
  } catch (error) {
    if (!codeOf(error)) throw error; // a refusal, which says all
    throw new Error(`Cannot lock run folder ${folder}: ${reasonOf(error)}`, { cause: error });
  }
  const release = (): void => {
    process.off('exit', release);
    try {
      if (readFileSync(path, 'utf8') === content) rmSync(path);
    } catch {
      // the folder is gone, or the lock with it
    }
  };
  process.on('exit', release);
  return { owner, [Symbol.dispose]: release };
}

/** Gives the finished file its name unless something has that name: a lock is never seen half-written. */
function place(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP' && code !== 'EMLINK') throw error;
  }
  try {
    writeFileSync(path, readFileSync(own), { flag: 'wx' }); // a file system without links
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Replaces the lock of a dead process. Of several that try at once, the folder `lock.takeover` lets one in. */
function takeOver(own: string, path: string, folder: string): void {
  refuseLive(folder);
  const gate = `${path}.takeover`;
  try {
    mkdirSync(gate);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (Date.now() - (statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < 5000) {
      throw new Error(`Cannot write into ${folder}: another process is just taking its lock over`);
    }
  }
  try {
    refuseLive(folder); // it may have changed hands before the gate was ours
    renameSync(own, path);
  } finally {
    rmSync(gate, { recursive: true, force: true });
  }
}

function refuseLive(folder: string): void {
  const owner = lockOwner(folder);
  if (owner === null || !isLocked(folder)) return;
  const here = owner.host === hostname();
  throw new Error(
    `Cannot write into ${folder}: process ${owner.pid} on ${owner.host} has been writing into it since ${owner.startedAt}` +
      (here ? '' : `; delete ${join(folder, 'lock.json')} if that process has ended`),
  );
}

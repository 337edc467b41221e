import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLocked, lockOwner, lockRun } from '../../src/node/run-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dead = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const put = (owner: object | string): void =>
  writeFileSync(join(folder, 'lock.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));

test('lockRun() keeps a second writer out, and lets it in once disposed', () => {
  {
    using lock = lockRun(folder);
    expect(lockOwner(folder)).toEqual(lock.owner);
    expect(isLocked(folder)).toBe(true);
    const who = `process ${process.pid} on ${hostname()} has been writing into it since ${lock.owner.startedAt}`;
    expect(() => lockRun(folder)).toThrow(new Error(`Cannot write into ${folder}: ${who}`));
  }
  expect(isLocked(folder)).toBe(false);
  lockRun(folder)[Symbol.dispose]();
  expect(readdirSync(folder)).toEqual([]);
});

test('lockRun() takes over the lock of a process that has ended', () => {
  put({ pid: dead(), host: hostname(), startedAt: 'then', birth: null });
  using lock = lockRun(folder);
  expect(lock.owner.pid).toBe(process.pid);
  expect(lockOwner(folder)).toEqual(lock.owner);
  expect(readdirSync(folder)).toEqual(['lock.json']);
});

test('lockRun() respects a living process', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  try {
    put({ pid: child.pid!, host: hostname(), startedAt: 'then', birth: null });
    expect(() => lockRun(folder)).toThrow(`process ${child.pid} on`);
  } finally {
    child.kill('SIGKILL');
  }
});

test.runIf(existsSync('/proc/self/stat'))('lockRun() is not fooled by a process id that is used again', () => {
  put({ pid: process.pid, host: hostname(), startedAt: 'then', birth: 'an earlier boot 12345' });
  using lock = lockRun(folder);
  expect(lockOwner(folder)).toEqual(lock.owner);
});

test('lockRun() does not judge the processes of another machine, and says what to delete', () => {
  put({ pid: 1, host: 'elsewhere', startedAt: 'then', birth: null });
  expect(() => lockRun(folder)).toThrow(`process 1 on elsewhere has been writing into it since then; delete`);
});

test('lockRun() takes over a lock that a crash left damaged', () => {
  for (const content of ['', '{"pid":', 'null', '{"pid":"x","host":1}']) {
    put(content);
    lockRun(folder)[Symbol.dispose]();
  }
});

test('lockRun() lets one of several in that take a dead lock over', () => {
  put({ pid: dead(), host: hostname(), startedAt: 'then', birth: null });
  mkdirSync(join(folder, 'lock.json.takeover'));
  expect(() => lockRun(folder)).toThrow('another process is just taking its lock over');
  utimesSync(join(folder, 'lock.json.takeover'), 1, 1); // left behind by one that was killed in between
  lockRun(folder)[Symbol.dispose]();
});

test('lockRun() does not delete a lock that has become someone else’s', () => {
  const lock = lockRun(folder);
  put({ pid: 1, host: 'elsewhere', startedAt: 'then', birth: null });
  lock[Symbol.dispose]();
  expect(readFileSync(join(folder, 'lock.json'), 'utf8')).toContain('elsewhere');
});

test('lockRun() says why a folder cannot be locked', () => {
  expect(() => lockRun(join(folder, 'none'))).toThrow(
    /^Cannot lock run folder .*none: no such file or folder \(ENOENT\)$/,
  );
});

test('isLocked() of a folder without a lock is false', () => {
  expect(isLocked(folder)).toBe(false);
  expect(lockOwner(folder)).toBeNull();
});

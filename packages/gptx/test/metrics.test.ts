import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendFile } from '@zero-to-gpt/optim/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendMetrics, cutMetrics, readMetrics } from '../src/metrics.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
  path = join(folder, 'metrics.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (step: number) => ({ step, loss: 1 / step, lr: 1e-3, tokensPerSecond: 100.5 });
const write = (...steps: number[]): void => {
  using file = new AppendFile(path);
  for (const step of steps) appendMetrics(file, line(step));
};

test('appendMetrics() writes a line of JSON for each step, and goes on where it stopped', () => {
  write(1, 2);
  write(3);
  expect(readMetrics(path)).toEqual([line(1), line(2), line(3)]);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
});

test('appendMetrics() leaves nothing of a line for which the disk has no place', () => {
  write(1);
  const full = (): never => {
    throw Object.assign(new Error('write'), { code: 'ENOSPC' });
  };
  using file = new AppendFile(path, { calls: { writeSync: full, fsyncSync: full } });
  expect(() => appendMetrics(file, line(2))).toThrow(`Cannot write ${path}: the disk is full`);
  expect(readMetrics(path)).toEqual([line(1)]);
});

test('readMetrics() leaves out a torn last line', () => {
  write(1, 2);
  appendFileSync(path, '{"step":3,"lo');
  expect(readMetrics(path)).toEqual([line(1), line(2)]);
});

test('readMetrics() of no file is empty', () => {
  expect(readMetrics(path)).toEqual([]);
});

test('readMetrics() names a damaged line', () => {
  writeFileSync(path, `${JSON.stringify(line(1))}\nnonsense\n`);
  expect(() => readMetrics(path)).toThrow(`Cannot read ${path}: line 2 is not an object with step and loss`);
  writeFileSync(path, 'null\n');
  expect(() => readMetrics(path)).toThrow('line 1');
});

test('cutMetrics() keeps the lines up to a step, byte for byte, whatever follows', async () => {
  write(1, 2, 3);
  const whole = readFileSync(path, 'utf8').split('\n');
  appendFileSync(path, '{"step":4,"lo');
  expect(await cutMetrics(path, 2)).toEqual([line(1), line(2)]);
  expect(readFileSync(path, 'utf8')).toBe(`${whole[0]}\n${whole[1]}\n`);
});

test('cutMetrics() to 0 leaves an empty file', async () => {
  write(1);
  expect(await cutMetrics(path, 0)).toEqual([]);
  expect(readFileSync(path, 'utf8')).toBe('');
});

import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cutMetrics, encodeLine, type MetricsLine, readMetrics } from '../../src/node/metrics-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
  path = join(folder, 'metrics.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (step: number, loss = 1 / step): MetricsLine => ({ step, time: 1.5, metrics: { loss } });
const write = (...lines: MetricsLine[]) => writeFileSync(path, Buffer.concat(lines.map(encodeLine)));

test('readMetrics() returns what was written, to the last bit, NaN and infinity too', () => {
  const lines = [
    line(1, 0.1 + 0.2),
    line(2, Number.NaN),
    line(3, Number.NEGATIVE_INFINITY),
    line(4, Number.POSITIVE_INFINITY),
  ];
  write(...lines);
  expect(readMetrics(folder)).toEqual(lines);
  expect(readFileSync(path, 'utf8').split('\n')[1]).toBe('{"step":2,"time":1.5,"loss":"NaN"}');
});

test('readMetrics() of no file is empty, and leaves a torn last line out', () => {
  expect(readMetrics(folder)).toEqual([]);
  write(line(1));
  appendFileSync(path, '{"step":2,"ti');
  expect(readMetrics(folder)).toEqual([line(1)]);
});

test.each([
  'nonsense',
  'null',
  '[1]',
  '3',
  '{"step":1}',
  '{"step":1.5,"time":1}',
  '{"step":1,"time":"NaN"}',
  '{"step":1,"time":1,"loss":"2"}',
  '{"step":1,"time":1,"loss":null}',
  '{"step":1,"time":1,"loss":["NaN"]}',
])('readMetrics() names a damaged line: %s', (text) => {
  write(line(1));
  appendFileSync(path, `${text}\n`);
  expect(() => readMetrics(folder)).toThrow(
    `Cannot read ${path}: line 2 is not an object of numbers with step and time`,
  );
});

test('readMetrics() says why a file cannot be read', () => {
  mkdirSync(path);
  expect(() => readMetrics(folder)).toThrow(`Cannot read ${path}: it is a folder, not a file (EISDIR)`);
});

test('cutMetrics() keeps the lines up to a step, byte for byte, in whatever order they came', () => {
  write(line(1), line(3), line(2), line(2, 5));
  const texts = readFileSync(path, 'utf8').split('\n');
  appendFileSync(path, '{"step":4,"lo');
  cutMetrics(folder, 2);
  expect(readFileSync(path, 'utf8')).toBe(`${texts[0]}\n${texts[2]}\n${texts[3]}\n`);
  cutMetrics(folder, 0);
  expect(readFileSync(path, 'utf8')).toBe('');
  expect(readdirSync(folder)).toEqual(['metrics.jsonl']);
});

test('cutMetrics() says why it cannot write, the old file being untouched', () => {
  mkdirSync(join(folder, '.tmp-metrics.jsonl'));
  write(line(1));
  expect(() => cutMetrics(folder, 0)).toThrow(`Cannot write ${path}: it is a folder, not a file (EISDIR)`);
  expect(readMetrics(folder)).toEqual([line(1)]);
});

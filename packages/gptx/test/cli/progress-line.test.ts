import { expect, test } from 'vitest';
import { ProgressLine } from '../../src/cli/progress-line.ts';

function screen(isTTY: boolean, columns = 20) {
  let clock = 0;
  const out: string[] = [];
  const line = new ProgressLine(
    { isTTY, columns, write: (text) => out.push(text) },
    { every: 1000, refresh: 50, now: () => clock },
  );
  return { line, out, wait: (ms: number) => (clock += ms) };
}

test('ProgressLine rewrites one line in a terminal, cut to its width', () => {
  const { line, out, wait } = screen(true, 6);
  line.update('abcdefgh');
  wait(60);
  line.update('xy');
  line.end();
  expect(out).toEqual(['\r\u001b[Kabcde', '\r\u001b[Kxy', '\n']);
});

test('ProgressLine prints a line from time to time in a file', () => {
  const { line, out, wait } = screen(false);
  line.update('1');
  wait(900);
  line.update('2');
  wait(200);
  line.update('3');
  expect(out).toEqual(['1\n', '3\n']);
});

test('ProgressLine always shows what is important', () => {
  const { line, out } = screen(false);
  line.update('1');
  line.update('2', { important: true });
  expect(out).toEqual(['1\n', '2\n']);
});

test('ProgressLine clears its line for a message', () => {
  const { line, out } = screen(true);
  line.update('1');
  line.log('hello');
  line.end();
  expect(out).toEqual(['\r\u001b[K1', '\r\u001b[Khello\n']);
});

import { describe, expect, test } from 'vitest';
import { frames, placeIn } from '../../worker/place.ts';
import { Run } from '../../worker/run.ts';
import { Stream } from '../../worker/stream.ts';

const stream = new Stream({ send: () => {}, newSlot: () => 1 });
const runOf = (code: string, linked: string) => {
  const run = new Run(1, { cell: 'a', code, page: undefined, stream });
  run.linked = { code: linked, url: 'blob:x' };
  return run;
};

describe('frames', () => {
  test('reads the stacks of Chromium and of Firefox', () => {
    const url = 'blob:http://localhost:80/0b2c-11';
    const found = [
      { url, line: 3, column: 9 },
      { url, line: 12, column: 1 },
    ];
    const chromium = `Error: x\n    at f (${url}:3:9)\n    at g (http://localhost/zg/a.js:1:2)\n    at async ${url}:12:1`;
    expect(frames(chromium)).toEqual(found);
    expect(frames(`f@${url}:3:9\ng@http://localhost/zg/a.js:1:2\nasync*@${url}:12:1\n`)).toEqual(found);
  });
});

describe('placeIn', () => {
  test('counts from the end where imports were put before a line', () => {
    const run = runOf('x.foo();', 'import { x } from "blob:y";x.foo();');
    expect(placeIn(run, 1, 30)).toEqual({ line: 1, column: 3 });
  });

  test('finds the code again where a value was put in brackets', () => {
    expect(placeIn(runOf('x.foo()', 'const __value = (x.foo())'), 1, 20)).toEqual({ line: 1, column: 3 });
  });

  test('gives the line alone where the column cannot be known', () => {
    expect(placeIn(runOf('n = n', '__names_0.n = n'), 1, 5)).toEqual({ line: 1 });
  });

  test('gives nothing for lines that the reader has not written', () => {
    expect(placeIn(runOf('x', 'x\n;export {};'), 2, 1)).toBeUndefined();
  });
});

import { type Recorded, record } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const recorded = (body: () => void): Recorded[] => {
  const items: Recorded[] = [];
  const recording = record((item) => void items.push(item));
  try {
    body();
  } finally {
    recording.end();
  }
  return items;
};
const texts = (body: () => void) => recorded(body).map(({ bundle }) => bundle['text/plain']);

describe('record', () => {
  test('hands over what was printed, and what kind of print it was', () => {
    const items = recorded(() => {
      console.log('a', 1);
      console.warn('b');
      console.error('c');
    });
    expect(items.map(({ level }) => level)).toEqual([undefined, 'warn', 'error']);
    expect(items[0]!.values).toEqual(['a', 1]);
  });

  test('fills in the marks of a format', () => {
    expect(
      texts(() => {
        console.log('%s is %d%%, %i, %f, %o', 'x', '12.5', 3.9, 1.5, [1]);
        console.log('100%', 5);
        console.log('%c red', 'color: red');
        console.log('50%d');
      }),
    ).toEqual(['x is 12.5%, 3, 1.5, [ 1 ]', '100% 5', ' red', '50%d']);
  });

  test('indents groups', () => {
    expect(
      texts(() => {
        console.group('outer');
        console.log('one\ntwo');
        console.groupEnd();
        console.log('three');
      }),
    ).toEqual(['outer', '  one\n  two', 'three']);
  });

  test('knows assertions, counts and times', () => {
    const found = texts(() => {
      console.assert(true, 'not shown');
      console.assert(false, 'shown');
      console.count();
      console.count();
      console.time('t');
      console.timeEnd('t');
    });
    expect(found.slice(0, 3)).toEqual(['Assertion failed shown', 'default: 1', 'default: 2']);
    expect(found[3]).toMatch(/^t: \d+\.\d ms$/);
  });

  test('gives the console back', () => {
    const { log, assert } = console;
    recorded(() => {});
    expect([console.log, console.assert]).toEqual([log, assert]);
  });
});

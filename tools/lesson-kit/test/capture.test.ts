import { capture, errorText, mimeBundle, plainText } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const cell = (body: () => unknown) => async () => ({ __value: await body() });

describe('capture', () => {
  test('collects what is printed, in order, and the value last', async () => {
    const ran = await capture(
      cell(() => {
        console.log('text as it is', 'quoted in arrays:', ['text']);
        console.warn(1, null);
        console.error(new TypeError('wrong'));
        console.info();
        console.dir('text');
        console.table([[1]]);
        return 'value';
      }),
    );
    expect(plainText(ran).split('\n')).toEqual([
      "text as it is quoted in arrays: [ 'text' ]",
      '1 null',
      'TypeError: wrong',
      '',
      "'text'",
      '   0',
      '0  1',
      "'value'",
    ]);
  });

  test('gives the console back, also after an error', async () => {
    const { log } = console;
    const ran = await capture(() => Promise.reject(new Error('broken')));
    expect(console.log).toBe(log);
    expect(ran.error).toEqual(new Error('broken'));
  });

  test('leaves `error` out where nothing was thrown, so that even undefined can be', async () => {
    expect('error' in (await capture(cell(() => 1)))).toBe(false);
    expect('error' in (await capture(() => Promise.reject(undefined)))).toBe(true);
  });
});

describe('plainText', () => {
  test('drops white space at line ends and lines at the end', () => {
    expect(plainText({ shown: [{ 'text/plain': 'a  \nb\t' }, { 'text/plain': '\n' }] })).toBe('a\nb');
  });

  test('leaves pictures out', () => {
    expect(plainText({ shown: [{ 'image/svg+xml': '<svg/>' }, { 'text/plain': 'a' }] })).toBe('a');
  });
});

describe('errorText', () => {
  test('names errors, and what is thrown besides', () => {
    expect(errorText(new RangeError('too far'))).toBe('RangeError: too far');
    expect(errorText({ code: 1 })).toBe('Thrown: { code: 1 }');
  });
});

describe('mimeBundle', () => {
  test('is what the value says to notebooks, else text', () => {
    expect(mimeBundle({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>' }) })).toEqual({
      'text/html': '<b>',
    });
    expect(mimeBundle(null)).toEqual({ 'text/plain': 'null' });
    expect(mimeBundle(undefined)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { placeIn } from '../../src/child/place-in.ts';

const error = (...lines: string[]): Error =>
  Object.assign(new Error('x'), { stack: ['Error: x', ...lines].join('\n') });

test('placeIn() finds the first place in a folder', () => {
  const stack = error(
    '    at close (/my course/node_modules/@zero-to-gpt/check/index.js:1:2)',
    '    at add (/my course/01-linalg/add.ts:3:4)',
    '    at other (/my course/01-linalg/b.ts:5:6)',
  );
  expect(placeIn(stack, '/my course')).toBe('01-linalg/add.ts:3:4');
});

test('placeIn() reads frames without a name, and file URLs', () => {
  expect(placeIn(error('    at /c/a.ts:3:4'), '/c')).toBe('a.ts:3:4');
  expect(placeIn(error('    at async file:///c/a.ts:3:4'), '/c')).toBe('a.ts:3:4');
});

test('placeIn() passes over the entry of a bundle, which is no file of the learner', () => {
  expect(placeIn(error('    at /c/zero-to-gpt:2:1'), '/c')).toBeUndefined();
});

test('placeIn() finds nothing elsewhere, nor in what is no error', () => {
  expect(placeIn(error('    at add (/d/a.ts:3:4)'), '/c')).toBeUndefined();
  expect(placeIn('text', '/c')).toBeUndefined();
});

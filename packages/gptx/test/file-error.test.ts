import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fileError } from '../src/file-error.ts';

const thrown = (f: () => unknown): unknown => {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('fileError() says in words what failed and why, and keeps code and cause', () => {
  const cause = thrown(() => readFileSync('/no/such/file'));
  const error = fileError('read text x', cause) as NodeJS.ErrnoException;
  expect(error.message).toBe('Cannot read text x: no such file or folder');
  expect(error.code).toBe('ENOENT');
  expect(error.cause).toBe(cause);
});

test('fileError() says that the disk is full', () => {
  const cause = Object.assign(new Error('ENOSPC: …'), { code: 'ENOSPC', syscall: 'write' });
  expect((fileError('write a', cause) as Error).message).toBe('Cannot write a: the disk is full');
});

test('fileError() leaves errors of other kinds alone', () => {
  const error = new RangeError('Cannot use x');
  expect(fileError('read a', error)).toBe(error);
});

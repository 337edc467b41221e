import { importsOf, strayImports } from '@zero-to-gpt/lesson-kit/exercise';
import { expect, test } from 'vitest';

const source = `
// import { no } from 'comment';
import { a, b } from '@zero-to-gpt/linalg';
import type { C } from '@zero-to-gpt/optim';
import {
  d,
} from './d.ts';
import '@zero-to-gpt/linalg/testing';
export { e } from 'e';
const f = await import('node:fs');
type S = typeof import('./solution.ts');
`;

test('importsOf() finds imports of every form', () => {
  expect(importsOf(source)).toEqual([
    { from: '@zero-to-gpt/linalg', typeOnly: false },
    { from: '@zero-to-gpt/optim', typeOnly: true },
    { from: './d.ts', typeOnly: false },
    { from: 'e', typeOnly: false },
    { from: '@zero-to-gpt/linalg/testing', typeOnly: false },
    { from: 'node:fs', typeOnly: false },
    { from: './solution.ts', typeOnly: true },
  ]);
});

test('strayImports() allows the check and the chapters named, and a check the type of its solution', () => {
  const stray = ['@zero-to-gpt/optim', './d.ts', 'e', 'node:fs'];
  expect(strayImports(source, ['linalg'], { solution: true })).toEqual(stray);
  expect(strayImports(source, ['linalg'])).toEqual([...stray, './solution.ts']);
  expect(strayImports("import { check } from '@zero-to-gpt/check';", [])).toEqual([]);
  expect(strayImports("import { f } from './solution.ts';", [], { solution: true })).toEqual(['./solution.ts']);
});

import { linkLesson, parseLesson } from '@zero-to-gpt/lesson-kit';
import { expect, test } from 'vitest';
import { slowCells } from '../../src/vitest/slow-cells.ts';

const cell = (flags: string, code: string) => `\`\`\`ts ${flags}\n${code}\n\`\`\``;
const leftOut = (...fences: string[]) => {
  const text = ['---', 'chapter: linalg', 'title: T', 'order: 1', '---', ...fences].join('\n');
  const lesson = parseLesson(text, 't.md');
  return [...slowCells(lesson.cells, linkLesson(lesson, { url: ({ id }) => id, host: 'node' }))];
};

test('slowCells() are those that say so and all that build on them', () => {
  const cells = [
    cell('run id=a', 'const x = 1'),
    cell('run slow id=b', 'const y = x'),
    cell('run id=c', 'const z = y'),
  ];
  expect(leftOut(...cells, cell('run id=d', 'z'), cell('run id=e', 'x'))).toEqual(['b', 'c', 'd']);
});

test('slowCells() are not those that use a name which was declared anew', () => {
  const cells = [cell('run slow id=a', 'const x = 1'), cell('run id=b', 'const x = 2'), cell('run id=c', 'x')];
  expect(leftOut(...cells)).toEqual(['a']);
});

test('slowCells() passes over what cannot be read', () => {
  expect(leftOut(cell('run slow id=a', 'const = 1'), cell('run id=b', '1'))).toEqual(['a']);
});

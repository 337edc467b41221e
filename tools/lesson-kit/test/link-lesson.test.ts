import { linkLesson, parseLesson } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const link = (host: 'node' | 'browser', ...fences: string[]) => {
  const text = ['---', 'chapter: linalg', 'title: T', 'order: 1', '---', ...fences].join('\n');
  return linkLesson(parseLesson(text, 't.md'), { url: ({ id }) => `t.md?${id}`, host });
};
const cell = (flags: string, code: string) => `\`\`\`ts ${flags}\n${code}\n\`\`\``;
const message = (linked: unknown) => (linked instanceof SyntaxError ? linked.message : 'linked');

describe('linkLesson', () => {
  test('links cells to the ones above them', () => {
    const linked = link('node', cell('run id=a', 'let x = 1'), cell('run id=b', 'x = 2'));
    expect(linked.get('b')).toMatchObject({ uses: ['x'] });
    expect(linked.get('b')).toHaveProperty('code', expect.stringContaining('from "t.md?a"'));
  });

  test('leaves cells of browsers out in Node, and says so where their names are used', () => {
    const fences = [cell('run browser id=a', 'const x = 1'), cell('run id=b', 'x')];
    expect([...link('node', ...fences)].map(([id, linked]) => [id, message(linked)])).toEqual([
      ['b', 'Cannot use x: the cell of line 6 that declares it runs in browsers only (10:1)'],
    ]);
    expect([...link('browser', ...fences).keys()]).toEqual(['a', 'b']);
  });

  test('keeps names of cells that throw or are not run from later cells', () => {
    const linked = link(
      'node',
      cell('run throws id=a', 'const x = 1; throw x'),
      cell('no-run id=b', 'const y = 1'),
      cell('run id=c', 'x'),
      cell('run id=d', 'y'),
    );
    expect(message(linked.get('c'))).toBe('Cannot use x: the cell of line 6 that declares it throws (13:1)');
    expect(message(linked.get('d'))).toBe('Cannot use y: the cell of line 9 that declares it is not run (16:1)');
    expect(linked.has('b')).toBe(false);
  });

  test('keeps an earlier name in force where a cell that throws declares it again', () => {
    const linked = link(
      'node',
      cell('run id=a', 'const x = 1'),
      cell('run throws', 'const x = 2; throw x'),
      cell('run id=c', 'x'),
    );
    expect(linked.get('c')).toHaveProperty('code', expect.stringContaining('from "t.md?a"'));
  });

  test('links the other cells where one cannot be read', () => {
    const linked = link('node', cell('run id=a', 'const = 1'), cell('run id=b', '2'));
    expect(message(linked.get('a'))).toBe('Unexpected token (7:7)');
    expect(message(linked.get('b'))).toBe('linked');
  });
});

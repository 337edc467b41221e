import { parseLesson } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';
import { type CellUpdate, rewrite } from '../../src/vitest/rewrite.ts';

const head = ['---', 'chapter: a', 'title: T', 'order: 1', '---', ''];
const body = (lines: string, ...updates: (Omit<CellUpdate, 'cell'> | undefined)[]) => {
  const text = [...head, lines].join('\n');
  const { cells } = parseLesson(text, '01-t.md');
  const known = cells.flatMap((cell, i) => (updates[i] ? [{ cell, ...updates[i] }] : []));
  return rewrite(text, known).slice(head.join('\n').length + 1);
};
const cell = '```ts run id=a\n1\n```';
const picture = { src: 'pictures/01-t-a.svg', alt: 'a point' };

describe('rewrite', () => {
  test('writes an output block below its cell', () => {
    expect(body(`${cell}\n\ntext`, { output: '1\n2' })).toBe(`${cell}\n\n\`\`\`output\n1\n2\n\`\`\`\n\ntext`);
  });

  test('replaces an output block, wherever lines move', () => {
    const old = `${cell}\n\n\`\`\`output\nold\nold\n\`\`\``;
    const after = `${cell}\n\n\`\`\`output\n1\n\`\`\``;
    const second = (text: string) => `\n\n${text.replace('id=a', 'id=b')}`;
    expect(body(old + second(old), { output: '1' }, { output: '1' })).toBe(after + second(after));
    expect(body(old + second(old), undefined, { output: '1' })).toBe(old + second(after));
  });

  test('leaves a page that is right as it is', () => {
    const page = `${cell}\n\n\`\`\`\`output\n1\n\`\`\`\`\n\n![mine](pictures/01-t-a.svg)\n`;
    expect(body(page, { output: '1', picture })).toBe(page);
  });

  test('removes the output block of a cell that prints nothing', () => {
    expect(body(`${cell}\n\n\`\`\`output\n1\n\`\`\`\n\ntext`, { output: '' })).toBe(`${cell}\n\ntext`);
  });

  test('writes a picture below the output, and keeps the words of one that is there', () => {
    expect(body(cell, { output: '1', picture })).toBe(
      `${cell}\n\n\`\`\`output\n1\n\`\`\`\n\n![a point](pictures/01-t-a.svg)`,
    );
    expect(body(cell, { output: '', picture })).toBe(`${cell}\n\n![a point](pictures/01-t-a.svg)`);
    const mine = `${cell}\n\n![mine](pictures/01-t-a.svg)`;
    expect(body(mine, { output: '', picture })).toBe(mine);
  });

  test('removes the picture of a cell that draws no longer', () => {
    expect(body(`${cell}\n\n![mine](pictures/01-t-a.svg)\n\ntext`, { output: '' })).toBe(`${cell}\n\ntext`);
  });

  test('fences output that holds fences', () => {
    expect(body(cell, { output: 'a\n````\nb' })).toBe(`${cell}\n\n\`\`\`\`\`output\na\n\`\`\`\`\nb\n\`\`\`\`\``);
  });
});

import { readFileSync } from 'node:fs';
import { parseLesson, toPage } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const text = readFileSync(new URL('./fixtures/chapter/lesson/01-sums.md', import.meta.url), 'utf8');
const lesson = parseLesson(text, 'lesson/01-sums.md');
const page = toPage(lesson, { picture: () => '<svg></svg>' });
const cell = (id: string) => page.blocks.find((block) => block.type === 'cell' && block.id === id);

describe('toPage', () => {
  test('is plain data with title, chapter and order', () => {
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    expect(page).toMatchObject({ name: '01-sums', chapter: 'linalg', title: 'Sums: one number from many', order: 1 });
  });

  test('renders prose, with TeX left for who shows it', () => {
    expect(page.blocks[0]).toEqual({
      type: 'prose',
      html: '<h1>Sums</h1>\n<p>A cell prints its last value. In mathematics, <span class="math">a_1 + a_2 + a_3 = \\sum_i a_i</span>.</p>\n',
    });
  });

  test('follows links that are defined elsewhere on the page', () => {
    expect(page.blocks.at(-1)).toHaveProperty(
      'html',
      expect.stringContaining('<a href="https://example.org">its home</a>'),
    );
  });

  test('gives cells their code, flags, line, output and picture', () => {
    expect(cell('cell-4')).toMatchObject({
      line: 39,
      throws: true,
      code: expect.stringContaining('throw new RangeError'),
      output: 'before\nRangeError: Cannot sum: found 16',
    });
    expect(cell('picture')).toHaveProperty('picture', {
      alt: 'Two points, the right one is the sum',
      src: 'pictures/01-sums-picture.svg',
      svg: '<svg></svg>',
    });
  });

  test('needs no picture files', () => {
    const { blocks } = toPage(lesson);
    expect(blocks.find((block) => block.type === 'cell' && block.id === 'picture')).not.toHaveProperty('picture.svg');
  });

  test('lists exercises and widgets', () => {
    expect(page.blocks).toContainEqual({ type: 'exercise', id: 'add' });
    expect(page.blocks).toContainEqual({ type: 'widget', name: 'descent', options: { rate: 0.1 } });
  });
});

import { readFileSync } from 'node:fs';
import { parseLesson, toNotebook } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const text = readFileSync(new URL('./fixtures/chapter/lesson/01-sums.md', import.meta.url), 'utf8');
const versions = { '@zero-to-gpt/lesson-kit': '^1.2.0', '@observablehq/plot': '^0.6.17' };
const notebook = toNotebook(parseLesson(text, 'lesson/01-sums.md'), {
  versions,
  picture: (src) => (src === 'pictures/01-sums-picture.svg' ? '<svg>\n</svg>\n' : undefined),
});
const cell = (id: string) => notebook.cells.find((one) => one.id === id);
const code = (source: string) => {
  const page = ['---', 'chapter: a', 'title: T', 'order: 1', '---', '```ts run', source, '```'].join('\n');
  return toNotebook(parseLesson(page, 'a.md'), { versions }).cells[0]!.source.join('');
};

describe('toNotebook', () => {
  test("is a notebook of Deno's kernel in format 4.5", () => {
    expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: 'deno' } } });
  });

  test('gives every cell an id of its own that the format allows', () => {
    const ids = notebook.cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Za-z0-9_-]{1,64}$/.test(id))).toEqual([]);
  });

  test('keeps the lesson in its order: code that runs, and text for the rest', () => {
    expect(notebook.cells.map(({ cell_type, id }) => `${cell_type} ${id}`)).toEqual([
      'markdown prose-7',
      'code sum',
      'markdown prose-22',
      'code cell-2',
      'code picture',
      'markdown prose-37',
      'code cell-4',
      'code time',
      'markdown cell-6',
      'markdown cell-7',
      'markdown exercise-65',
      'markdown widget-69',
      'markdown prose-73',
    ]);
  });

  test('holds outputs as the page shows them', () => {
    expect(cell('sum')).toMatchObject({
      execution_count: null,
      outputs: [{ output_type: 'stream', name: 'stdout', text: ['total is 6\n', "[ 6, -0, 'x' ]\n"] }],
    });
    expect(cell('cell-2')?.outputs).toEqual([]);
  });

  test('holds pictures', () => {
    expect(cell('picture')?.outputs).toEqual([
      { output_type: 'display_data', metadata: {}, data: { 'image/svg+xml': ['<svg>\n', '</svg>\n'] } },
    ]);
  });

  test('lets a run go on behind a cell that throws', () => {
    expect(cell('cell-4')?.metadata).toEqual({ tags: ['raises-exception'] });
    expect(cell('sum')?.metadata).toEqual({});
  });

  test('says where exercises and interactive pieces are', () => {
    expect(cell('exercise-65')?.source).toEqual(['**Exercise `add`:** `npx zero-to-gpt start add`']);
    expect(cell('widget-69')?.source.join('')).toContain('descent');
  });

  test('links to the notebooks of other lessons', () => {
    expect(cell('prose-73')?.source[0]).toContain('[the next lesson](02-products.ipynb#why)');
  });

  test.each([
    ["import * as Plot from '@observablehq/plot';", "import * as Plot from 'npm:@observablehq/plot@^0.6.17';"],
    [
      "import { plot } from '@zero-to-gpt/lesson-kit/plot'",
      "import { plot } from 'npm:@zero-to-gpt/lesson-kit@^1.2.0/plot'",
    ],
    ['import {\n  a,\n  type B,\n} from "other"', 'import {\n  a,\n  type B,\n} from "npm:other"'],
    ["import 'polyfill/all.js';", "import 'npm:polyfill/all.js';"],
    ["const a = await import('other');", "const a = await import('npm:other');"],
    ["import { readFile } from 'node:fs/promises';", "import { readFile } from 'node:fs/promises';"],
    ["console.log('learn from', 'data', \"from 'other'\");", "console.log('learn from', 'data', \"from 'other'\");"],
  ])('takes packages from npm: %j', (before, after) => {
    expect(code(before)).toBe(after);
  });
});

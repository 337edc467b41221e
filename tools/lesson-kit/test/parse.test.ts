import { readFileSync } from 'node:fs';
import { parseLesson } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const file = new URL('./fixtures/chapter/lesson/01-sums.md', import.meta.url);
const lesson = parseLesson(readFileSync(file, 'utf8'), 'lesson/01-sums.md');

/** A lesson that holds the text below its front matter, from line 6 on. */
const page = (...lines: string[]) =>
  parseLesson(['---', 'chapter: linalg', 'title: Sums', 'order: 1', '---', ...lines].join('\n'), 'lesson/01-sums.md');

describe('parseLesson', () => {
  test('reads the front matter', () => {
    const { name, chapter, title, order } = lesson;
    expect({ name, chapter, title, order }).toEqual({
      name: '01-sums',
      chapter: 'linalg',
      title: 'Sums: one number from many',
      order: 1,
    });
  });

  test('reads the blocks in the order of the page', () => {
    const seen = lesson.blocks.map((block) => `${block.line} ${'id' in block ? block.id : block.type}`);
    expect(seen).toEqual([
      '7 prose',
      '11 sum',
      '22 prose',
      '24 cell-2',
      '28 picture',
      '37 prose',
      '39 cell-4',
      '49 time',
      '57 cell-6',
      '61 cell-7',
      '65 add',
      '69 widget',
      '73 prose',
    ]);
  });

  test('gives a cell its code, its output and the line of each', () => {
    const [cell] = lesson.cells;
    expect(cell?.code.split('\n').at(-1)).toBe("[total, -0, 'x'];");
    expect(cell?.end).toBe(16);
    expect(cell?.output).toEqual({ text: "total is 6\n[ 6, -0, 'x' ]", line: 17, end: 21 });
  });

  test('gives a cell the picture below it', () => {
    expect(lesson.cells[2]?.picture).toEqual({
      alt: 'Two points, the right one is the sum',
      src: 'pictures/01-sums-picture.svg',
      line: 35,
    });
  });

  test('reads the flags of cells', () => {
    const flags = lesson.cells.map(({ run, throws, browser, volatile }) =>
      [run && 'run', throws && 'throws', browser && 'browser', volatile && 'volatile'].filter(Boolean).join(' '),
    );
    expect(flags).toEqual(['run', 'run', 'run', 'run throws', 'run volatile', 'run browser', '']);
    expect(page('```ts run timeout=1500', '1', '```').cells[0]?.timeout).toBe(1500);
  });

  test('reads the options of a widget', () => {
    expect(lesson.blocks.find((block) => block.type === 'widget')).toMatchObject({
      name: 'descent',
      options: { rate: 0.1 },
    });
    expect(page('```widget plane', '```').blocks[0]).toMatchObject({ name: 'plane', options: {} });
  });

  test('leaves plain examples, other languages and pictures of no cell to the prose', () => {
    const { blocks } = page('```ts', 'one;', '```', '', '```sh', 'ls', '```', '', '![a](pictures/01-sums-b.svg)');
    expect(blocks.map(({ type }) => type)).toEqual(['prose']);
  });

  test('reads line ends of Windows', () => {
    expect(page('```ts run\r', '1;\r', '2;\r', '```\r').cells[0]?.code).toBe('1;\n2;');
  });

  test('reads fences of any length', () => {
    expect(page('`````ts run', '"````";', '`````').cells[0]?.code).toBe('"````";');
  });

  test.each([
    [
      '```ts run fast\n1\n```',
      6,
      'found "fast", wanted one of run, no-run, throws, browser, volatile, slow, id=NAME, timeout=MS',
    ],
    ['```ts run throws=yes\n1\n```', 6, 'found "throws=yes", wanted one of'],
    ['```ts run id\n1\n```', 6, 'found "id", wanted one of'],
    ['```ts run id=Big\n1\n```', 6, 'found id=Big, wanted a name of its own in kebab-case'],
    ['```ts run id=cell-3\n1\n```', 6, 'found id=cell-3, wanted a name of its own'],
    ['```ts run throws throws\n1\n```', 6, 'found throws twice, wanted it once'],
    ['```ts run timeout=1s\n1\n```', 6, 'found timeout=1s, wanted milliseconds as timeout=30000'],
    ['text\n\n```ts run\n1', 8, 'the ts block is not closed'],
    ['```ts run id=a\n1\n```\n```ts run id=a\n1\n```', 9, 'found id=a twice, wanted ids of their own'],
    ['- item\n  ```ts run\n  1\n  ```', 7, 'found a ts block inside a list or a quote, wanted it at the left margin'],
    ['> ```output\n> 1\n> ```', 6, 'found a output block inside a list or a quote'],
    ['```output\n1\n```', 6, 'found an output block, wanted the cell that prints it right above'],
    ['```ts run\n1\n```\ntext\n```output\n1\n```', 10, 'found an output block, wanted the cell'],
    [
      '```ts run\n1\n```\n```output\n1\n```\n```output\n1\n```',
      12,
      'found a second output block for the cell of line 6',
    ],
    ['```output x\n1\n```', 6, 'found "output x", wanted "output" alone'],
    [
      '```ts run id=a\n1\n```\n\n![b](pictures/01-sums-a.svg)\n\n```output\n1\n```',
      12,
      'found an output block below the picture',
    ],
    ['```ts run id=a\n1\n```\n\n![](pictures/01-sums-a.svg)', 10, 'found a picture without text'],
    ['```exercise\nTwo Words\n```', 6, 'found exercise "Two Words", wanted one id in kebab-case'],
    ['```exercise add\n```', 6, 'found "exercise add", wanted "exercise" alone, the id stands in its body'],
    ['```widget\n{}\n```', 6, 'found "widget", wanted "widget NAME" in kebab-case'],
    ['```widget a\n{ a }\n```', 6, "the widget's body is no JSON"],
    ['```widget a\n[1]\n```', 6, 'found [1], wanted an object of options in JSON'],
  ])('refuses %j', (text, line, message) => {
    expect(() => page(text)).toThrow(SyntaxError);
    expect(() => page(text)).toThrow(`Cannot read lesson/01-sums.md:${line}: ${message}`);
  });

  test.each([
    ['# Sums', 1, 'found no front matter, wanted chapter, title and order between two lines "---"'],
    ['---\nchapter: linalg\n', 1, 'found no front matter'],
    ['---\nchapter: linalg\ntitle: [Sums\norder: 1\n---', 4, 'Flow sequence in block collection'],
    ['---\nchapter: linalg\norder: 1\n---', 1, 'found title: nothing, wanted text'],
    ['---\nchapter: linalg\ntitle: Sums\norder: first\n---', 4, 'found order: "first", wanted a number'],
    ['---\n---', 1, 'found order: nothing, wanted a number'],
  ])('refuses the front matter of %j', (text, line, message) => {
    expect(() => parseLesson(text, 'a.md')).toThrow(`Cannot read a.md:${line}: ${message}`);
  });
});

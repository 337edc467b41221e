import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLesson } from '@zero-to-gpt/lesson-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { openPage } from '../../src/vitest/page.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
const file = join(folder, '01-t.md');
afterAll(() => rmSync(folder, { recursive: true }));

const open = (body: string, update = false) => {
  const text = `---\nchapter: a\ntitle: T\norder: 1\n---\n${body}\n`;
  writeFileSync(file, text);
  return openPage(parseLesson(text, file), update);
};
const cell = (flags = '', ...below: string[]) => [`\`\`\`ts run ${flags}`, '1', '```', ...below].join('\n');
const output = (text: string) => `\`\`\`output\n${text}\n\`\`\``;
const value = (__value: unknown) => async () => ({ __value });
const throwing = (error: unknown) => () => Promise.reject(error);
const picture = (svg: string) => value({ [Symbol.for('Jupyter.display')]: () => ({ 'image/svg+xml': svg }) });
const differences = async (page: ReturnType<typeof open>, load: () => Promise<Record<string, unknown>>) =>
  (await page.run(0, load)).filter(({ found, wanted }) => found !== wanted);
const image = '![see](pictures/01-t-a.svg)';
const svg = '<svg><title>A point</title><path d="M1.25,2"/></svg>';
const store = (text: string) => {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  writeFileSync(join(folder, 'pictures/01-t-a.svg'), text);
};
const body = () => readFileSync(file, 'utf8').split('---\n')[2];

describe('a page that is compared', () => {
  test('finds no difference where a cell prints what the page shows', async () => {
    expect(await differences(open(cell('', output('[ 1 ]'))), value([1]))).toEqual([]);
    expect(await differences(open(cell()), value(undefined))).toEqual([]);
  });

  test('finds other output', async () => {
    expect(await differences(open(cell('', output('[ 2 ]'))), value([1]))).toEqual([
      { found: '[ 1 ]', wanted: '[ 2 ]', about: 'what the cell prints' },
    ]);
  });

  test('finds output that the page hides', async () => {
    expect(await differences(open(cell()), value([1]))).toMatchObject([
      { found: '[ 1 ]', wanted: '', about: expect.stringContaining('no output block') },
    ]);
  });

  test('runs volatile cells and asks only whether they print', async () => {
    expect(await differences(open(cell('volatile', output('9 ms'))), value('8 ms'))).toEqual([]);
    expect(await differences(open(cell('volatile', output('9 ms'))), value(undefined))).toHaveLength(1);
  });

  test('throws the error of a cell on', async () => {
    await expect(differences(open(cell()), throwing(new RangeError('no')))).rejects.toThrow(new RangeError('no'));
  });

  test('ends the output of a cell that throws with its error', async () => {
    expect(await differences(open(cell('throws', output('RangeError: no'))), throwing(new RangeError('no')))).toEqual(
      [],
    );
  });

  test('finds a cell that should throw and does not', async () => {
    expect(await differences(open(cell('throws')), value(1))).toMatchObject([{ found: 'nothing', wanted: 'an error' }]);
  });

  test('compares pictures up to a hundredth', async () => {
    store(svg);
    expect(await differences(open(cell('id=a', '', image)), picture(svg.replace('1.25', '1.26')))).toEqual([]);
    expect(await differences(open(cell('id=a', '', image)), picture(svg.replace('1.25', '9')))).toHaveLength(1);
  });

  test('finds pictures that the page does not show, shows without reason, or lacks', async () => {
    expect(await differences(open(cell('id=a')), picture(svg))).toHaveLength(1);
    expect(await differences(open(cell('id=a', '', image)), value(undefined))).toHaveLength(1);
    rmSync(join(folder, 'pictures'), { recursive: true });
    expect(await differences(open(cell('id=a', '', image)), picture(svg))).toHaveLength(1);
  });

  test('names pictures of no cell', () => {
    store(svg);
    expect(open(cell('id=b')).strayPictures()).toEqual(['pictures/01-t-a.svg']);
    expect(open(cell('id=a')).strayPictures()).toEqual([]);
    expect(open(`text ${image}`).strayPictures()).toEqual([]);
  });
});

describe('a page that is updated', () => {
  const update = async (page: ReturnType<typeof open>, load: () => Promise<Record<string, unknown>>) => {
    const found = await differences(page, load);
    page.close();
    return found;
  };

  test('shows what its cells print', async () => {
    expect(await update(open(cell('', output('old')), true), value([1]))).toEqual([]);
    expect(body()).toBe(`${cell('', output('[ 1 ]'))}\n`);
  });

  test('shows pictures, with their title to begin with', async () => {
    rmSync(join(folder, 'pictures'), { recursive: true });
    await update(open(cell('id=a'), true), picture(svg));
    expect(body()).toBe(`${cell('id=a')}\n\n![A point](pictures/01-t-a.svg)\n`);
    expect(readFileSync(join(folder, 'pictures/01-t-a.svg'), 'utf8')).toBe(svg);
  });

  test('keeps a picture that differs by rounding only', async () => {
    store(svg);
    await update(open(cell('id=a', '', image), true), picture(svg.replace('1.25', '1.26')));
    expect(readFileSync(join(folder, 'pictures/01-t-a.svg'), 'utf8')).toBe(svg);
  });

  test('removes the picture of a cell that draws no longer', async () => {
    store(svg);
    await update(open(cell('id=a', '', image), true), value(undefined));
    expect(body()).toBe(`${cell('id=a')}\n`);
    expect(existsSync(join(folder, 'pictures/01-t-a.svg'))).toBe(false);
  });

  test('wants an id where a cell draws', async () => {
    expect(await update(open(cell(), true), picture(svg))).toMatchObject([{ found: 'no id', wanted: 'id=NAME' }]);
  });

  test('keeps the stored output of volatile cells', async () => {
    await update(open(cell('volatile', output('9 ms')), true), value('8 ms'));
    expect(body()).toBe(`${cell('volatile', output('9 ms'))}\n`);
  });

  test('leaves cells that fail as they are', async () => {
    const page = open(cell('', output('old')), true);
    await expect(differences(page, throwing(new Error('broken')))).rejects.toThrow('broken');
    page.close();
    expect(body()).toBe(`${cell('', output('old'))}\n`);
  });

  test('does not write over a page that changed meanwhile, and leaves nothing behind', async () => {
    const page = open(cell('', output('old')), true);
    await differences(page, value([1]));
    writeFileSync(file, 'changed');
    expect(() => page.close()).toThrow(`Cannot update ${file}: it changed while its cells ran`);
    expect(readFileSync(file, 'utf8')).toBe('changed');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

import type { Lesson } from '../lesson.ts';

/** Where the tests of a lesson find what they need. */
export interface LessonTestsOptions {
  /** The module that exports `openPage`. */
  page: string;
  /** The module of a cell. */
  url: (cell: string) => string;
  /** The folder of the chapter's exercises. */
  exercises: string;
  /** Cells that are no tests this time. */
  leftOut: ReadonlySet<string>;
}

/** The test file of a lesson: every test stands at the Markdown line of its block, so that a failure points there. */
export function lessonTests(lesson: Lesson, { page, url, exercises, leftOut }: LessonTestsOptions): string {
  const lines = Array.from({ length: lesson.text.split('\n').length }, () => '');
  const add = (line: number, code: string) => {
    lines[line - 1] += code;
  };
  add(1, `import { existsSync } from 'node:fs'; import { afterAll, expect, test } from 'vitest'; `);
  add(1, `import { openPage } from ${JSON.stringify(page)}; `);
  add(1, `const page = openPage(${JSON.stringify({ ...lesson, blocks: undefined })}); afterAll(() => page.close());`);
  for (const [i, cell] of lesson.cells.entries()) {
    const name = JSON.stringify(`${cell.id} (line ${cell.line})`);
    if (!cell.run || leftOut.has(cell.id)) continue;
    if (cell.browser) {
      add(cell.line, `test(${name}, ({ skip }) => skip('runs in browsers only'));`);
      continue;
    }
    const run = `await page.run(${i}, () => import(${JSON.stringify(url(cell.id))}))`;
    const compare = `for (const { found, wanted, about } of ${run}) expect(found, about).toBe(wanted);`;
    const patience = cell.timeout ? `, ${10 * cell.timeout}` : ''; // a reader's machine does nothing else: one of tests may
    add(cell.line, `test(${name}, async () => { ${compare} }${patience});`);
  }
  for (const block of lesson.blocks) {
    if (block.type !== 'exercise') continue;
    const folder = JSON.stringify(`${exercises}/${block.id}/exercise.md`);
    const test = `expect(existsSync(${folder}), 'exercises/${block.id}/exercise.md is there').toBe(true)`;
    add(block.line, `test('exercise ${block.id} (line ${block.line})', () => { ${test}; });`);
  }
  add(lines.length, `test('every picture is of a cell', () => { expect(page.strayPictures()).toEqual([]); });`);
  return lines.join('\n');
}

import type { Page } from '@zero-to-gpt/browsers';
import type { Cell, Lesson } from '@zero-to-gpt/lesson-kit';
import { expect } from 'vitest';
import type { CellElement } from './elements.ts';
import { inPage } from './reader.ts';

/** Runs every cell of a lesson's page, from top to bottom, and compares each with what the page promises. */
export async function runLesson(page: Page, { cells }: Lesson): Promise<void> {
  const inOrder = await inPage(page, () =>
    [...document.querySelectorAll<CellElement>('zg-cell')].map((cell) => cell.dataset.cell),
  );
  expect(inOrder).toEqual(cells.map(({ id }) => id));
  for (const cell of cells.filter(({ run }) => run)) {
    const { ok, error, plain, picture } = await inPage(page, runCell, cell.id);
    const about = `cell ${cell.id}, line ${cell.line}`;
    expect({ ok, error: cell.throws ? undefined : error }, about).toEqual({ ok: !cell.throws, error: undefined });
    if (cell.throws) expect(withError(plain, error), about).toBe(wanted(cell));
    else if (cell.volatile) expect(plain !== '', about).toBe(wanted(cell) !== '');
    else expect(plain, about).toBe(wanted(cell));
    expect(picture, `picture of ${about}`).toBe(cell.picture !== undefined);
  }
}

/** Runs in the page. */
async function runCell(id: string) {
  const cell = document.querySelector<CellElement>(`zg-cell[data-cell="${id}"]`)!; // it was counted before
  const { ok, error } = await cell.run();
  const drawn = cell.querySelector('.zg-output svg, .zg-output img');
  return { ok, error, plain: cell.plain, picture: drawn !== null && drawn.getBoundingClientRect().height > 50 };
}

const wanted = ({ output }: Cell): string => output?.text ?? '';

/** A lesson's text of a cell that throws ends with the error. */
function withError(plain: string, error?: { readonly name: string; readonly message: string }): string {
  const says = error ? `${error.name}: ${error.message}` : '';
  return plain.endsWith(says) ? plain : [plain, says].filter((text) => text !== '').join('\n');
}

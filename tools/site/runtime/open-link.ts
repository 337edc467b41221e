import type { CellElement } from './cell.ts';
import { notice } from './notice.ts';

/** Shows the code that the page's address brings, in its cell; what cannot be read is said, and nothing else happens. */
export async function openLink(): Promise<void> {
  const { hash } = location;
  if (!hash.startsWith('#zg=')) return;
  const { decode } = await import('./share.ts');
  const found = await decode(hash);
  if (!found || location.hash !== hash) return;
  if ('problem' in found) {
    notice(found.problem);
    return;
  }
  const cells = [...document.querySelectorAll<CellElement>('zg-cell')];
  const cell = cells.find(({ name, runs }) => runs && name === found.cell);
  if (cell) cell.open(found.code);
  else notice(`This link brings code for a cell “${found.cell}”, which this page does not have.`);
}

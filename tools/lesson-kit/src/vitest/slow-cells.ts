import type { Cell } from '../lesson.ts';
import type { LinkedCell } from '../link.ts';

/** The ids of the cells that are marked `slow`, and of those that use a name of one. */
export function slowCells(
  cells: readonly Cell[],
  linked: ReadonlyMap<string, LinkedCell | SyntaxError>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const owners = new Map<string, string>(); // name → the cell whose declaration counts
  for (const { id, slow } of cells) {
    const cell = linked.get(id);
    const uses = cell && !(cell instanceof SyntaxError) ? cell.uses : [];
    if (slow || uses.some((name) => found.has(owners.get(name) ?? ''))) found.add(id);
    if (cell && !(cell instanceof SyntaxError)) for (const name of cell.names.keys()) owners.set(name, id);
  }
  return found;
}

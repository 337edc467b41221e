import { linkCell } from '@zero-to-gpt/lesson-kit/run';
import type { PageCell } from './cells.ts';
import { cureOfName } from './cures.ts';
import { nearest } from './nearest.ts';

/** What is known around a cell that failed. */
export interface Surroundings {
  /** The name of the cell. */
  readonly cell: string;
  /** All cells of the page, in order. */
  readonly page: readonly PageCell[];
  /** Whether a cell has run to its end. */
  readonly isDone: (cell: string) => boolean;
  /** The names that the cell sees, and their values. */
  readonly names: ReadonlySet<string>;
  readonly value: (name: string) => unknown;
  /** What packages export, by specifier. */
  readonly exports: (specifier: string) => Promise<readonly string[]>;
  /** Packages that may be searched for a name. */
  readonly specifiers: readonly string[];
}

/** What to do about a name that nobody declares. */
export async function cureOfUndefined(name: string, around: Surroundings): Promise<string | undefined> {
  const { page, cell, isDone, specifiers, exports, names } = around;
  const here = page.findIndex((other) => other.cell === cell);
  const declaring = page
    .map((other, i) => ({ ...other, i }))
    .filter(({ code, i }) => i !== here && declares(code, name));
  const above = declaring.findLast(({ i }) => i < here);
  if (above)
    return `The cell ${nameOf(above, page)} declares ${name}: ${isDone(above.cell) ? 'run this one again' : 'run it first, to its end'}`;
  const [below] = declaring;
  if (below) return `${name} is declared further down the page, in the cell ${nameOf(below, page)}`;
  const known = cureOfName(name);
  if (known !== undefined) return known;
  for (const specifier of specifiers)
    if ((await exports(specifier)).includes(name)) return `Write import { ${name} } from '${specifier}'; at the top`;
  if (name === 'Plot') return "Write import * as Plot from '@observablehq/plot'; at the top";
  const near = nearest(name, [...names, ...common]);
  return near === undefined ? `Declare it before: const ${name} = …` : `Did you mean ${near}?`;
}

const common = [
  'console',
  'Math',
  'Number',
  'String',
  'Array',
  'Object',
  'JSON',
  'Map',
  'Set',
  'Promise',
  'performance',
];

/** Whether the top level of a cell declares or imports a name. */
function declares(code: string, name: string): boolean {
  if (!code.includes(name)) return false;
  try {
    return linkCell(code, { url: '' }).names.has(name);
  } catch {
    return false; // a cell that cannot be read declares nothing
  }
}

/** A cell that has no name of its own is called by its place. */
function nameOf({ cell, i }: { cell: string; i: number }, page: readonly PageCell[]): string {
  return /^cell-\d+$/.test(cell) ? `number ${i + 1} of ${page.length}` : `“${cell}”`;
}

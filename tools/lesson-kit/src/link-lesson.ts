import type { Cell, Lesson } from './lesson.ts';
import { type Binding, type LinkedCell, linkCell } from './link.ts';

/** How the cells of a lesson are linked. */
export interface LinkLessonOptions {
  /** Specifier of a cell's module. */
  url: (cell: Cell) => string;
  /** Where the cells run; `browser` cells are left out in Node. */
  host: 'node' | 'browser';
  /** Where a package is loaded from; default: the specifier itself. */
  resolve?: (specifier: string) => string;
}

/**
 * Links the cells that run on a host, in the order of the page: cell id → module. A cell that cannot be linked is its
 * SyntaxError (lines are those of the page), so that the other cells still run.
 */
export function linkLesson(lesson: Lesson, options: LinkLessonOptions): Map<string, LinkedCell | SyntaxError> {
  const linked = new Map<string, LinkedCell | SyntaxError>();
  const prior = new Map<string, Binding>();
  for (const cell of lesson.cells) {
    const result = attempt(cell, prior, options);
    const runs = cell.run && (!cell.browser || options.host === 'browser');
    const why = runs && !cell.throws ? undefined : whyMissing(cell);
    if (runs) linked.set(cell.id, result);
    if (result instanceof SyntaxError) continue;
    for (const [name, binding] of result.names) {
      if (!why) prior.set(name, binding);
      else if (!prior.has(name)) prior.set(name, { ...binding, missing: why }); // else an earlier cell's stays in force
    }
  }
  return linked;
}

function attempt(
  cell: Cell,
  prior: ReadonlyMap<string, Binding>,
  options: LinkLessonOptions,
): LinkedCell | SyntaxError {
  const { resolve } = options;
  try {
    return linkCell(cell.code, { url: options.url(cell), prior, linesBefore: cell.line, ...(resolve && { resolve }) });
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function whyMissing(cell: Cell): string {
  const named = `the cell of line ${cell.line} that declares it`;
  if (!cell.run) return `${named} is not run`;
  return cell.throws ? `${named} throws` : `${named} runs in browsers only`;
}

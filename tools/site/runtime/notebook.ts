import { withVersions } from '@zero-to-gpt/lesson-kit';

/** A cell of a page and its code as the reader left it. */
export interface EditedCell {
  readonly name: string;
  readonly code: string;
}

/** Of a notebook what is read and changed here. */
export interface NotebookJson {
  readonly cells: readonly {
    readonly id?: string;
    readonly cell_type: string;
    readonly source: readonly string[];
    readonly outputs?: readonly unknown[];
  }[];
}

/**
 * The lesson's notebook with the reader's code in it. From the first cell that was edited on, outputs are taken out: they
 * may not hold any more.
 */
export function withEdits<T extends NotebookJson>(
  notebook: T,
  edited: readonly EditedCell[],
  versions: Readonly<Record<string, string>>,
): T {
  const codes = new Map(edited.map(({ name, code }) => [name.slice(0, longestId), code]));
  const ranges = { ...versions, ...versionsIn(notebook) };
  let stale = false;
  const cells = notebook.cells.map((cell) => {
    const code = cell.id === undefined ? undefined : codes.get(cell.id);
    if (code !== undefined) stale = true;
    if (cell.cell_type !== 'code') {
      return code === undefined ? cell : { ...cell, source: lines(`\`\`\`ts\n${code}\n\`\`\``) }; // runs in pages only
    }
    return {
      ...cell,
      ...(code !== undefined && { source: lines(withVersions(code, ranges)) }),
      ...(stale && { outputs: [] }),
    };
  });
  return { ...notebook, cells };
}

/** What nbformat allows. */
const longestId = 64;

/** The versions that the notebook's own cells import. */
function versionsIn({ cells }: NotebookJson): Record<string, string> {
  const code = cells
    .filter(({ cell_type }) => cell_type === 'code')
    .flatMap(({ source }) => source)
    .join('');
  const found = code.matchAll(/['"]npm:((?:@[\w.-]+\/)?[\w.-]+)@([^'"/]+)/g);
  return Object.fromEntries([...found].map(([, name = '', range = '']) => [name, range]));
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

import type { Cell } from '../lesson.ts';

/** What a page is to say about a cell. */
export interface CellUpdate {
  readonly cell: Cell;
  /** '' for a cell that prints nothing: it has no output block. */
  readonly output: string;
  /** The picture; absent where the cell draws none. A picture that is there keeps its text. */
  readonly picture?: { readonly src: string; readonly alt: string };
}

/** The page with its output blocks and pictures brought up to date; all else stays as it is. */
export function rewrite(text: string, updates: readonly CellUpdate[]): string {
  const lines = text.split('\n');
  // from the last line to the first, so that places stay those of the page that was read
  for (const { cell, output, picture } of [...updates].sort((a, b) => b.cell.line - a.cell.line)) {
    if (picture && !cell.picture) {
      const at = (cell.output ?? cell).end - 1;
      lines.splice(at, 0, '', `![${picture.alt}](${picture.src})`);
    } else if (!picture && cell.picture) remove(lines, cell.picture.line - 1, cell.picture.line);
    const block = output === '' ? [] : [`${fence(output)}output`, ...output.split('\n'), fence(output)];
    if (cell.output && block.length === 0) remove(lines, cell.output.line - 1, cell.output.end - 1);
    else if (cell.output && output !== cell.output.text)
      lines.splice(cell.output.line - 1, cell.output.end - cell.output.line, ...block);
    else if (!cell.output && block.length > 0) lines.splice(cell.end - 1, 0, '', ...block);
  }
  return lines.join('\n');
}

/** Takes lines out, with one blank line of those around them. */
function remove(lines: string[], from: number, to: number): void {
  const blank = from > 0 && lines[from - 1]!.trim() === '' ? 1 : 0;
  lines.splice(from - blank, to - from + blank);
}

/** Longer than any run of backticks in the text. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(longest + 1);
}

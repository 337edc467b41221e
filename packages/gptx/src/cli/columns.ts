import { printable } from './printable.ts';

/** One column: a heading and the text below it. */
export interface Column {
  /** First line of the column. */
  readonly title: string;
  /** Text, wrapped to the column's width. */
  readonly text: string;
}

/** How columns are laid out. */
export interface ColumnsOptions {
  /** Characters that a line may have. */
  width?: number;
  /** Lines of text that are shown of each column. */
  rows?: number;
}

/** Lays texts beside each other, wrapped, under their titles. Columns too narrow to read go below each other. */
export function sideBySide(columns: readonly Column[], { width = 80, rows = 16 }: ColumnsOptions = {}): string {
  const gap = ' │ ';
  const each = Math.floor((width - gap.length * (columns.length - 1)) / columns.length);
  if (each < 20 && columns.length > 1) {
    return columns.map((column) => sideBySide([column], { width: Math.max(width, 20), rows })).join('\n\n');
  }
  const blocks = columns.map(({ title, text }) => [
    cut(title, each),
    '─'.repeat(each),
    ...wrap(printable(text), each).slice(0, rows),
  ]);
  const height = Math.max(...blocks.map((block) => block.length));
  const lines = Array.from({ length: height }, (_, i) =>
    blocks
      .map((block) => pad(block[i] ?? '', each))
      .join(gap)
      .trimEnd(),
  );
  return lines.join('\n');
}

const length = (text: string): number => Array.from(text).length; // code points, not UTF-16 units
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - length(text)));
const cut = (text: string, width: number): string => Array.from(text).slice(0, width).join('');

/** Lines of at most `width` characters, broken at spaces where there is one, else inside the word. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let rest = Array.from(paragraph);
    while (rest.length > width) {
      const space = rest.slice(0, width + 1).lastIndexOf(' ');
      const at = space > 0 ? space : width;
      lines.push(rest.slice(0, at).join('').trimEnd());
      rest = rest.slice(space > 0 ? at + 1 : at);
    }
    lines.push(rest.join('').trimEnd());
  }
  return lines;
}

import type { Cell } from '@zero-to-gpt/lesson-kit';
import { attributes, escapeHTML } from './html.ts';

/** What a cell's HTML needs beside the cell. */
export interface CellParts {
  /** Such as `linalg/01-vectors`. */
  readonly lesson: string;
  /** Code as HTML: `<pre><code>…`. */
  readonly code: (source: string) => string;
  /** Width and height of a picture, in pixels, so that nothing moves when it comes. */
  readonly size: (src: string) => PictureSize | undefined;
}

/** In pixels of CSS. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A cell to run: its code and what the page promises that it shows. */
export function cellHTML(cell: Cell, { lesson, code, size }: CellParts): string {
  const { id, line, output, picture } = cell;
  const own = attributes({
    id: `cell-${id}`,
    'data-cell': id,
    'data-line': line,
    'data-lesson': lesson,
    'data-throws': cell.throws,
    'data-no-run': !cell.run,
    'data-volatile': cell.volatile,
    'data-browser': cell.browser,
    'data-timeout': cell.timeout,
  });
  const shown = [
    ...(output ? [textHTML(output.text)] : []),
    ...(picture ? [pictureHTML(picture, size(picture.src))] : []),
  ];
  return `<zg-cell v-pre${own}><div class="zg-code">${code(cell.code)}</div><div class="zg-output">${shown.join('')}</div></zg-cell>\n`;
}

/** Wide lines scroll, so the keyboard must get there. */
function textHTML(text: string): string {
  const wide = text.split('\n').some((line) => line.length > 36);
  return `<pre class="zg-text"${attributes({ tabindex: wide ? 0 : undefined })}>${escapeHTML(text)}</pre>`;
}

function pictureHTML({ src, alt }: { src: string; alt: string }, size: PictureSize | undefined): string {
  const own = attributes({ class: 'zg-picture', src: `./${src}`, alt, ...size, loading: 'lazy', decoding: 'async' });
  return `<img${own}>`;
}

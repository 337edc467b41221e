import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes that a host sends, gzipped where that is of use, by what they are. */
export interface Weight {
  readonly requests: number;
  readonly html: number;
  readonly js: number;
  readonly css: number;
  readonly font: number;
  readonly other: number;
}

/** Files of the site that were asked for, each once. */
export function localFiles(folder: string, url: string, requests: readonly string[]): string[] {
  const paths = requests.filter((request) => request.startsWith(url)).map((request) => new URL(request).pathname);
  return [...new Set(paths)].flatMap((path) => {
    const file = decodeURI(path.slice(new URL(url).pathname.length));
    const found = globSync(
      [file, `${file}.html`, join(file, 'index.html')].filter((name) => name !== ''),
      {
        cwd: folder,
        withFileTypes: true,
      },
    ).find((entry) => entry.isFile());
    return found ? [join(found.parentPath, found.name).slice(folder.length + 1)] : [];
  });
}

/** What it takes to send these files. */
export function weigh(folder: string, files: readonly string[]): Weight {
  const bytes = { html: 0, js: 0, css: 0, font: 0, other: 0 };
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    bytes[kindOf(file)] += /\.(woff2?|png|jpe?g|webp|gz)$/.test(file) ? content.length : gzipSync(content).length;
  }
  return { requests: files.length, ...bytes };
}

function kindOf(file: string): Exclude<keyof Weight, 'requests'> {
  if (/\.html$/.test(file)) return 'html';
  if (/\.m?js$/.test(file)) return 'js';
  if (/\.css$/.test(file)) return 'css';
  return /\.(woff2?|ttf|otf)$/.test(file) ? 'font' : 'other';
}

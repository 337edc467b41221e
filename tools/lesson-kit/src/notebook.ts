import type { Block, Cell, Lesson } from './lesson.ts';

/** What a notebook needs beside the lesson. */
export interface NotebookOptions {
  /** Version range of each package that the cells import, such as `{ '@zero-to-gpt/linalg': '^1.2.0' }`. */
  versions: Readonly<Record<string, string>>;
  /** The stored picture of a cell, as SVG. */
  picture?: (src: string) => string | undefined;
}

/** A Jupyter notebook (nbformat 4.5). */
export interface Notebook {
  /** Major version of the format. */
  readonly nbformat: 4;
  /** Minor version of the format: 5 has cell ids. */
  readonly nbformat_minor: 5;
  /** The kernel, Deno's, and its language. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Prose, code and what stands in for pieces of the site. */
  readonly cells: readonly NotebookCell[];
}

/** A cell of a notebook. */
export interface NotebookCell {
  /** `markdown` is rendered, `code` is run. */
  readonly cell_type: 'markdown' | 'code';
  /** 1 to 64 of `[A-Za-z0-9_-]`, once in a notebook. */
  readonly id: string;
  /** `tags: ['raises-exception']` lets a run go on behind a cell that throws. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The text, in lines that keep their line feeds. */
  readonly source: readonly string[];
  /** null: not run yet. Code cells only. */
  readonly execution_count?: null;
  /** What the lesson says that the cell shows. Code cells only. */
  readonly outputs?: readonly Readonly<Record<string, unknown>>[];
}

/** A lesson as a notebook for Deno's Jupyter kernel: `npm:` specifiers with versions, outputs and pictures included. */
export function toNotebook(lesson: Lesson, options: NotebookOptions): Notebook {
  const ids = new Set<string>(lesson.cells.map(({ id }) => id.slice(0, longest)));
  const cells = lesson.blocks.map((block): NotebookCell => {
    if (block.type === 'cell' && block.run && !block.browser) return codeCell(block, options);
    const id = block.type === 'cell' ? block.id.slice(0, longest) : freeId(`${block.type}-${block.line}`, ids);
    return { cell_type: 'markdown', id, metadata: {}, source: sourceLines(asMarkdown(block)) };
  });
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'Deno', language: 'typescript', name: 'deno' },
      language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript' },
    },
    cells,
  };
}

const longest = 64;

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}

function codeCell(cell: Cell, { versions, picture }: NotebookOptions): NotebookCell {
  const svg = cell.picture && picture?.(cell.picture.src);
  return {
    cell_type: 'code',
    id: cell.id.slice(0, longest),
    metadata: cell.throws ? { tags: ['raises-exception'] } : {},
    source: sourceLines(withVersions(cell.code, versions)),
    execution_count: null,
    outputs: [
      ...(cell.output ? [{ output_type: 'stream', name: 'stdout', text: sourceLines(`${cell.output.text}\n`) }] : []),
      ...(svg ? [{ output_type: 'display_data', metadata: {}, data: { 'image/svg+xml': sourceLines(svg) } }] : []),
    ],
  };
}

/** What a notebook cannot run becomes text that says where it runs. */
function asMarkdown(block: Block): string {
  switch (block.type) {
    case 'prose':
      return block.text.replace(/(\]\((?!\w+:)[^)\s#]*)\.md(#[^)\s]*)?\)/g, '$1.ipynb$2)'); // other lessons are notebooks too
    case 'cell':
      return `\`\`\`ts\n${block.code}\n\`\`\`${block.output ? `\n\n\`\`\`\n${block.output.text}\n\`\`\`` : ''}`;
    case 'exercise':
      return `**Exercise \`${block.id}\`:** \`npx zero-to-gpt start ${block.id}\``;
    case 'widget':
      return `*Here the site has an interactive piece: ${block.name}.*`;
  }
}

/** Packages come from npm: `from '@zero-to-gpt/linalg'` → `from 'npm:@zero-to-gpt/linalg@^1.2.0'`. */
export function withVersions(code: string, versions: Readonly<Record<string, string>>): string {
  return code.replace(
    /((?:^\s*import\b(?:[^'"`;]*?\bfrom)?|\bimport\s*\()\s*)(['"])((?:@[\w.-]+\/)?[\w.-]+)(\/[\w./-]+)?\2/gm,
    (_, before: string, quote: string, name: string, path = '') => {
      const version = versions[name];
      return `${before}${quote}npm:${name}${version ? `@${version}` : ''}${path}${quote}`;
    },
  );
}

/** nbformat's texts are arrays of lines that keep their line feeds. */
function sourceLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

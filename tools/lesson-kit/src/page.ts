import type { Cell, Lesson } from './lesson.ts';
import { createMarkdown } from './markdown.ts';

/** A lesson as the site reads it, plain data. */
export interface LessonPage {
  /** File name without folder and ending. */
  readonly name: string;
  /** The chapter that the lesson belongs to. */
  readonly chapter: string;
  /** Title, as the front matter says it. */
  readonly title: string;
  /** Place among the chapter's lessons. */
  readonly order: number;
  /** The lesson from top to bottom. */
  readonly blocks: readonly PageBlock[];
}

/** A piece of the page: HTML, a cell to run, an exercise to do, or an interactive piece. */
export type PageBlock =
  | { readonly type: 'prose'; readonly html: string }
  | PageCell
  | { readonly type: 'exercise'; readonly id: string }
  | { readonly type: 'widget'; readonly name: string; readonly options: Readonly<Record<string, unknown>> };

/** A cell with what is shown before it runs. */
export interface PageCell extends Omit<Cell, 'output' | 'picture' | 'end'> {
  /** What it prints. */
  readonly output?: string;
  /** What it draws: the text that stands for the picture, where it lies from the lesson's folder, and, where given, its SVG. */
  readonly picture?: { readonly alt: string; readonly src: string; readonly svg?: string };
}

/** How a page is made. */
export interface PageOptions {
  /** The stored picture of a cell, as SVG. */
  picture?: (src: string) => string | undefined;
}

/**
 * A lesson as data for the site: prose as HTML (`$…$` as `<span class="math">` and `<div class="math">` that hold the TeX),
 * cells with their code and stored output.
 */
export function toPage(lesson: Lesson, { picture }: PageOptions = {}): LessonPage {
  const markdown = createMarkdown();
  const env = {};
  markdown.parse(lesson.text, env); // collects link definitions, wherever they stand
  const blocks = lesson.blocks.map((block): PageBlock => {
    if (block.type === 'prose') return { type: 'prose', html: markdown.render(block.text, env) };
    if (block.type === 'cell') return pageCell(block, picture);
    const { line: _, ...plain } = block;
    return plain;
  });
  const { name, chapter, title, order } = lesson;
  return { name, chapter, title, order, blocks };
}

function pageCell({ output, picture, end: _, ...cell }: Cell, read: PageOptions['picture']): PageCell {
  const svg = picture && read?.(picture.src);
  return {
    ...cell,
    ...(output && { output: output.text }),
    ...(picture && { picture: { alt: picture.alt, src: picture.src, ...(svg !== undefined && { svg }) } }),
  };
}

/** A lesson: one Markdown file, read into the blocks that tests, notebooks and the site work on. */
export interface Lesson {
  /** Path as it was given to `parseLesson`; errors name it. */
  readonly file: string;
  /** File name without folder and ending, such as `02-dot-product`: pictures are named after it. */
  readonly name: string;
  /** The chapter that the lesson belongs to, such as `linalg`. */
  readonly chapter: string;
  /** Title, as the front matter says it. */
  readonly title: string;
  /** Place among the chapter's lessons. */
  readonly order: number;
  /** The Markdown text, with `\n` at line ends. */
  readonly text: string;
  /** Prose, cells, exercises and widgets in the order of the page. */
  readonly blocks: readonly Block[];
  /** The cells among the blocks. */
  readonly cells: readonly Cell[];
}

/** A piece of a lesson. */
export type Block = Prose | Cell | ExerciseBlock | WidgetBlock;

/** Markdown between two other blocks. */
export interface Prose {
  /** Tells blocks apart. */
  readonly type: 'prose';
  /** Markdown line of its first character, from 1. */
  readonly line: number;
  /** The Markdown, trimmed. */
  readonly text: string;
}

/** TypeScript that runs: a ```` ```ts run ```` fence with what stands right below it, its output and its picture. */
export interface Cell {
  /** Tells blocks apart. */
  readonly type: 'cell';
  /** `id=` of the fence, else `cell-N`, the N-th cell of the page from 1. */
  readonly id: string;
  /** Markdown line of the fence, from 1: line `n` of `code` is line `line + n` of the page. */
  readonly line: number;
  /** Markdown line that follows the cell's closing fence. */
  readonly end: number;
  /** The TypeScript. */
  readonly code: string;
  /** False for `no-run`: shown and type-checked only. */
  readonly run: boolean;
  /** The cell must throw; the error's name and message end its output. */
  readonly throws: boolean;
  /** The cell runs in browsers only. */
  readonly browser: boolean;
  /** Its output differs from run to run: shown, not compared. */
  readonly volatile: boolean;
  /** It trains for seconds: `npm test` leaves it out, `npm run test:slow` does not. */
  readonly slow: boolean;
  /** Milliseconds that the cell may take, where the fence says so. */
  readonly timeout?: number;
  /** What the page says that the cell prints. */
  readonly output?: Output;
  /** The picture that the page shows for the cell. */
  readonly picture?: Picture;
}

/** The ```` ```output ```` block of a cell. */
export interface Output {
  /** Lines with no white space at their ends, and no line feed after the last. */
  readonly text: string;
  /** Markdown line of the opening fence, from 1. */
  readonly line: number;
  /** Markdown line that follows the closing fence. */
  readonly end: number;
}

/** `![alt](pictures/<lesson>-<cell id>.svg)` below a cell. */
export interface Picture {
  /** Says what to see, for those who cannot see it. */
  readonly alt: string;
  /** Path from the lesson's folder. */
  readonly src: string;
  /** Markdown line, from 1. */
  readonly line: number;
}

/** An ```` ```exercise ```` block. */
export interface ExerciseBlock {
  /** Tells blocks apart. */
  readonly type: 'exercise';
  /** The exercise's folder name below `exercises`. */
  readonly id: string;
  /** Markdown line of the fence, from 1. */
  readonly line: number;
}

/** A ```` ```widget NAME ```` block: an interactive piece of the site. */
export interface WidgetBlock {
  /** Tells blocks apart. */
  readonly type: 'widget';
  /** The widget's name: the site shows the element `<zg-NAME>`. */
  readonly name: string;
  /** The JSON object in the fence's body; `{}` for an empty body. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Markdown line of the fence, from 1. */
  readonly line: number;
}

/** Where a cell's picture lies, from the lesson's folder. */
export function picturePath(lesson: string, cell: string): string {
  return `pictures/${lesson}-${cell}.svg`;
}

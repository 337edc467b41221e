import type { Token } from 'markdown-it';
import { parseDocument } from 'yaml';
import { cellFlags, kebabCase } from './fence.ts';
import { type Block, type Cell, type Lesson, type Output, type Picture, picturePath } from './lesson.ts';
import { createMarkdown } from './markdown.ts';
import { trimLines } from './trim-lines.ts';

/**
 * Reads a lesson. What it cannot read is a SyntaxError, `Cannot read FILE:LINE: found …, wanted …`.
 *
 * ```ts
 * import { parseLesson } from '@zero-to-gpt/lesson-kit';
 *
 * const page = ['---', 'chapter: linalg', 'title: Sums', 'order: 1', '---', '~~~ts run', '1 + 2', '~~~'].join('\n');
 * parseLesson(page, 'lesson/01-sums.md').cells[0]?.code; // → '1 + 2'
 * ```
 */
export function parseLesson(source: string, file: string): Lesson {
  const text = source.replace(/\r\n?/g, '\n');
  const name = file.replace(/^.*[\\/]/, '').replace(/\.md$/, '');
  const { front, lines: skipped } = frontMatter(text, file);
  // blank lines for the front matter: the lines of all that follows stay the page's
  const body = '\n'.repeat(skipped) + text.split('\n').slice(skipped).join('\n');
  const blocks = new Reader(file, name, body).blocks();
  const cells = blocks.filter((block) => block.type === 'cell');
  return { file, name, ...front, text, blocks, cells };
}

const fail = (file: string, line: number, message: string): never => {
  throw new SyntaxError(`Cannot read ${file}:${line}: ${message}`);
};

/** The YAML between the first two lines `---`. */
function frontMatter(
  text: string,
  file: string,
): { front: Pick<Lesson, 'chapter' | 'title' | 'order'>; lines: number } {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    return fail(file, 1, 'found no front matter, wanted chapter, title and order between two lines "---"');
  const document = parseDocument(lines.slice(1, end).join('\n'), { prettyErrors: true });
  const error = document.errors[0];
  if (error) return fail(file, 1 + (error.linePos?.[0].line ?? 1), error.message.split(' at line ')[0]!);
  const front: unknown = document.toJS();
  const value = (key: string): unknown => (front as Record<string, unknown> | null)?.[key];
  const refuse = (key: string, wanted: string): never => {
    const at = lines.findIndex((line, i) => i < end && line.startsWith(`${key}:`));
    return fail(
      file,
      Math.max(at + 1, 1),
      `found ${key}: ${JSON.stringify(value(key)) ?? 'nothing'}, wanted ${wanted}`,
    );
  };
  const string = (key: string): string => {
    const found = value(key);
    return typeof found === 'string' && found !== '' ? found : refuse(key, 'text');
  };
  const found = value('order');
  const order = typeof found === 'number' ? found : refuse('order', 'a number');
  return { front: { chapter: string('chapter'), title: string('title'), order }, lines: end + 1 };
}

type Open = { -readonly [K in keyof Cell]: Cell[K] };

class Reader {
  readonly #file: string;
  readonly #name: string;
  readonly #lines: readonly string[];
  readonly #tokens: readonly Token[];
  readonly #blocks: Block[] = [];
  readonly #ids = new Set<string>();
  #proseFrom = 0;
  #cells = 0;

  constructor(file: string, name: string, body: string) {
    this.#file = file;
    this.#name = name;
    this.#lines = body.split('\n');
    this.#tokens = createMarkdown().parse(body, {});
  }

  blocks(): Block[] {
    this.#tokens.forEach((token, i) => {
      if (token.type === 'fence') this.#fence(token);
      else if (token.type === 'paragraph_open' && token.level === 0) this.#paragraph(token, this.#tokens[i + 1]!);
    });
    this.#prose(this.#lines.length);
    return this.#blocks;
  }

  #fail(line: number, message: string): never {
    return fail(this.#file, line, message);
  }

  #prose(to: number): void {
    let from = this.#proseFrom;
    while (from < to && this.#lines[from]!.trim() === '') from++;
    const text = this.#lines.slice(from, to).join('\n').trimEnd();
    if (text) this.#blocks.push({ type: 'prose', line: from + 1, text });
  }

  /** Ends the prose above lines `from`…`to`, so that the next prose begins below them. */
  #cut(from: number, to: number): void {
    this.#prose(from);
    this.#proseFrom = to;
  }

  #fence(token: Token): void {
    const [from, to] = token.map!; // fences always have one
    const line = from + 1;
    const info = token.info.trim();
    const kind = info.split(/\s+/)[0]!;
    if (!['ts', 'output', 'exercise', 'widget'].includes(kind)) return;
    let flags: ReturnType<typeof cellFlags>;
    try {
      flags = kind === 'ts' ? cellFlags(info) : undefined;
    } catch (error) {
      this.#fail(line, (error as Error).message); // cellFlags throws nothing but SyntaxErrors
    }
    if (kind === 'ts' && !flags) return;
    if (token.level > 0)
      this.#fail(line, `found a ${kind} block inside a list or a quote, wanted it at the left margin`);
    const last = this.#lines[to - 1]!.trim();
    if (to - from < 2 || !last.startsWith(token.markup)) this.#fail(line, `the ${kind} block is not closed`);
    this.#cut(from, to);
    if (flags) {
      const { id = `cell-${++this.#cells}`, ...rest } = flags;
      if (flags.id !== undefined) this.#cells++;
      if (this.#ids.has(id)) this.#fail(line, `found id=${id} twice, wanted ids of their own`);
      this.#ids.add(id);
      this.#blocks.push({ type: 'cell', id, line, end: to + 1, code: token.content.replace(/\n$/, ''), ...rest });
    } else if (kind === 'output') this.#output(token, info, { line, end: to + 1 });
    else if (kind === 'exercise') {
      const id = token.content.trim();
      if (info !== kind) this.#fail(line, `found "${info}", wanted "exercise" alone, the id stands in its body`);
      if (!kebabCase.test(id)) this.#fail(line, `found exercise ${JSON.stringify(id)}, wanted one id in kebab-case`);
      this.#blocks.push({ type: 'exercise', id, line });
    } else this.#widget(token, info, line);
  }

  #output(token: Token, info: string, at: Omit<Output, 'text'>): void {
    const cell = this.#cell();
    if (info !== 'output') this.#fail(at.line, `found "${info}", wanted "output" alone`);
    if (!cell) this.#fail(at.line, 'found an output block, wanted the cell that prints it right above');
    if (cell.output) this.#fail(at.line, `found a second output block for the cell of line ${cell.line}`);
    if (cell.picture)
      this.#fail(at.line, `found an output block below the picture, wanted it between cell and picture`);
    cell.output = { text: trimLines(token.content), ...at };
  }

  #widget(token: Token, info: string, line: number): void {
    const [, name = '', ...more] = info.split(/\s+/);
    if (!kebabCase.test(name) || more.length > 0)
      this.#fail(line, `found "${info}", wanted "widget NAME" in kebab-case`);
    let options: unknown = {};
    try {
      if (token.content.trim()) options = JSON.parse(token.content);
    } catch (error) {
      this.#fail(line, `the widget's body is no JSON: ${(error as Error).message}`); // JSON.parse throws SyntaxErrors
    }
    if (typeof options !== 'object' || options === null || Array.isArray(options))
      this.#fail(line, `found ${JSON.stringify(options)}, wanted an object of options in JSON`);
    this.#blocks.push({ type: 'widget', name, options: options as Record<string, unknown>, line });
  }

  /** A picture right below a cell is the cell's own. */
  #paragraph(open: Token, inline: Token): void {
    const image = inline.children?.length === 1 ? inline.children[0]! : undefined;
    const cell = this.#cell();
    const src = image?.type === 'image' ? image.attrGet('src') : null;
    if (!image || !src || !cell || src !== picturePath(this.#name, cell.id)) return;
    const [from, to] = open.map!; // paragraphs always have one
    if (this.#lines.slice(this.#proseFrom, from).some((line) => line.trim())) return;
    if (!image.content.trim()) this.#fail(from + 1, 'found a picture without text, wanted ![what to see](…)');
    const picture: Picture = { alt: image.content, src, line: from + 1 };
    this.#cut(from, to);
    cell.picture = picture;
  }

  /** The cell that nothing but blank lines part from here. */
  #cell(): Open | undefined {
    const last = this.#blocks.at(-1);
    return last?.type === 'cell' ? last : undefined;
  }
}

import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture, errorText, plainText, type Ran } from '../capture.ts';
import { type Cell, type Lesson, picturePath } from '../lesson.ts';
import { sameSvg } from '../plot/same-svg.ts';
import { trimLines } from '../trim-lines.ts';
import { writeFile } from '../write-file.ts';
import { type CellUpdate, rewrite } from './rewrite.ts';

/** What a test compares. */
export interface Comparison {
  readonly found: unknown;
  readonly wanted: unknown;
  readonly about: string;
}

/** A lesson without its blocks, as the plugin writes it into the test file. */
export type PageSource = Omit<Lesson, 'blocks'>;

/** A lesson whose cells run in this process: compared with the page, or, with `ZERO_TO_GPT_UPDATE=1`, written to it. */
export function openPage(lesson: PageSource, update: boolean = process.env.ZERO_TO_GPT_UPDATE === '1'): Page {
  return new Page(lesson, update);
}

const cure = 'ZERO_TO_GPT_UPDATE=1 writes it';

/** The cells of one lesson while its tests run. */
export class Page {
  readonly #lesson: PageSource;
  readonly #folder: string;
  readonly #update: boolean;
  readonly #updates: CellUpdate[] = [];

  constructor(lesson: PageSource, update: boolean) {
    this.#lesson = lesson;
    this.#folder = dirname(lesson.file);
    this.#update = update;
  }

  /** Runs a cell and says what to compare. An error of the cell is thrown on, unless the page says that it throws. */
  async run(index: number, load: () => Promise<Record<string, unknown>>): Promise<Comparison[]> {
    const cell = this.#lesson.cells[index]!; // the test file counts the same cells
    const ran = await capture(load);
    if ('error' in ran && !cell.throws) throw ran.error;
    if (cell.throws && !('error' in ran))
      return [{ found: 'nothing', wanted: 'an error', about: 'what the cell, marked "throws", throws' }];
    const errors = 'error' in ran ? [errorText(ran.error)] : [];
    const printed = trimLines([plainText(ran), ...errors].filter((text) => text !== '').join('\n'));
    const picture = lastPicture(ran);
    if (this.#update) return this.#write(cell, printed, picture);
    return [this.#output(cell, printed), ...this.#picture(cell, picture)];
  }

  /** Pictures beside the lesson that bear its name and that no cell shows. */
  strayPictures(): string[] {
    const shown = this.#lesson.cells.map((cell) => picturePath(this.#lesson.name, cell.id));
    return globSync(`pictures/${this.#lesson.name}-*.svg`, { cwd: this.#folder })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !shown.includes(file) && !this.#lesson.text.includes(`(${file})`));
  }

  /** Writes what the cells gave into the page, when updating. */
  close(): void {
    if (this.#updates.length === 0) return;
    const { file, text } = this.#lesson;
    if (readFileSync(file, 'utf8').replace(/\r\n?/g, '\n') !== text)
      throw new Error(`Cannot update ${file}: it changed while its cells ran`);
    const updated = rewrite(text, this.#updates);
    if (updated !== text) writeFile(file, updated);
  }

  #output(cell: Cell, printed: string): Comparison {
    if (!cell.output)
      return {
        found: printed,
        wanted: '',
        about: `what the cell prints and the page, with no output block, hides; ${cure}`,
      };
    if (!cell.volatile) return { found: printed, wanted: cell.output.text, about: 'what the cell prints' };
    return { found: printed !== '', wanted: cell.output.text !== '', about: 'whether the volatile cell prints' };
  }

  #picture(cell: Cell, svg: string | undefined): Comparison[] {
    const src = picturePath(this.#lesson.name, cell.id);
    const about = `the picture below the cell; ${cure}`;
    if (svg === undefined || !cell.picture)
      return [{ found: svg && `![…](${src})`, wanted: cell.picture && `![…](${src})`, about }];
    const file = join(this.#folder, src);
    const stored = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const equal = stored !== undefined && (cell.volatile || sameSvg(svg, stored));
    return equal ? [] : [{ found: svg, wanted: stored, about: `the picture ${src}; ${cure}` }];
  }

  #write(cell: Cell, printed: string, svg: string | undefined): Comparison[] {
    if (svg !== undefined && /^cell-\d+$/.test(cell.id))
      return [
        { found: 'no id', wanted: 'id=NAME', about: 'the name of a cell that draws: its picture is named after it' },
      ];
    const src = picturePath(this.#lesson.name, cell.id);
    const file = join(this.#folder, src);
    const stored = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const keepPicture = stored !== undefined && svg !== undefined && (cell.volatile || sameSvg(svg, stored));
    if (svg === undefined) rmSync(file, { force: true });
    else if (!keepPicture) writeFile(file, svg);
    this.#updates.push({
      cell,
      output: cell.volatile && cell.output && printed !== '' ? cell.output.text : printed,
      ...(svg !== undefined && { picture: { src, alt: titleOf(svg) ?? `Picture drawn by the cell ${cell.id}` } }),
    });
    return [];
  }
}

function lastPicture({ shown }: Ran): string | undefined {
  return shown.map((bundle) => bundle['image/svg+xml']).findLast((svg) => svg !== undefined);
}

const titleOf = (svg: string): string | undefined =>
  /^<svg[^>]*><title>([^<]*)<\/title>/
    .exec(svg)?.[1]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[[\]<\\]/g, '\\$&');

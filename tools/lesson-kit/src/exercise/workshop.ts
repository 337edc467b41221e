import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where solutions, stubs and mistakes of a chapter are written to be run: a folder that git ignores. */
export class Workshop {
  readonly #folder: string;
  readonly #root: string;
  readonly #exercises: string;

  /** `exercises` is the chapter's folder of exercises. */
  constructor(exercises: string) {
    this.#exercises = exercises;
    this.#folder = join(above(exercises, 'package.json'), '.exercises');
    this.#root = above(exercises, 'chapters.json');
  }

  /** Chapters in order, as `chapters.json` says. */
  get chaptersFile(): string {
    return join(this.#root, 'chapters.json');
  }

  /** Loads TypeScript source as a module of its own, under a name that no other one had; the test runner compiles it. */
  async load(source: string, name: string): Promise<object> {
    const file = this.#write(this.#folder, `${name}-${randomUUID()}.ts`, source);
    try {
      return (await import(/* @vite-ignore */ file)) as object; // a module's namespace
    } finally {
      rmSync(file, { force: true });
    }
  }

  /** What TypeScript finds in these files and in all exercises, as a learner's editor would; empty where all is well. */
  typeCheck(files: ReadonlyMap<string, string>): string {
    const folder = join(this.#folder, `types-${randomUUID()}`);
    try {
      for (const [name, source] of files) this.#write(folder, `${name}.ts`, source);
      const options = { noUnusedLocals: false, isolatedDeclarations: false, declaration: false };
      const config = {
        extends: join(this.#root, 'tsconfig.base.json'),
        compilerOptions: options,
        include: ['*.ts', join(this.#exercises, '*/*.ts')],
      };
      this.#write(folder, 'tsconfig.json', JSON.stringify(config));
      const tsc = join(this.#root, 'node_modules/typescript7/bin/tsc');
      const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', folder], {
        encoding: 'utf8',
      });
      return status === 0 ? '' : `${stdout}${stderr}`.trim();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #write(folder: string, name: string, text: string): string {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }
}

/** The nearest folder at or above `from` that holds a file. */
function above(from: string, file: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, file))) return folder;
    if (folder === dirname(folder)) throw new RangeError(`Cannot test ${from}: no ${file} above it`);
  }
}

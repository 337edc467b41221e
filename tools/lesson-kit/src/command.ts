import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { toNotebook } from './notebook.ts';
import { packageVersions } from './package-versions.ts';
import { toPage } from './page.ts';
import { parseLesson } from './parse.ts';
import { writeFile } from './write-file.ts';

const help = `Writes lessons in other forms, NAME.ipynb or NAME.json beside each lesson.

Usage: lesson-kit notebook|json FILE… [--out FOLDER]

  notebook      a Jupyter notebook for Deno's kernel, with outputs and pictures
  json          prose as HTML, cells and outputs, for a site
  --out FOLDER  write there; "-" writes to standard output
  --help        this text
`;

/** `lesson-kit` with its arguments. `print` is standard output; what is wrong with the arguments or a file is thrown. */
export function command(args: readonly string[], print: (text: string) => void): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string', short: 'o' }, help: { type: 'boolean', short: 'h' } },
  });
  const [kind, ...files] = positionals;
  if (values.help) {
    print(help);
    return;
  }
  if (kind !== 'notebook' && kind !== 'json')
    throw new TypeError(`Cannot run ${JSON.stringify(kind) ?? 'nothing'}: wanted notebook or json`);
  if (files.length === 0) throw new TypeError(`Cannot write a ${kind}: found no files, wanted lesson/*.md`);
  for (const file of files) {
    const lesson = parseLesson(readFileSync(file, 'utf8'), file);
    const picture = (src: string) => {
      const path = join(dirname(file), src);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    };
    const made =
      kind === 'json' ? toPage(lesson, { picture }) : toNotebook(lesson, { picture, versions: packageVersions(file) });
    const text = `${JSON.stringify(made, null, 1)}\n`;
    const name = `${basename(file, '.md')}.${kind === 'json' ? 'json' : 'ipynb'}`;
    if (values.out === '-') print(text);
    else writeFile(join(values.out ?? dirname(file), name), text);
  }
}

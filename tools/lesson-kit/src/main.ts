#!/usr/bin/env node
// lesson-kit notebook|json FILE… [--out FOLDER]

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

function main(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', short: 'o' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command, ...files] = positionals;
  if (values.help) return void process.stdout.write(help);
  if (command !== 'notebook' && command !== 'json')
    throw new TypeError(`Cannot run ${JSON.stringify(command) ?? 'nothing'}: wanted notebook or json`);
  if (files.length === 0) throw new TypeError(`Cannot write a ${command}: found no files, wanted lesson/*.md`);
  for (const file of files) {
    const lesson = parseLesson(readFileSync(file, 'utf8'), file);
    const picture = (src: string) => {
      const path = join(dirname(file), src);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    };
    const made =
      command === 'json'
        ? toPage(lesson, { picture })
        : toNotebook(lesson, { picture, versions: packageVersions(file) });
    const text = `${JSON.stringify(made, null, 1)}\n`;
    const name = `${basename(file, '.md')}.${command === 'json' ? 'json' : 'ipynb'}`;
    if (values.out === '-') process.stdout.write(text);
    else writeFile(join(values.out ?? dirname(file), name), text);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  // what a reader of the terminal can act on; a stack is of use for mistakes in this program only
  const known = error instanceof SyntaxError || error instanceof TypeError || (error as { code?: unknown }).code;
  console.error(known ? (error as Error).message : error);
  process.exitCode = 1;
}

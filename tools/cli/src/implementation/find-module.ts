import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from '../command-error.ts';

const endings = ['', '.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js', '/src/index.ts'];

/** The file that a word such as `./mine` names: `mine.ts`, `mine/index.ts` … */
export function findModule(word: string): string {
  const base = resolve(word);
  const found = endings.map((ending) => base + ending).find(isFile);
  if (found !== undefined) return found;
  throw new CommandError(`Cannot find ${word}: there is no ${word}.ts, ${word}.js or ${word}/index.ts`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

const github = 'https://github.com/zero-to-gpt/zero-to-gpt/blob/main';

/** The package that a page is about. */
interface Place {
  /** From the repository's root. */
  readonly folder: string;
  readonly repository: string;
}

/** Links of a page that typedoc wrote as they are on the web. */
export function webLinks(markdown: string, place: Place): string {
  return sourceLinks(mediaLinks(markdown, place), place);
}

/**
 * Leads links to files beside a README, which typedoc copies to `_media`, to the pages of lessons, or to GitHub.
 */
function mediaLinks(markdown: string, { folder, repository }: Place): string {
  return markdown.replace(/\]\((?:\.{1,2}\/)*_media\/([^)#\s]+)(#[^)\s]*)?\)/g, (whole, name: string, hash = '') => {
    const [file] = globSync(`{,lesson/,exercises/*/}${name}`, { cwd: join(repository, folder) });
    if (file === undefined) return whole;
    const [, lesson] = /^lesson\/(.+)\.md$/.exec(file) ?? [];
    const chapter = folder.replace(/^packages\//, '');
    return lesson === undefined ? `](${github}/${folder}/${file}${hash})` : `](/learn/${chapter}/${lesson}${hash})`;
  });
}

/**
 * "Defined in: packages/linalg/src/ndarray.ts:40", or shorter "ndarray.ts:40", leads there; in a clone typedoc makes a
 * link of it itself, with the longer text. What a class inherits of JavaScript's own is declared where nobody can look.
 */
function sourceLinks(markdown: string, { folder, repository }: Place): string {
  const line = /^Defined in: \[?([^\s\]]+):(\d+)(?:\]\([^)\s]*\))?(\n\n?)/gm;
  return markdown.replace(line, (_, path: string, number: string, end: string) => {
    const [, home = folder, file = path] = /^(.*?)\/src\/(.*)$/.exec(path) ?? [];
    const source = `${existsSync(join(repository, home)) ? home : folder}/src/${file}`;
    if (!existsSync(join(repository, source))) return '';
    return `Defined in [${file}](${github}/${source}#L${number})${end}`;
  });
}

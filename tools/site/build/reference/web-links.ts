import { globSync } from 'node:fs';
import { join } from 'node:path';

const github = 'https://github.com/zero-to-gpt/zero-to-gpt/blob/main';

/** Links of a page that typedoc wrote as they are on the web. `folder` is the package's, from the repository's root. */
export function webLinks(markdown: string, place: { folder: string; repository: string }): string {
  return sourceLinks(mediaLinks(markdown, place), place.folder);
}

/**
 * Leads links to files beside a README, which typedoc copies to `_media`, to the pages of lessons, or to GitHub.
 */
function mediaLinks(markdown: string, { folder, repository }: { folder: string; repository: string }): string {
  return markdown.replace(/\]\((?:\.{1,2}\/)*_media\/([^)#\s]+)(#[^)\s]*)?\)/g, (whole, name: string, hash = '') => {
    const [file] = globSync(`{,lesson/,exercises/*/}${name}`, { cwd: join(repository, folder) });
    if (file === undefined) return whole;
    const [, lesson] = /^lesson\/(.+)\.md$/.exec(file) ?? [];
    const chapter = folder.replace(/^packages\//, '');
    return lesson === undefined ? `](${github}/${folder}/${file}${hash})` : `](/learn/${chapter}/${lesson}${hash})`;
  });
}

/** "Defined in: packages/linalg/src/ndarray.ts:40" leads there. */
function sourceLinks(markdown: string, folder: string): string {
  const own = markdown.replace(/^Defined in: node_modules\/\S+\n\n?/gm, ''); // what a class inherits of JavaScript's
  return own.replace(/^Defined in: (\S+\/src\/(\S+)):(\d+)$/gm, (_, __, file: string, line: string) => {
    return `Defined in [${file}](${github}/${folder}/src/${file}#L${line})`;
  });
}

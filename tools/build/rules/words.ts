import type { Finding, Tree } from './tree.ts';

/** `#region` marks what is the learner's to write: its word is no promise of ours. */
const unfinished = /(?<!#region (?:\(\?:)?)\b(TODO|FIXME|XXX|HACK)\b/;

/** What is committed is finished. Exercises mark with such a word what is the reader's to write. */
export function words(tree: Tree): Finding[] {
  return tree.files
    .filter((file) => /\.(ts|mts|cts|js|mjs|cjs|json|py|sh|wgsl|md|yml|yaml)$/.test(file) || file.startsWith('.ci/'))
    .filter((file) => !/(\/exercises\/|pnpm-lock\.yaml$|^tools\/build\/(rules\/words|test\/rules)\b)/.test(file))
    .flatMap((file) =>
      tree
        .text(file)
        .split('\n')
        .flatMap((text, i) => {
          const word = unfinished.exec(text)?.[1];
          const message = `${word}: finish it, or file an issue`;
          return word ? [{ rule: 'words', file, line: i + 1, message }] : [];
        }),
    );
}

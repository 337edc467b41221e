import type { Finding, Tree } from './tree.ts';

const limit = 300;

/** One idea a file: above 300 lines, its head (the first five lines) says `Longer than 300 lines: <reason>`. */
export function fileLength(tree: Tree): Finding[] {
  return tree.files
    .filter((file) => /^(packages|tools)\/.*\.(ts|mts|cts|js|mjs|cjs|py|sh|wgsl)$/.test(file))
    .flatMap((file) => {
      const lines = tree.text(file).trimEnd().split('\n');
      if (lines.length <= limit || /Longer than 300 lines: \S.{9,}/.test(lines.slice(0, 5).join('\n'))) return [];
      const message = `${lines.length} lines, at most ${limit} wanted: split it, or say "Longer than 300 lines: <reason>" in its head`;
      return [{ rule: 'file-length', file, line: 1, message }];
    });
}

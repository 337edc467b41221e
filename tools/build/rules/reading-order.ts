import { posix } from 'node:path';
import ts from 'typescript';
import { type Finding, lineOf, type Tree, walk } from './tree.ts';

/** index.ts is the table of contents: re-exports in reading order, and a file imports only files above it there. */
export function readingOrder(tree: Tree): Finding[] {
  return [
    ...tree.sources.filter(isIndex).flatMap((file) => onlyReexports(tree, file)),
    ...tree.packages.flatMap((name) => upwards(tree, name)),
  ];
}

const isIndex = (file: string) => posix.basename(file) === 'index.ts';

function onlyReexports(tree: Tree, file: string): Finding[] {
  return tree
    .source(file)
    .statements.filter((statement) => !ts.isExportDeclaration(statement) || !statement.moduleSpecifier)
    .map((statement) => ({
      rule: 'index',
      file,
      line: lineOf(statement),
      message: 'index.ts holds re-exports (`export … from`) and nothing else',
    }));
}

function upwards(tree: Tree, name: string): Finding[] {
  const places = new Map(contents(tree, name).map((file, i) => [file, i]));
  const findings: Finding[] = [];
  for (const [file, place] of places) {
    // files that no index lists are parts of those that import them
    const seen = new Set([file]);
    const visit = (from: string, line: number): void => {
      for (const { file: to, line: here } of relativeImports(tree, from)) {
        if (seen.has(to)) continue;
        seen.add(to);
        const at = from === file ? here : line;
        const through = from === file ? '' : ` (through ${from})`;
        const other = places.get(to);
        if (isIndex(to) && file.startsWith(`${posix.dirname(to)}/`))
          findings.push(wrong(file, at, `import the file itself, not ${to}`));
        else if (other === undefined && tree.has(to)) visit(to, at);
        else if (other !== undefined && other > place)
          findings.push(wrong(file, at, `it stands above ${to} in index.ts and imports it${through}`));
      }
    };
    visit(file, 1);
  }
  return findings;
}

const wrong = (file: string, line: number, message: string): Finding => ({
  rule: 'reading-order',
  file,
  line,
  message,
});

/** The files of a package in reading order: what `.` lists, then what each further entry of its exports lists. */
function contents(tree: Tree, name: string): string[] {
  const { exports = {} } = tree.json<{ exports?: Record<string, Record<string, unknown>> }>(
    `packages/${name}/package.json`,
  );
  const order: string[] = [];
  const add = (file: string): void => {
    if (!tree.has(file) || order.includes(file)) return;
    if (!isIndex(file)) order.push(file);
    else for (const { file: listed } of relativeImports(tree, file)) add(listed);
  };
  for (const entry of Object.values(exports)) {
    const source = entry['@zero-to-gpt/source'];
    if (typeof source === 'string') add(posix.join(`packages/${name}`, source));
  }
  return order;
}

/** Files that a file names in `import`, `export … from`, `import()` or `import type`. */
function relativeImports(tree: Tree, file: string): { file: string; line: number }[] {
  const found: { file: string; line: number }[] = [];
  walk(tree.source(file), (node) => {
    let specifier: ts.Node | undefined;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      specifier = node.arguments[0];
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
    if (specifier && ts.isStringLiteralLike(specifier) && specifier.text.startsWith('.'))
      found.push({ file: posix.join(posix.dirname(file), specifier.text), line: lineOf(node) });
  });
  return found;
}

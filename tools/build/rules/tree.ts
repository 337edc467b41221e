import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What a rule found wrong. */
export interface Finding {
  readonly rule: string;
  /** Path from the root of the tree, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** A rule looks at the whole tree, so that it can compare files. */
export type Rule = (tree: Tree) => Finding[];

const generated = /(^|\/)(node_modules|dist|coverage|docs-out|runs|\.turbo|\.doctest|\.exercises|\.counts|\.git)(\/|$)/;

/** The files of the repository, or of a test's small copy of one; each is read and parsed once. */
export class Tree {
  readonly root: string;
  /** All files but generated ones, sorted. */
  readonly files: readonly string[];
  readonly #texts = new Map<string, string>();
  readonly #sources = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    this.root = root;
    const options = {
      cwd: root,
      withFileTypes: true,
      exclude: (entry: { name: string }) => generated.test(entry.name),
    } as const;
    this.files = globSync(['**/*', '.ci/**/*', '.github/**/*', '.changeset/**/*'], options)
      .filter((entry) => entry.isFile() && !/\.(wasm|asset|inline)\.ts$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();
  }

  has(file: string): boolean {
    return this.files.includes(file);
  }

  text(file: string): string {
    let text = this.#texts.get(file);
    if (text === undefined) {
      text = readFileSync(join(this.root, file), 'utf8');
      this.#texts.set(file, text);
    }
    return text;
  }

  json<T>(file: string): T {
    return JSON.parse(this.text(file)) as T; // the rules check what they read of it
  }

  source(file: string): ts.SourceFile {
    let source = this.#sources.get(file);
    if (!source) {
      source = ts.createSourceFile(file, this.text(file), ts.ScriptTarget.Latest, true);
      this.#sources.set(file, source);
    }
    return source;
  }

  /** TypeScript sources of the chapters; AssemblyScript is another language. */
  get sources(): string[] {
    return this.files.filter((file) => /^packages\/[^/]+\/src\/.*\.ts$/.test(file) && !/\/wasm\//.test(file));
  }

  /** Folder names below packages/. */
  get packages(): string[] {
    return this.files.flatMap((file) => /^packages\/([^/]+)\/package\.json$/.exec(file)?.[1] ?? []);
  }
}

/** The line a node starts on, from 1. */
export const lineOf = (node: ts.Node): number =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

/** Calls `visit` on every node of a file, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

import type { Node, Program } from 'estree';
import { walk } from 'estree-walker';

/** What a module imports, where it says so: static imports, `export … from` and `import('…')` of a plain text. */
export function specifiers(program: Program): { readonly literal: Node; readonly name: string }[] {
  const found: { literal: Node; name: string }[] = [];
  walk(program, {
    enter(node) {
      const literal = 'source' in node && typeof node.source === 'object' ? (node.source as Node | null) : null;
      if (literal?.type === 'Literal' && typeof literal.value === 'string')
        found.push({ literal, name: literal.value });
    },
  });
  return found;
}

/** What `resolve` gives; its error with the line and the column of the import. */
export function placed(literal: Node, linesBefore: number, resolve: () => string): string {
  try {
    return resolve();
  } catch (error) {
    const { line, column } = literal.loc?.start ?? { line: 1, column: 0 };
    throw error instanceof Error ? Object.assign(error, { line: line + linesBefore, column: column + 1 }) : error;
  }
}

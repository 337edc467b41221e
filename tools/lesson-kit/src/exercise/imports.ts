/** One import of a module. */
export interface Import {
  /** What it imports from. */
  readonly from: string;
  /** Whether it vanishes when types are stripped. */
  readonly typeOnly: boolean;
}

/** All imports of a TypeScript module: static ones, `export … from`, `import(…)` as a call and as a type. */
export function importsOf(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const [, typeOnly, from] of code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s*['"]([^'"]+)['"]/gm,
  ))
    found.push({ from: from!, typeOnly: typeOnly !== undefined });
  for (const [, from] of code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)) found.push({ from: from!, typeOnly: false });
  for (const [, type, from] of code.matchAll(/(\btypeof\s+)?\bimport\(\s*['"]([^'"]+)['"]/g))
    found.push({ from: from!, typeOnly: type !== undefined });
  return found;
}

/**
 * The imports that an exercise must not have. Allowed are the check, its own chapter and earlier ones, with their
 * subpaths; a check may name the type of its solution besides.
 */
export function strayImports(
  source: string,
  allowed: readonly string[],
  { solution = false }: { solution?: boolean } = {},
): string[] {
  const known = ['check', ...allowed].map((name) => `@zero-to-gpt/${name}`);
  return importsOf(source)
    .filter(({ from, typeOnly }) => {
      if (solution && typeOnly && from === './solution.ts') return false;
      return !known.some((name) => from === name || from.startsWith(`${name}/`));
    })
    .map(({ from }) => from);
}

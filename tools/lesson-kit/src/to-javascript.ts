import { parse as parseJavaScript } from 'acorn';
import type { Program } from 'estree';
import { transform } from 'sucrase';

/** TypeScript without its types, and its tree. What cannot be read is a SyntaxError with `line` and `column`. */
export function toJavaScript(source: string, linesBefore = 0): { js: string; program: Program } {
  const transforms = ['typescript' as const];
  // sucrase counts columns from 1, acorn from 0
  const js = attempt(linesBefore, 0, () =>
    transform(source, { transforms, disableESTransforms: true, keepUnusedImports: true }),
  ).code;
  const options = { ecmaVersion: 'latest', sourceType: 'module', locations: true } as const;
  const program = attempt(linesBefore, 1, () => parseJavaScript(js, options));
  return { js, program: program as Program }; // acorn's nodes are estree's, with places
}

/** A SyntaxError whose message ends in its place. */
export function syntaxError(message: string, line: number, column: number): SyntaxError {
  return Object.assign(new SyntaxError(`${message} (${line}:${column})`), { line, column });
}

/** What a parser makes of the code; its complaint with the line of the page. */
function attempt<T>(linesBefore: number, columnsBefore: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } }; // both parsers' errors have it
    const plain = message.replace(/^Error transforming .*?: /, '').replace(/\s*\(\d+:\d+\)$/, '');
    throw syntaxError(plain, (loc?.line ?? 1) + linesBefore, (loc?.column ?? 0) + columnsBefore);
  }
}

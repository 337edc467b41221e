import MagicString from 'magic-string';
import { placed, specifiers } from './specifiers.ts';
import { toJavaScript } from './to-javascript.ts';

/**
 * Turns a module (TypeScript) into JavaScript that loads packages from where `resolve` says, line by line: what a learner
 * writes in an exercise. What cannot be read is a SyntaxError with `line` and `column`; what `resolve` throws gets them.
 *
 * ```ts
 * import { linkModule } from '@zero-to-gpt/lesson-kit';
 *
 * linkModule("import { x } from 'x';\nexport const y: number = x;", (name) => `/packages/${name}.js`).split('\n');
 * // → ['import { x } from "/packages/x.js";', 'export const y = x;']
 * ```
 */
export function linkModule(source: string, resolve: (specifier: string) => string): string {
  const { js, program } = toJavaScript(source);
  const edit = new MagicString(js);
  for (const { literal, name } of specifiers(program)) {
    const { start, end } = literal as typeof literal & { start: number; end: number }; // acorn's nodes have places
    edit.overwrite(start, end, JSON.stringify(placed(literal, 0, () => resolve(name))));
  }
  return edit.toString();
}

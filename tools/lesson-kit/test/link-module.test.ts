import { linkModule } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

const link = (source: string) => linkModule(source, (name) => `/zg/${name}.js`);

describe('linkModule', () => {
  test('loads packages from elsewhere, wherever a module names them', () => {
    expect(link("import a from 'a';\nexport * from 'b';\nexport { c } from 'c';\nconst d = () => import('d');")).toBe(
      'import a from "/zg/a.js";\nexport * from "/zg/b.js";\nexport { c } from "/zg/c.js";\nconst d = () => import("/zg/d.js");',
    );
  });

  test('drops types and keeps lines', () => {
    expect(
      link("import type { T } from 't';\nexport function f(x: T): T {\n  return x;\n}").split('\n').slice(1),
    ).toEqual(['export function f(x) {', '  return x;', '}']);
  });

  test('tells where it cannot read', () => {
    expect(() => link('const x = ;')).toThrow(expect.objectContaining({ name: 'SyntaxError', line: 1, column: 11 }));
  });

  test('tells where an import stands that leads nowhere', () => {
    const refuse = () =>
      linkModule("1;\n  import x from 'x';", () => {
        throw new RangeError('no x');
      });
    expect(refuse).toThrow(expect.objectContaining({ name: 'RangeError', line: 2, column: 17 }));
  });
});

import { type Binding, linkCell } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';
import { ranCells, runCells } from './run-cells.ts';

describe('linkCell', () => {
  test('shows the value of the last expression', async () => {
    expect(await runCells('const a = 2;\na * 21;')).toEqual(['42']);
    expect(await runCells('(1, 2)')).toEqual(['2']);
    expect(await runCells('({ a: 1 }) // an object')).toEqual(['{ a: 1 }']);
    expect(await runCells('(function () { return 3; })()')).toEqual(['3']);
  });

  test('shows nothing for a last statement that is no expression, and nothing for undefined', async () => {
    expect(await runCells('const a = 2;', 'void a;', 'for (const x of [1]) x;')).toEqual(['', '', '']);
  });

  test('keeps types out of the way', async () => {
    const cell =
      'interface P { x: number }\ntype Q = P;\nconst p = { x: 1 } as Q;\nfunction f<T>(t: T): T { return t; }\nf<P>(p).x';
    expect(await runCells(cell)).toEqual(['1']);
  });

  test('gives later cells the names of earlier ones', async () => {
    const cells = [
      'const { a, b: [c] } = { a: 1, b: [2] };\nfunction f() { return a; }\nclass K { k = c; }\nfor (var i = 0; i < 3; i++);',
      '[a, c, f(), new K().k, i]',
    ];
    expect((await runCells(...cells))[1]).toBe('[ 1, 2, 1, 2, 3 ]');
  });

  test('lets an earlier function see what a later cell assigns', async () => {
    expect((await runCells('let n = 1;\nconst read = () => n;', 'n = 5;\nread()'))[1]).toBe('5');
  });

  test.each([
    ['n = 7', '7'],
    ['n += 7', '8'],
    ['n **= 2', '1'],
    ['n ??= 7', '1'],
    ['n &&= 7', '7'],
    ['n++', '2'],
    ['--n', '0'],
    ['[n] = [7]', '7'],
    ['[m, n] = [n, m]', '2'],
    ['({ n } = { n: 7 })', '7'],
    ['({ n = 7 } = {})', '7'],
    ['({ x: n } = { x: 7 })', '7'],
    ['({ x: n = 7 } = {})', '7'],
    ['[, ...n] = [1, 7]', '[ 7 ]'],
    ['[n = 7] = []', '7'],
    ['for (n of [6, 7]);', '7'],
    ['for (n in { seven: 1 });', "'seven'"],
    ['for ([n] of [[7]]);', '7'],
    ['(() => { n = 7; })()', '7'],
    ['n = (m = 3) + 4', '7'],
    ['n = n = 7', '7'],
  ])('carries `%s` to the earlier cell', async (change, after) => {
    expect((await runCells('let n: any = 1;\nlet m = 2;\nconst read = () => n;', change, 'read()'))[2]).toBe(after);
  });

  test('gives the value of an assignment to an earlier name', async () => {
    expect(await runCells('let n = 1;', 'n++', 'n += 2')).toEqual(['', '1', '4']);
  });

  test('leaves inner names that are called like earlier ones alone', async () => {
    const inner = 'function f(n) { n = 9; return n; }\n{ let n = 8; n++; }\n[1].forEach((n) => { n += 1; });\nf(0)';
    expect(await runCells('let n = 1;', inner, 'n')).toEqual(['', '9', '1']);
  });

  test('assigns members of earlier objects', async () => {
    expect((await runCells('const o = { n: 1, list: [0] };', 'o.n = 2;\n[o.list[0]] = [3];\no'))[1]).toBe(
      '{ n: 2, list: [ 3 ] }',
    );
  });

  test('lets a later cell declare a name anew, and keeps the old one for earlier functions', async () => {
    const cells = ['const x = 1;\nconst old = () => x;', 'const x = 2;\n[x, old()]', '[x, old()]'];
    expect(await runCells(...cells)).toEqual(['', '[ 2, 1 ]', '[ 2, 1 ]']);
  });

  test('declares names that its own helpers use', async () => {
    expect((await runCells('let value = 1;\nlet __new = 2;', 'value = 3;\n[value, __new]'))[1]).toBe('[ 3, 2 ]');
  });

  test('awaits at the top', async () => {
    expect(await runCells('const x = await Promise.resolve(3);', 'await Promise.resolve(x + 1)')).toEqual(['', '4']);
  });

  test('shares imports with later cells', async () => {
    expect(
      (
        await runCells(
          "import { basename } from 'node:path';\nimport * as os from 'node:os';",
          "basename('a/b') + typeof os.cpus",
        )
      )[1],
    ).toBe("'bfunction'");
  });

  test('asks `resolve` where packages are', () => {
    const resolve = (specifier: string) => `/built/${specifier}.js`;
    const { code } = linkCell("import { a } from 'one';\nconst b = await import('two');\na(b)", { url: 'u', resolve });
    expect(code).toContain('import { a } from "/built/one.js"');
    expect(code).toContain('import("/built/two.js")');
  });

  test('names what it declares and what it uses', () => {
    const prior = new Map<string, Binding>([['x', { url: 'first', mutable: false }]]);
    const { names, uses } = linkCell("import { a } from 'm';\nlet b = x;\nconst c = 1;\nfunction d() {}", {
      url: 'u',
      prior,
    });
    expect([...names].map(([name, { mutable }]) => [name, mutable])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', true],
    ]);
    expect(uses).toEqual(['x']);
  });

  test('keeps every line at its place', () => {
    const { code } = linkCell('const a: number =\n  1;\n\na', { url: 'u', linesBefore: 3 });
    expect(code.split('\n')[6]).toBe('const __value = (a)');
  });

  test('shows what a cell printed before it threw', async () => {
    const [ran] = await ranCells("console.log('first');\nthrow new RangeError('no');");
    expect(ran).toEqual({ shown: [{ 'text/plain': 'first' }], error: new RangeError('no') });
  });

  const refused = (code: string, prior: [string, Binding][] = []) => {
    try {
      linkCell(code, { url: 'u', prior: new Map(prior), linesBefore: 10 });
    } catch (error) {
      return error as SyntaxError & { line: number; column: number };
    }
    throw new Error('nothing was refused');
  };

  test.each([
    ['const x = ;', 'Unexpected token (11:11)'],
    ['let a = 1;\nlet a = 2;', "Identifier 'a' has already been declared (12:5)"],
    ['const a;', 'Unexpected token (11:8)'],
    ['return 1', "'return' outside of function (11:1)"],
    ['export const a = 1;', 'Cannot export from a cell: later cells see its names without it (11:1)'],
    ["1;\nimport a from './a.ts';", "Cannot import './a.ts' in a cell: import packages by name (12:15)"],
    ["await import('https://x.y/z.js')", "Cannot import 'https://x.y/z.js' in a cell: import packages by name (11:14)"],
    ['import.meta.url', 'Cannot read import.meta in a cell: a page has no file of its own (11:1)'],
    ['const then = 1;', 'Cannot declare then: the name is taken (11:1)'],
  ])('refuses `%s`', (code, message) => {
    const error = refused(code);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.message).toBe(message);
    expect(`(${error.line}:${error.column})`).toBe(/\(\d+:\d+\)$/.exec(message)![0]);
  });

  test('refuses to assign to a const of an earlier cell', () => {
    expect(refused('1;\nx = 2', [['x', { url: 'u', mutable: false }]]).message).toBe(
      'Cannot assign to x: an earlier cell declares it with const or imports it (12:1)',
    );
  });

  test('says why a name of a cell that is not run cannot be used', () => {
    const missing = 'the cell of line 3 that declares it is not run';
    expect(refused('x + 1', [['x', { url: 'u', mutable: true, missing }]]).message).toBe(
      `Cannot use x: ${missing} (11:1)`,
    );
  });
});

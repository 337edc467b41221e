import { describe, expect, test } from 'vitest';
import { Bench, errorOf, texts } from './desk.ts';

const failure = async (...cells: readonly string[]) => {
  const bench = new Bench({ 'a-package': 'data:text/javascript,export const thing = 1;' });
  const page = cells.map((code, i) => ({ cell: `cell ${i + 1}`, code }));
  for (const { cell, code } of page.slice(0, -1)) await bench.run(code, cell, page);
  return errorOf(await bench.run(cells.at(-1)!, `cell ${cells.length}`, page));
};

describe('an error of a cell', () => {
  test('says where it was, also behind types', async () => {
    const error = await failure(
      "const a: number = 1;\nconst f = (x: number): never => { throw new RangeError('too far'); };\nf(a);",
    );
    expect(error).toEqual({ name: 'RangeError', message: 'too far', line: 2, column: 41 });
  });

  test('names the cell whose function threw it', async () => {
    const error = await failure("function f() {\n  throw new Error('inside');\n}", '1;\n2;\nf()');
    expect(error).toMatchObject({ line: 3, cure: 'It was thrown in line 2 of the cell “cell 1”' });
  });

  test.each([
    ['5', 'Thrown', '5'],
    ['undefined', 'Thrown', 'undefined'],
    ["'text'", 'Thrown', "'text'"],
    ['{ get a() { throw 1; } }', 'Thrown', '{ a: [Getter] }'],
    [
      'Object.defineProperty(new Error(), "message", { get() { throw 1; } })',
      'Thrown',
      'something that cannot be shown',
    ],
    ["Object.assign(new Error('m'), { name: 'Mine' })", 'Mine', 'm'],
  ])('is told of whatever was thrown: %s', async (thrown, name, message) => {
    expect(await failure(`throw ${thrown};`)).toMatchObject({ name, message });
    expect(await failure(`await Promise.reject(${thrown});`)).toMatchObject({ name, message });
  });

  test('points to what cannot be read', async () => {
    expect(await failure('const x = 1;\nlet y = = 2;')).toMatchObject({ name: 'SyntaxError', line: 2, column: 9 });
    expect((await failure('function f() {\n  if (1) {')).cure).toBe(
      'The code ends too early: a bracket or a quotation mark is not closed',
    );
  });

  test('names what can be imported', async () => {
    expect(await failure("import x from 'a-pakage';")).toEqual({
      name: 'ImportError',
      message: "Cannot import 'a-pakage': there is no such package on this page",
      line: 1,
      column: 15,
      cure: "Did you mean 'a-package'? There is a-package",
    });
    expect((await failure("import { thing } from 'a-package/part';")).message).toBe(
      "Cannot import 'a-package/part': a-package has no such part",
    );
    expect((await failure("import fs from 'node:fs';")).message).toContain('it is a part of Node');
    expect((await failure("import x from 'https://example.org/x.js';")).message).toContain('import packages by name');
  });

  test('names the cell that declares a name', async () => {
    expect((await failure('const n = 1; throw 1;', 'n')).cure).toBe(
      'The cell “cell 1” declares n: run it first, to its end',
    );
    expect((await failure('consol.log(1)')).cure).toBe('Did you mean console?');
    expect((await failure('document.title')).cure).toContain('Cells run beside the page');
  });

  test('names a method that is like the one called', async () => {
    const declare = 'const box = { size: 3, open() {} }; const later = Promise.resolve(box);';
    expect((await failure(declare, 'box.opn()')).cure).toBe('Did you mean box.open?');
    expect((await failure(declare, 'box.size()')).cure).toBe('box.size is 3, not a function: leave out the brackets');
    expect((await failure(declare, 'later.open()')).cure).toBe('later is a promise: write await where it is made');
  });

  test.each([
    ['const a = 1;\na = 2;', /declare with let/],
    ['a;\nconst a = 1;', /move it down/],
    ['[][3].x', /before the dot is not there/],
    ['function f() { return f() + 1; }\nf()', /calls itself/],
    ['new Array(-1)', /memory/],
    ['function f() { await 1; }', /async/],
  ])('says what to do about %j', async (code, cure) => {
    expect((await failure(code)).cure).toMatch(cure);
  });

  test('holds no address of a module', async () => {
    for (const code of ['throw new Error(new Error().stack);', "await import('./' + 'x');"])
      expect(JSON.stringify(await failure(code))).not.toMatch(/data:|blob:|[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});

describe('what goes wrong beside a cell', () => {
  test('is noted below it, with its line', async () => {
    const bench = new Bench();
    await bench.run('globalThis.lost = () => {\n  throw new TypeError("nobody hears");\n};\nundefined', 'a');
    try {
      (globalThis as unknown as { lost(): void }).lost();
    } catch (error) {
      bench.desk.complain(error);
    }
    expect(texts({ shown: bench.shown(1), end: { type: 'done', id: 1, ms: 0 } })).toEqual([
      '(After the cell ended: TypeError: nobody hears (line 2))',
    ]);
  });
});

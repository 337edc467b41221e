import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cells as cellsOf } from '../doctest.ts';
import { lessonModule } from '../lesson-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'lesson-module-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A lesson whose cells begin in lines 7, 10, 13 …: a fence, one line, a fence. */
const page = (...cells: (string | { flags: string; code: string })[]) => {
  const fences = cells.flatMap((cell) => {
    const { flags, code } = typeof cell === 'string' ? { flags: 'run', code: cell } : cell;
    return [`\`\`\`ts ${flags}`, code, '```'];
  });
  const text = ['---', 'chapter: a', 'title: T', 'order: 1', '---', ...fences].join('\n');
  return lessonModule({ file: 'a.md', text, cells: cellsOf('a.md', text) });
};

/** What tsc finds in modules, as `line: code`; all in one run. */
function check(modules: Record<string, string>): Record<string, string[]> {
  const options = { strict: true, target: 'es2022', module: 'preserve', noUnusedLocals: true, noEmit: true, types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  const library = ['export const a = 1;', 'export const b = 2;', 'export interface T { t: number }'];
  writeFileSync(join(folder, 'library.ts'), library.join('\n'));
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, `${name}.ts`), text);
  const program = join(import.meta.dirname, '../../../node_modules/typescript7/bin/tsc');
  let output = '';
  try {
    execFileSync(process.execPath, [program, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout; // tsc's findings
  }
  const found: Record<string, string[]> = Object.fromEntries(Object.keys(modules).map((name) => [name, []]));
  for (const [, name, line, code] of output.matchAll(/(\w+)\.ts\((\d+),\d+\): error (TS\d+)/g))
    found[name!]?.push(`${line}: ${code}`);
  return found;
}

describe('lessonModule', () => {
  test('keeps every cell at its line', () => {
    expect(page('const x = 1;', 'x;').split('\n').slice(5, 11)).toEqual([';', 'const x = 1;', '', ';', 'x;', '']);
  });

  test('is a module in which tsc finds what is wrong, at the line of the page, and nothing else', () => {
    const cases: Record<string, [string, string[]]> = {
      wrong: [page('const x: string = 1;', 'y;'), ['7: TS2322', '10: TS2304']],
      unfinishedLines: [page('const x = [1]', '[0]', '(1)'), []],
      shadowed: [page('const x = 1;', 'const x = "a";', 'x.length;'), []],
      shadowedAgain: [page('let x = 1;', 'let x = "a";', 'let x = [1];', 'x.toFixed();'), ['16: TS2339']],
      shadowedType: [page('type P = 1; const p: P = 1;', 'type P = 2; const q: P = 2;', '[p, q];'), []],
      shadowedFunction: [page('function f() { return 1; }', 'function f() { return "a"; }', 'f().length;'), []],
      destructured: [page('const { x, y: [z] } = { x: 1, y: [2] };', 'const z = "a";', 'z.length + x;'), []],
      unusedValues: [
        page('const x = 1; function f() {} class C {} let later: number;', 'let { a } = { a: 1 }; later = a;'),
        [],
      ],
      unusedImport: [page("import { a, b } from './library';", 'a;'), ['7: TS6133']],
      importedAgain: [page("import { a } from './library';", "import { a, b } from './library';", 'a + b;'), []],
      importedInBlock: [
        page('const x = 1;', 'const x = 2;', "import { a, type T } from './library'; const t: T = { t: a };"),
        [],
      ],
      shadowedImport: [page("import { a } from './library';", 'const b = a;', 'const a = "x";', 'a.length + b;'), []],
      namespace: [page("import * as L from './library';", "import * as L from './library';", 'L.a;'), []],
      throwing: [page({ flags: 'run throws', code: 'const x = 1; throw x;' }, 'x;'), ['10: TS2304']],
      notRun: [page({ flags: 'no-run', code: 'const x = await 1;' }, 'const x = 2;', 'x;'), []],
      expected: [page({ flags: 'run throws', code: '// @ts-expect-error: on purpose\n"a".x.y;' }), []],
      after: [page({ flags: 'run throws', code: 'throw 1;' }, 'const x: string = 1;'), ['10: TS2322']],
    };
    const found = check(Object.fromEntries(Object.entries(cases).map(([name, [module]]) => [name, module])));
    expect(found).toEqual(Object.fromEntries(Object.entries(cases).map(([name, [, wanted]]) => [name, wanted])));
  });

  test.each([
    [["import { a } from 'm';", "import { a } from 'n';"], 10, 'a is imported from n a, in line 7 from m a'],
    [["import { a } from 'm';", "import { b as a } from 'm';"], 10, 'a is imported from m b, in line 7 from m a'],
    [['const a = 1;', "import { a } from 'm';"], 10, 'a is imported, and the cell of line 6 declares it'],
    [
      ["import { type T } from 'm';", "import { T } from 'm';"],
      10,
      'T is a type in line 7, import it as a value there',
    ],
  ])('refuses imports that no module could hold: %j', (cells, line, message) => {
    expect(() => page(...cells)).toThrow(`Cannot check a.md:${line}: ${message}`);
  });
});

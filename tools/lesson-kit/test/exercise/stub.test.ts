import { toStub } from '@zero-to-gpt/lesson-kit/exercise';
import { describe, expect, test } from 'vitest';

const text = (...lines: readonly string[]): string => lines.join('\n');

describe('toStub()', () => {
  test('keeps imports, docs and signature, and throws where the region was', () => {
    const solution = text(
      "import type { NDArray } from '@zero-to-gpt/linalg';",
      '',
      '/** Twice x. */',
      'export function twice(x: NDArray): NDArray {',
      "  // #region TODO add x to itself, it's about 1 line",
      '  return x.add(x);',
      '  // #endregion',
      '}',
      '',
    );
    expect(toStub(solution)).toBe(
      text(
        "import { Todo } from '@zero-to-gpt/check';",
        "import type { NDArray } from '@zero-to-gpt/linalg';",
        '',
        '/** Twice x. */',
        'export function twice(x: NDArray): NDArray {',
        "  throw new Todo('add x to itself, it\\'s about 1 line');",
        '}',
        '',
      ),
    );
  });

  test('keeps the lines marked to stay, above the throw', () => {
    const stub = toStub(
      text('f();', '// #region TODO all', '  //| let total = 0;', 'secret();', '//|', '// #endregion', 'g(total);'),
    );
    expect(stub).toBe(
      text(
        "import { Todo } from '@zero-to-gpt/check';",
        '',
        'f();',
        '  let total = 0;',
        '',
        "throw new Todo('all');",
        'g(total);',
        '',
      ),
    );
  });

  test('leaves answers out', () => {
    const stub = toStub(
      text(
        '// #region ANSWER',
        'const secret = 1;',
        '// #endregion',
        '',
        'f();',
        '',
        '// #region TODO all',
        '// #endregion',
      ),
    );
    expect(stub).toBe(text("import { Todo } from '@zero-to-gpt/check';", '', 'f();', '', "throw new Todo('all');", ''));
  });

  test('takes several regions, and leaves regions of other names alone', () => {
    const stub = toStub(
      text(
        '// #region shapes',
        '// #endregion',
        '// #region TODO one',
        'a',
        '// #endregion',
        '// #region TODO two',
        'b',
        '// #endregion',
      ),
    );
    expect(stub.match(/throw new Todo\('\w+'\);/g)).toEqual(["throw new Todo('one');", "throw new Todo('two');"]);
    expect(stub).toContain('// #region shapes\n// #endregion');
  });

  test.each<[string, readonly string[], string]>([
    ['no region', ['f();'], '1: found no #region for the learner to fill'],
    [
      'a region without words',
      ['f();', '// #region TODO', '// #endregion'],
      '2: found no words, wanted what is to be written',
    ],
    ['a region that is not closed', ['f();', '// #region TODO all'], '2: found no #endregion for this region'],
    [
      'a nested region',
      ['// #region TODO all', '// #region TODO part', '// #endregion'],
      '2: found a region inside the one of line 1',
    ],
    [
      'a kept line outside',
      ['//| f();', '// #region TODO all', '// #endregion'],
      '1: found a line "//|" outside a region',
    ],
  ])('names the line of %s', (_, lines, message) => {
    expect(() => toStub(text(...lines), 'dot/solution.ts')).toThrow(
      new SyntaxError(`Cannot read dot/solution.ts:${message}`),
    );
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../rules/main.ts';
import { SmallTree } from './small-tree.ts';

let tree: SmallTree;
beforeEach(() => {
  tree = new SmallTree();
});
afterEach(() => tree[Symbol.dispose]());

const findings = () => check(tree.root).map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`);
const one = 'packages/linalg/src/one.ts';
const two = 'packages/linalg/src/two.ts';

// what dependency-cruiser, turbo, knip and typedoc find is in test-slow/rules-of-tools.test.ts

test('a tree without faults passes every rule', () => {
  expect(findings()).toEqual([]);
});

test('`npm run rules` exits with 1 and says where', () => {
  tree.append(one, 'Math.exp(1);\n');
  const { status, output } = tree.run('node', `${import.meta.dirname}/../rules/main.ts`, tree.root);
  expect(output).toContain('packages/linalg/src/one.ts:3 host-math: Math.exp differs between hosts');
  expect(status).toBe(1);
});

describe('a chapter depends on earlier chapters only', () => {
  test('in what it declares', () => {
    tree.edit('packages/linalg/package.json', (json) => {
      json.dependencies = { '@zero-to-gpt/autograd': 'workspace:^' };
    });
    expect(findings()).toContainEqual(
      expect.stringContaining('@zero-to-gpt/autograd is no earlier chapter than linalg'),
    );
  });

  test('and turbo.json follows chapters.json', () => {
    tree.edit('turbo.json', (json) => {
      (json.boundaries as { tags: Record<string, unknown> }).tags.linalg = { dependencies: { deny: [] } };
    });
    expect(findings()).toEqual([
      'turbo.json:1 turbo-order: it does not follow chapters.json and the packages there are: node tools/build/rules/main.ts --write',
    ]);
  });
});

describe('doc examples', () => {
  const example = (code: string) =>
    tree.append(
      'packages/linalg/README.md',
      `\n\`\`\`ts\nimport { two } from '@zero-to-gpt/linalg';\n${code}\n\`\`\`\n`,
    );
  const write = () => tree.runIn('packages/linalg', 'node', `${import.meta.dirname}/../doctest.ts`);
  const run = () => tree.runIn('packages/linalg', 'vitest', 'run');

  test('pass where they say what happens', () => {
    example("two; // → 2\nPromise.reject(new Error('full')); // throws full");
    expect(write()).toMatchObject({ status: 0 });
    expect(run()).toMatchObject({ status: 0 });
  });

  test('fail where the value is another one, and where nothing is thrown', () => {
    example('two; // → 3');
    example('two; // throws anything');
    expect(write()).toMatchObject({ status: 0 });
    const { status, output } = run();
    expect(output).toContain('README.md:3');
    expect(output).toContain('expected 2 to deeply equal 3');
    expect(output).toContain('resolved "2" instead of rejecting');
    expect(status).not.toBe(0);
  });

  test('are type-checked', () => {
    example('const text: string = two;\ntext.length; // → 1');
    expect(write()).toMatchObject({ status: 0 });
    const tsc = tree.runIn('packages/linalg', 'node', '../../node_modules/typescript7/bin/tsc', '--noEmit');
    expect(tsc.output).toContain("Type 'number' is not assignable to type 'string'");
    expect(tsc.status).not.toBe(0);
  });

  test('fail where the expectation stands after no expression', () => {
    example('if (two) {\n} // → 2');
    const { status, output } = write();
    expect(output).toContain('Cannot test README.md:6: no expression ends before "// → 2"');
    expect(status).not.toBe(0);
  });
});

describe('host math', () => {
  test.each([
    ['Math.exp(1)', 'Math.exp'],
    ["Math['tanh'](1)", 'Math.tanh'],
    ['Math.pow(2, 3)', 'Math.pow'],
    ['Math.random()', 'Math.random'],
    ['2 ** 0.5', '**'],
    ['[1].map(Math.log)', 'Math.log'],
    ['Object.keys(Math)', 'Math as a value'],
    ['globalThis.Math.sin(1)', 'Math.sin'],
  ])('%s is found in a value path', (code, what) => {
    tree.append(one, `${code};\n`);
    expect(findings()).toEqual([expect.stringContaining(`${one}:3 host-math: ${what} differs between hosts`)]);
  });

  test.each(['Math.sqrt(2)', 'Math.fround(Math.PI)', '({ Math: 1 })'])('%s is exact everywhere', (code) => {
    tree.append(one, `${code};\n`);
    expect(findings()).toEqual([]);
  });

  test('is allowed with a reason where a number is only shown', () => {
    tree.append(one, '// host-math: the perplexity is printed, nothing is computed from it\nMath.exp(1);\n');
    expect(findings()).toEqual([]);
  });

  test('is not excused by an empty reason', () => {
    tree.append(one, 'Math.exp(1); // host-math: \n');
    expect(findings()).toHaveLength(1);
  });

  test('is the affair of value paths alone: tests and tools may use it', () => {
    tree.write('packages/linalg/test/one.test.ts', 'Math.exp(1);\n');
    tree.write('tools/plot/main.ts', 'Math.exp(1);\n');
    expect(findings()).toEqual([]);
  });
});

describe('file length', () => {
  const long = '// a line\n'.repeat(301);

  test('above 300 lines needs a reason', () => {
    tree.write('packages/linalg/src/long.ts', long);
    expect(findings()).toEqual([expect.stringContaining('long.ts:1 file-length: 301 lines, at most 300 wanted')]);
  });

  test('above 300 lines is allowed with a reason in the head', () => {
    tree.write('packages/linalg/src/long.ts', `// Longer than 300 lines: one table of constants\n${long}`);
    expect(findings()).toEqual([]);
  });
});

test('words of unfinished work are found', () => {
  tree.append(one, '// TODO: the rest\n');
  expect(findings()).toEqual([`${one}:3 words: TODO: finish it, or file an issue`]);
  tree.append(one, '// #region TODO what the learner writes\n');
  expect(findings()).toHaveLength(1);
});

describe('index.ts', () => {
  test('holds re-exports and nothing else', () => {
    tree.append('packages/linalg/src/index.ts', 'export const four = 4;\n');
    expect(findings()).toEqual([
      expect.stringContaining('packages/linalg/src/index.ts:3 index: index.ts holds re-exports'),
    ]);
  });

  test('gives the order in which files may import each other', () => {
    tree.write('packages/linalg/src/index.ts', "export { two } from './two.ts';\nexport { one } from './one.ts';\n");
    expect(findings()).toEqual([`${two}:1 reading-order: it stands above ${one} in index.ts and imports it`]);
  });

  test('gives the order through files that it does not list', () => {
    tree.write('packages/linalg/src/index.ts', "export { two } from './two.ts';\nexport { one } from './one.ts';\n");
    tree.write('packages/linalg/src/part.ts', "export { one } from './one.ts';\n");
    tree.write(two, "import { one } from './part.ts';\n\n/** Two. */\nexport const two: number = one + one;\n");
    expect(findings()).toEqual([expect.stringContaining('(through packages/linalg/src/part.ts)')]);
  });

  test('is not imported by the files it lists', () => {
    tree.write(two, "import { one } from './index.ts';\n\n/** Two. */\nexport const two: number = one + one;\n");
    expect(findings()).toEqual([expect.stringContaining('import the file itself, not packages/linalg/src/index.ts')]);
  });
});

describe('manifests', () => {
  const file = 'packages/linalg/package.json';
  test.each<[string, (json: Record<string, unknown>) => void]>([
    [
      'repository',
      (json) => Object.assign(json, { repository: { type: 'git', url: 'git+https://example.org/x.git' } }),
    ],
    ['license', (json) => Object.assign(json, { license: 'ISC' })],
    ['engines', (json) => Object.assign(json, { engines: { node: '>=18' } })],
    ['author', (json) => Object.assign(json, { author: 'someone' })],
    ['homepage', (json) => Object.assign(json, { homepage: 'https://example.org' })],
    ['files', (json) => Object.assign(json, { files: ['dist'] })],
    ['sideEffects', (json) => delete json.sideEffects],
  ])('agree with the root in %s', (key, change) => {
    tree.edit(file, change);
    expect(findings()).toEqual([expect.stringContaining(`${file}:1 manifest: ${key}: found`)]);
  });

  test('list the conditions of an entry in the one order that works', () => {
    tree.edit(file, (json) => {
      const exports = json.exports as Record<string, Record<string, unknown>>;
      const { require, ...first } = exports['.']!;
      exports['.'] = { require, ...first };
    });
    expect(findings()).toEqual([expect.stringContaining('manifest: exports["."]: found {"require"')]);
  });

  test('come with the licence of the repository', () => {
    tree.append('packages/linalg/LICENSE', 'and more\n');
    expect(findings()).toEqual([
      expect.stringContaining('LICENSE:1 manifest: differs from the LICENSE of the repository'),
    ]);
  });

  test('and every link lead to the one repository', () => {
    tree.append('packages/linalg/README.md', 'https://github.com/someone/zero-to-gpt\n');
    expect(findings()).toEqual([
      expect.stringContaining('README.md:2 manifest: link: found https://github.com/someone/zero-to-gpt'),
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SmallTree } from '../test/small-tree.ts';

// The rules that other tools have, each shown failing; those that we wrote are in test/rules.test.ts.

let tree: SmallTree;
beforeEach(() => {
  tree = new SmallTree();
});
afterEach(() => tree[Symbol.dispose]());

const cruise = () => tree.run('depcruise', '--config', '.dependency-cruiser.cjs', 'packages');
const boundaries = () => tree.run('turbo', 'boundaries', '--no-color');
const knip = () => tree.run('knip', '--no-progress', '--no-config-hints');
const typedoc = () => tree.run('typedoc', '--out', 'docs-out');
const one = 'packages/linalg/src/one.ts';

test('a tree without faults passes every tool', () => {
  for (const tool of [cruise, boundaries, knip, typedoc]) expect(tool()).toMatchObject({ status: 0 });
});

describe('a chapter depends on earlier chapters only', () => {
  const forward = {
    'by name': "import { three } from '@zero-to-gpt/autograd';\nexport const x: number = three;\n",
    'by path': "import { three } from '../../autograd/src/index.ts';\nexport const x: number = three;\n",
    'of a type': "import type { three } from '@zero-to-gpt/autograd';\nexport type X = typeof three;\n",
    'of a type in place': "export type X = typeof import('@zero-to-gpt/autograd');\n",
    'when asked': "export const x = (): Promise<unknown> => import('@zero-to-gpt/autograd');\n",
  };
  test('dependency-cruiser finds a forward import by name, by path, of a type, in place and when asked', () => {
    const files = Object.entries(forward).map(([how, code]) => {
      const file = `packages/linalg/src/${how.replaceAll(' ', '-')}.ts`;
      tree.write(file, code);
      return file;
    });
    const { status, output } = cruise();
    for (const file of files) expect(output).toContain(`error order-linalg: ${file}`);
    expect(status).not.toBe(0);
  });

  test('turbo boundaries finds a forward dependency that is only declared', () => {
    tree.edit('packages/linalg/package.json', (json) => {
      json.dependencies = { '@zero-to-gpt/autograd': 'workspace:^' };
    });
    tree.edit('packages/autograd/package.json', (json) => {
      json.dependencies = {};
    });
    const { status, output } = boundaries();
    expect(output).toContain('`@zero-to-gpt/linalg`');
    expect(output).toContain('autograd');
    expect(status).not.toBe(0);
  });
});

test('dependency-cruiser finds an import cycle', () => {
  tree.write(
    one,
    "import { two } from './two.ts';\n/** One. */\nexport const one: number = 1;\n/** F. */\nexport const f = (): number => two;\n",
  );
  const { status, output } = cruise();
  expect(output).toContain('error no-cycles: packages/linalg/src/one.ts');
  expect(status).not.toBe(0);
});

test('knip finds a file that nothing imports', () => {
  tree.write('packages/linalg/src/dead.ts', '/** Dead. */\nexport const dead: number = 1;\n');
  const { status, output } = knip();
  expect(output).toContain('packages/linalg/src/dead.ts');
  expect(status).not.toBe(0);
});

describe('typedoc', () => {
  test('finds an undocumented export', () => {
    tree.write(one, 'export const one: number = 1;\n');
    const { status, output } = typedoc();
    expect(output).toContain(
      'one (Variable), defined in @zero-to-gpt/linalg/src/one.ts, does not have any documentation',
    );
    expect(status).not.toBe(0);
  });

  test('finds a link that leads nowhere', () => {
    tree.write(one, '/** One, see {@link nothing}. */\nexport const one: number = 1;\n');
    const { status, output } = typedoc();
    expect(output).toContain('nothing');
    expect(status).not.toBe(0);
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSources } from '../../build/course-source.ts';
import { buildEngine, type Engine, needsNode } from '../../build/engine.ts';
import { checkOrigin, foreignModules } from '../../build/engine-origin.ts';

const source = openSources();
let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-engine-'));
  engine = await buildEngine(source, join(folder, 'zg'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('buildEngine', () => {
  test('names a file for the worker, the editor and each check', () => {
    const { worker, editor, exercises } = engine.manifest;
    for (const file of [worker, editor, ...Object.values(exercises)])
      expect(readFileSync(join(folder, 'zg', file), 'utf8')).not.toBe('');
    expect(exercises['linalg/norm']).toMatch(/^exercises\/linalg-norm-[A-Z0-9]{8}\.js$/);
  });

  test('the manifest that pages read is the one it answers', () => {
    expect(JSON.parse(readFileSync(join(folder, 'zg/manifest.json'), 'utf8'))).toEqual(engine.manifest);
  });

  test('lists every entry point of a package that a cell may import', () => {
    const { packages } = engine.manifest;
    for (const key of ['linalg', 'linalg/table', 'linalg/data/weather', 'linreg', 'transformer', 'check', 'lesson-kit'])
      expect(packages).toHaveProperty([`@zero-to-gpt/${key}`]);
    expect(packages).toHaveProperty(['@observablehq/plot']);
  });

  test('leaves out what only tests or Node can load', () => {
    const { packages } = engine.manifest;
    for (const key of ['linalg/testing', 'optim/node', 'gptx'])
      expect(packages).not.toHaveProperty([`@zero-to-gpt/${key}`]);
  });

  test('each module is in one file, so that there is one NDArray for all', () => {
    const homes = new Map<string, string[]>();
    for (const [file, { inputs }] of Object.entries(engine.metafile.outputs))
      for (const [input, { bytesInOutput }] of Object.entries(inputs))
        if (bytesInOutput > 0) homes.set(input, [...(homes.get(input) ?? []), file]);
    expect([...homes].filter(([, files]) => files.length > 1)).toEqual([]);
    expect([...homes.keys()].filter((input) => input.endsWith('linalg/src/ndarray.ts'))).toHaveLength(1);
  });

  test('the runtime keeps its name, for pages that know no hash', () => {
    expect(readFileSync(join(folder, 'zg/runtime.js'), 'utf8')).toContain('start');
  });

  test('sources are foreign to a bundle of packed packages', () => {
    expect(foreignModules(engine.metafile)).toContain('../../packages/linalg/src/index.ts');
    expect(() => checkOrigin({ ...source, kind: 'packed' }, engine.metafile)).toThrow('from the packed packages alone');
  });
});

describe('checkOrigin', () => {
  test('accepts what npm installed and what belongs to the site', () => {
    const inputs = [
      '.site/packed/node_modules/@zero-to-gpt/linalg/dist/index.js',
      'worker/main.ts',
      '../../node_modules/acorn/x.js',
    ];
    const metafile = {
      inputs: Object.fromEntries(inputs.map((path) => [path, { bytes: 1, imports: [] }])),
      outputs: {},
    };
    expect(() => checkOrigin({ ...source, kind: 'packed' }, metafile)).not.toThrow();
  });
});

describe('needsNode', () => {
  const output = (imports: { path: string; kind: 'import-statement' | 'dynamic-import' }[]) => ({
    bytes: 1,
    inputs: {},
    imports,
    exports: [],
  });

  test('finds an import of node: behind another module', () => {
    const outputs = {
      'a.js': output([{ path: 'b.js', kind: 'import-statement' }]),
      'b.js': output([{ path: 'node:fs', kind: 'import-statement' }]),
    };
    expect(needsNode('a.js', outputs)).toBe(true);
  });

  test('does not mind one that happens only when asked for, nor modules that import each other', () => {
    const outputs = {
      'a.js': output([{ path: 'b.js', kind: 'import-statement' }]),
      'b.js': output([
        { path: 'a.js', kind: 'import-statement' },
        { path: 'node:fs', kind: 'dynamic-import' },
      ]),
    };
    expect(needsNode('a.js', outputs)).toBe(false);
  });
});

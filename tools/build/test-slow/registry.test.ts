import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacks } from '../needs.ts';
import { Registry, repository, sh } from './registry.ts';

const chapters: string[] = JSON.parse(readFileSync(join(repository, 'chapters.json'), 'utf8'));
const present = chapters.filter((name) => existsSync(join(repository, `packages/${name}/package.json`)));

/** Ten lines that train a GPT, as a reader of the package's page would write them. */
const program = `
const text = 'to be, or not to be, that is the question: '.repeat(20);
const tokenizer = CharTokenizer.train(text);
const data = tokenLoader(new TokenDataset(tokenizer.encode(text), { blockSize: 16 }), { batchSize: 4, shuffle: true });
const model = new GPT({ vocabSize: tokenizer.vocabSize, blockSize: 16, nLayer: 1, nHead: 2, nEmbd: 16 });
const optimizer = new AdamW(model.parameters(), { lr: 1e-2 });
for await (const { step, loss } of train(model, { steps: 60, data, optimizer, reportEvery: 20 }))
  console.log(step, loss);
`;
const parts = {
  GPT: '@zero-to-gpt/transformer',
  train: '@zero-to-gpt/transformer',
  AdamW: '@zero-to-gpt/optim',
  CharTokenizer: '@zero-to-gpt/text',
  TokenDataset: '@zero-to-gpt/text',
  tokenLoader: '@zero-to-gpt/text',
};
const imports = Object.entries(parts).map(([name, from]) => `import { ${name} } from '${from}';`);
const requires = Object.entries(parts).map(([name, from]) => `const { ${name} } = require('${from}');`);
const sources = {
  'main.mjs': `${imports.join('\n')}\n${program}`,
  'main.cjs': `${requires.join('\n')}\n(async () => {${program}})();\n`,
  'main.ts': `${imports.join('\n')}\n${program}`,
};

describe.skipIf(lacks('registry'))('all packages, published and installed', () => {
  let registry: Registry;
  let app: string;
  /** Programs of Node 20 (the host's, or one from npm) and 24 (the workspace's). */
  const nodes: Record<string, string> = {};
  const outputs: string[] = [];

  /** An empty folder of somebody else's. */
  const folder = (name: string) => {
    const path = join(registry.folder, name);
    mkdirSync(path);
    writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }');
    return path;
  };

  beforeAll(async () => {
    registry = await Registry.start();
    for (const name of present) registry.publish(join(repository, 'packages', name));
    app = folder('app');
    sh(app, registry.env, 'npm', 'install', '@zero-to-gpt/transformer');
    for (const [file, source] of Object.entries(sources)) writeFileSync(join(app, file), source);

    for (const path of [process.env.HOST_NODE, process.execPath]) {
      const version = path && sh(app, process.env, path, '--version').trim();
      if (path && version) nodes[version.slice(1, 3)] = path;
    }
    if (!nodes[20]) {
      const own = folder('node');
      sh(own, registry.env, 'npm', 'install', `node-linux-${process.arch}@20`);
      nodes[20] = join(own, `node_modules/node-linux-${process.arch}/bin/node`);
    }
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  /** Trains; the loss falls, and is the same to the last digit as every other time. */
  const trains = (node: string, file: string, env: NodeJS.ProcessEnv = process.env) => {
    const output = sh(app, env, node, file);
    const losses = output
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[1]));
    expect(losses).toHaveLength(3);
    expect(losses[2]).toBeLessThan(losses[0]!);
    outputs.push(output);
    expect(output).toBe(outputs[0]);
  };

  test('one chapter brings the earlier ones it needs and nothing of others', () => {
    const needed = new Set<string>();
    const add = (name: string): void => {
      needed.add(name);
      const manifest = JSON.parse(readFileSync(join(repository, `packages/${name}/package.json`), 'utf8'));
      for (const other of Object.keys(manifest.dependencies ?? {})) add(other.replace('@zero-to-gpt/', ''));
    };
    add('transformer');
    expect(readdirSync(join(app, 'node_modules/@zero-to-gpt')).sort()).toEqual([...needed].sort());
    expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@zero-to-gpt']);
  });

  test('a package holds what it promises: code, sources, licence, its page, and no tests', () => {
    for (const name of needed(app)) {
      const files = globSync('**/*', { cwd: join(app, 'node_modules/@zero-to-gpt', name) });
      expect(files).toEqual(
        expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'src/index.ts', 'dist/index.js']),
      );
      expect(files.filter((file) => /(^|\/)(test|test-slow|bench|\.doctest|\.turbo)(\/|$)/.test(file))).toEqual([]);
    }
  });

  test('versions of the workspace became ranges of the registry', () => {
    for (const name of needed(app)) {
      const { dependencies = {} } = JSON.parse(
        readFileSync(join(app, 'node_modules/@zero-to-gpt', name, 'package.json'), 'utf8'),
      );
      for (const range of Object.values(dependencies)) expect(range).toMatch(/^\^?\d+\.\d+\.\d+$/);
    }
  });

  describe.each(['20', '24'])('on Node %s', (major) => {
    const node = () => {
      const path = nodes[major];
      if (!path) throw new Error(`Cannot find Node ${major}: there is ${Object.keys(nodes).join(', ')}`);
      return path;
    };

    test('a ten-line program trains from ESM', () => trains(node(), 'main.mjs'));
    test('a ten-line program trains from CommonJS', () => trains(node(), 'main.cjs'));

    test.each(['typescript', 'typescript7'])(
      'a ten-line program trains from TypeScript, compiled by %s',
      (compiler) => {
        const tsc = join(repository, 'node_modules', compiler, 'bin/tsc');
        for (const options of [
          { module: 'nodenext', moduleResolution: 'nodenext' },
          { module: 'esnext', moduleResolution: 'bundler' },
        ]) {
          const outDir = `out-${compiler}-${options.moduleResolution}-${major}`;
          const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, types: [] };
          const compilerOptions = { target: 'es2022', lib: ['es2022', 'dom'], ...strict, ...options, outDir };
          writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
          sh(app, process.env, process.execPath, tsc, '-p', '.');
          trains(node(), `${outDir}/main.js`);
        }
      },
    );

    test('one copy of the classes serves import and require', () => {
      const code = `import('@zero-to-gpt/linalg').then((a) => { if (a.NDArray !== require('@zero-to-gpt/linalg').NDArray) throw new Error('two') })`;
      sh(app, process.env, node(), '--input-type=commonjs', '-e', code);
    });
  });

  test('Moby Dick comes with the package of chapter text, and is loaded only when asked for', () => {
    const code = `
      import { loadMobyDick } from '@zero-to-gpt/text';
      const text = await loadMobyDick();
      console.log(new TextEncoder().encode(text).length, text.includes('Call me Ishmael.'));`;
    for (const node of Object.values(nodes)) {
      const output = sh(app, process.env, node, '--input-type=module', '-e', code);
      expect(output).toBe('1204997 true\n');
    }
    const size = (file: string) => readFileSync(join(app, 'node_modules/@zero-to-gpt/text/dist', file)).length;
    expect(size('data/moby-dick.js')).toBeGreaterThan(400_000);
    for (const file of ['index.js', 'index.cjs']) expect(size(file)).toBeLessThan(100_000);
  });

  test('the command runs where gptx alone is installed', () => {
    const path = folder('command');
    sh(path, registry.env, 'npm', 'install', '@zero-to-gpt/gptx');
    const help = sh(path, registry.env, 'npx', 'gptx', '--help');
    for (const word of ['train', 'sample', 'resume', 'info']) expect(help).toContain(word);
  });
});

const needed = (app: string): string[] => readdirSync(join(app, 'node_modules/@zero-to-gpt'));

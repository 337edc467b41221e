import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Tree } from '../rules/tree.ts';
import { writeTurboOrder } from '../rules/turbo-order.ts';

const repository = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(repository, file), 'utf8');

/** A repository of two chapters under the real configuration, in a temporary folder: faults are put into it. */
export class SmallTree {
  readonly root: string = realpathSync(mkdtempSync(join(tmpdir(), 'zero-to-gpt-rules-')));

  constructor() {
    const shared = [
      '.dependency-cruiser.cjs',
      'chapters.json',
      'knip.json',
      'typedoc.json',
      'tsconfig.base.json',
      'package.json',
      'LICENSE',
    ];
    for (const file of [...shared, 'pnpm-workspace.yaml', 'pnpm-lock.yaml'])
      cpSync(join(repository, file), join(this.root, file));
    for (const chapter of ['linalg', 'autograd']) {
      const folder = `packages/${chapter}`;
      const manifest = JSON.parse(read(`${folder}/package.json`));
      const { '.': entry, './package.json': self } = manifest.exports;
      this.write(
        `${folder}/package.json`,
        JSON.stringify({ ...manifest, exports: { '.': entry, './package.json': self } }),
      );
      this.write(`${folder}/typedoc.json`, '{ "entryPoints": ["src/index.ts"] }');
      this.write(
        `${folder}/tsconfig.json`,
        '{ "extends": "../../tsconfig.base.json", "include": ["src", ".doctest/*"] }',
      );
      this.write(`${folder}/README.md`, `# @zero-to-gpt/${chapter}\n`);
      // the one of a chapter without lessons
      this.write(`${folder}/vitest.config.ts`, read('packages/text/vitest.config.ts'));
      for (const file of ['turbo.json', 'LICENSE']) this.write(`${folder}/${file}`, read(`${folder}/${file}`));
    }
    this.write('packages/linalg/src/index.ts', "export { one } from './one.ts';\nexport { two } from './two.ts';\n");
    this.write('packages/linalg/src/one.ts', '/** One. */\nexport const one: number = 1;\n');
    this.write(
      'packages/linalg/src/two.ts',
      "import { one } from './one.ts';\n\n/** Two. */\nexport const two: number = one + one;\n",
    );
    this.write('packages/autograd/src/index.ts', "export { three } from './three.ts';\n");
    this.write(
      'packages/autograd/src/three.ts',
      "import { two } from '@zero-to-gpt/linalg';\n\n/** Three. */\nexport const three: number = two + 1;\n",
    );
    this.#install();
    this.write('turbo.json', read('turbo.json'));
    writeTurboOrder(new Tree(this.root));
  }

  /** Links what is installed, and the two chapters. */
  #install(): void {
    const modules = join(this.root, 'node_modules');
    mkdirSync(join(modules, '@zero-to-gpt'), { recursive: true });
    for (const name of readdirSync(join(repository, 'node_modules')))
      if (name !== '@zero-to-gpt' && name !== '.bin')
        symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    symlinkSync(join(repository, 'tools/build'), join(modules, '@zero-to-gpt/build'));
    for (const chapter of ['linalg', 'autograd'])
      symlinkSync(join(this.root, 'packages', chapter), join(modules, '@zero-to-gpt', chapter));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  append(file: string, text: string): void {
    this.write(file, readFileSync(join(this.root, file), 'utf8') + text);
  }

  /** Changes a JSON file in place. */
  edit(file: string, change: (json: Record<string, unknown>) => void): void {
    const json = JSON.parse(readFileSync(join(this.root, file), 'utf8'));
    change(json);
    this.write(file, JSON.stringify(json));
  }

  /** Runs a command of the repository in this tree, or in a folder of it. */
  run(command: string, ...args: string[]): { status: number | null; output: string } {
    return this.runIn('.', command, ...args);
  }

  runIn(folder: string, command: string, ...args: string[]): { status: number | null; output: string } {
    const path = `${join(repository, 'node_modules/.bin')}:${process.env.PATH}`;
    const outside = Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$|TURBO)/.test(name),
    );
    const env = { ...Object.fromEntries(outside), PATH: path, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
    const options = { cwd: join(this.root, folder), env, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(command, args, options);
    return { status, output: stdout + stderr };
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

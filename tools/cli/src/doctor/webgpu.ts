import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findPackage } from '../course/find-package.ts';
import type { Finding } from './finding.ts';

const means = 'the graphics processor computes (from chapter kernels on); the chapters before it need none';

/** WebGPU in Node, by the package `webgpu` of the course folder. Asked in a process of its own, for a driver may crash. */
export function webgpu(root: string | undefined): Finding {
  const name = 'WebGPU';
  if (root === undefined)
    return {
      name,
      state: 'missing',
      found: 'no course folder to look into',
      means,
      cure: 'npx zero-to-gpt init my-gpt',
    };
  const folder = findPackage(root, 'webgpu');
  if (folder === undefined)
    return { name, state: 'missing', found: 'the package webgpu is not installed', means, cure: 'npm install webgpu' };
  const entry = createRequire(join(folder, '../x.js')).resolve('webgpu'); // as its neighbours find it
  const program = `
    const { create, globals } = await import(${JSON.stringify(pathToFileURL(entry).href)});
    Object.assign(globalThis, globals);
    const adapter = await create([]).requestAdapter();
    console.log(adapter ? 'adapter ' + (adapter.info.description || adapter.info.vendor || 'without a name') : 'none');
    process.exit(0);`;
  const { stdout, stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const said = stdout.trim().split('\n').at(-1) ?? '';
  if (said.startsWith('adapter ')) return { name, state: 'works', found: said.slice('adapter '.length), means };
  const cure = 'Install a driver for your graphics card; Debian: apt-get install mesa-vulkan-drivers (software, slow)';
  const why = signal
    ? `asking for it ended with ${signal}`
    : (/\w*Error: .*/.exec(stderr)?.[0] ?? 'no adapter answers');
  return { name, state: 'missing', found: why, means, cure };
}

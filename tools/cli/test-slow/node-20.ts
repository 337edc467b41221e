import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Registry, sh } from '@zero-to-gpt/build/registry';

/** Path of a Node 20: the host's, or one from npm. */
export function node20(registry: Registry): string {
  const host = process.env.HOST_NODE;
  if (host && sh(registry.folder, process.env, host, '--version').startsWith('v20.')) return host;
  const folder = join(registry.folder, 'node-20');
  const name = `node-linux-${process.arch}`;
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  sh(folder, registry.env, 'npm', 'install', `${name}@20`);
  return join(folder, `node_modules/${name}/bin/node`);
}

// Loads every public entry point of every built package, by import() and by require(), and asks every command for its
// help, on the Node of the workspace and on the one that started `npm test` (HOST_NODE, see run.mjs).

import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

function run(node: string, folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${node} ${args.join(' ')} in ${folder}\n${stdout}${stderr}`);
  return stdout.trim();
}

/** One program for all entry points of a package: they must load together, and none may be empty. */
const check = (load: string, ids: string[]) => `
(async () => {
  for (const id of ${JSON.stringify(ids)}) {
    const names = Object.keys(await ${load}(id));
    if (names.length === 0) throw new Error(id + ' exports nothing');
  }
})()`;

const nodes = [process.execPath];
const host = process.env.HOST_NODE;
if (host && process.env.HOST_NODE_VERSION !== process.version) nodes.unshift(host);

for (const node of nodes) {
  let entries = 0;
  for (const file of globSync('{packages,tools}/*/package.json', { cwd: root }).sort()) {
    const folder = join(root, dirname(file));
    const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      name: string;
      private?: boolean;
      exports: Record<string, Record<string, unknown> | string>;
      bin?: Record<string, string>;
    };
    if (manifest.private) continue;
    // entries with sources alone are for this repository's own tests
    const ids = Object.entries(manifest.exports)
      .filter(([, entry]) => typeof entry === 'object' && JSON.stringify(entry).includes('./dist/'))
      .map(([key]) => manifest.name + key.slice(1));
    for (const load of ['import', 'require']) run(node, folder, '-e', check(load, ids));
    for (const bin of Object.values(manifest.bin ?? {})) run(node, folder, bin, '--help');
    entries += ids.length;
  }
  console.log(`${entries} entry points by import and require on Node ${run(node, root, '--version')}`);
}

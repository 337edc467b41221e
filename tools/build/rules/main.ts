// node tools/build/rules/main.ts [ROOT] [--write]
// The rules of this repository that no other tool has. --write mends what can be derived (turbo.json after chapters.json).

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileLength } from './file-length.ts';
import { hostMath } from './host-math.ts';
import { manifest } from './manifest.ts';
import { readingOrder } from './reading-order.ts';
import { type Finding, type Rule, Tree } from './tree.ts';
import { turboOrder, writeTurboOrder } from './turbo-order.ts';
import { words } from './words.ts';

const rules: readonly Rule[] = [hostMath, fileLength, words, readingOrder, turboOrder, manifest];

/** All findings in a tree. */
export function check(root: string): Finding[] {
  const tree = new Tree(root);
  return rules.flatMap((rule) => rule(tree));
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
  const root = resolve(positionals[0] ?? join(import.meta.dirname, '../../..'));
  if (values.write) writeTurboOrder(new Tree(root));
  const findings = check(root);
  for (const { file, line, rule, message } of findings) console.error(`${file}:${line} ${rule}: ${message}`);
  console.log(`${findings.length} findings of ${rules.length} rules`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Registry, sh } from '@zero-to-gpt/build/registry';

/** Publishes an installed chapter as its next version, with a sentence more in the text of some exercises. */
export function publishNewer(registry: Registry, installed: string, ids: readonly string[], sentence: string): void {
  const folder = join(registry.folder, 'newer');
  cpSync(installed, folder, { recursive: true, dereference: true });
  const change = (file: string, edit: (text: string) => string): void =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
  change('package.json', (text) => {
    const { devDependencies: _, publishConfig: __, ...manifest } = JSON.parse(text) as Record<string, unknown>; // npm wrote it
    const [major, minor, patch] = String(manifest.version).split('.').map(Number);
    return JSON.stringify({ ...manifest, version: `${major}.${minor}.${(patch ?? 0) + 1}` });
  });
  for (const id of ids)
    change(`exercises/${id}/exercise.md`, (text) => text.replace('## Hint', `${sentence}\n\n## Hint`));
  sh(
    folder,
    registry.env,
    'npm',
    'publish',
    '--access',
    'public',
    '--registry',
    registry.env.npm_config_registry ?? '',
  );
}

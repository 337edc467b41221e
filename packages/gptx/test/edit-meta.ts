import { readFileSync, writeFileSync } from 'node:fs';

/** Changes a checkpoint's meta.json; it becomes one of the first version, which has no checksum of itself. */
// biome-ignore lint/suspicious/noExplicitAny: JSON whose shape a test knows
export function editMeta(path: string, change: (content: any) => void): void {
  const { crc32: _, ...content } = JSON.parse(readFileSync(path, 'utf8'));
  content.version = 1;
  change(content);
  writeFileSync(path, JSON.stringify(content));
}

import { closeSync, openSync, readSync } from 'node:fs';
import type { PictureSize } from './cell.ts';

/** The size that an SVG's own element gives it, where it does. */
export function pictureSize(file: string): PictureSize | undefined {
  const head = Buffer.alloc(2048);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head);
  } finally {
    closeSync(handle);
  }
  const [tag] = /<svg\b[^>]*>/.exec(head.toString('utf8')) ?? [];
  if (tag === undefined) return undefined;
  const length = (name: string): number => Number.parseFloat(new RegExp(`\\s${name}="([\\d.]+)"`).exec(tag)?.[1] ?? '');
  const [, width, height] = /\sviewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(tag) ?? [];
  const size = { width: length('width') || Number(width), height: length('height') || Number(height) };
  return Number.isFinite(size.width) && Number.isFinite(size.height) ? size : undefined;
}

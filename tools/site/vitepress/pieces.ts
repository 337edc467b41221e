import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Still, Widgets } from '../markdown/widget.ts';

/** Names of the interactive pieces: the files of `widgets/`. */
export function pieceNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[a-z][a-z\d-]*\.ts$/.test(file))
    .map((file) => file.slice(0, -3));
}

/** What each piece says of itself where it does not run: `about.still` of `widgets/NAME/about.ts`. */
export async function readPieces(folder: string): Promise<Widgets> {
  const pieces = pieceNames(folder).map(async (name): Promise<[string, Still]> => {
    const { href } = pathToFileURL(join(folder, name, 'about.ts'));
    const { about }: { about: { still: Still } } = await import(href);
    return [name, (options) => about.still(options)];
  });
  return Object.fromEntries(await Promise.all(pieces));
}

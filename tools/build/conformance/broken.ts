import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/**
 * Loads a TypeScript file with a piece of its text replaced: a module with one mistake. The file may import packages of
 * ours, which are handed in by their chapter's name.
 * @throws Error unless the piece stands there exactly once
 */
export async function broken(
  file: string,
  { from, to }: { from: string; to: string },
  modules: Readonly<Record<string, object>> = {},
): Promise<object> {
  const source = readFileSync(file, 'utf8');
  const places = source.split(from).length - 1;
  if (places !== 1) throw new Error(`Cannot break ${file}: "${from}" stands there ${places} times`);
  const code = stripTypeScriptTypes(source.replace(from, () => to)).replace(
    /import \{([^}]*)\} from '@zero-to-gpt\/(\w+)';/g,
    (_, list: string, name: string) => `const {${list}} = globalThis.handedIn.${name};`, // a data URL finds no packages
  );
  Object.assign(globalThis, { handedIn: modules });
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as object;
}

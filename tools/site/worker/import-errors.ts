import { nearest } from './nearest.ts';
import { ImportError } from './packages.ts';
import type { Run } from './run.ts';
import { messageOf } from './thrown.ts';
import type { Workshop } from './workshop.ts';

/** What a browser says when an import leads nowhere, as an ImportError in our words; other errors as they are. */
export async function importError(error: unknown, run: Run, shop: Workshop): Promise<unknown> {
  const message = messageOf(error);
  const [, url, name] =
    /requested module '([^']+)' (?:does not|doesn't) provide an export named:? '([^']+)'/.exec(message) ?? [];
  if (url !== undefined && name !== undefined) return missingName(name, url, run, shop);
  const [, specifier] =
    /^Failed to resolve module specifier ['"]([^'"]+)['"]/.exec(message) ??
    /^The specifier “([^”]+)” was a bare/.exec(message) ??
    [];
  if (specifier !== undefined) {
    const why = `Cannot import '${specifier}': a cell can import only what is written out in it`;
    return new ImportError(why, "Write the package's name itself between the brackets: import('…')");
  }
  if (/dynamically imported module|Importing a module script failed/.test(message))
    return new ImportError(
      'Cannot load what this cell imports',
      'Is the connection there? Run the cell again, or reload the page where the site has changed since you opened it',
    );
  return error;
}

async function missingName(name: string, url: string, run: Run, shop: Workshop): Promise<ImportError> {
  const specifier = shop.packages.named(new URL(url, globalThis.location?.href).href) ?? 'that package';
  const place = lineOf(name, specifier, run.code);
  const error = new ImportError(
    `Cannot import ${name} from '${specifier}': it has no such name`,
    await cureOf(name, specifier, shop),
  );
  return Object.assign(error, place);
}

async function cureOf(name: string, specifier: string, shop: Workshop): Promise<string> {
  const names = await shop.exportsOf(specifier);
  const near = nearest(name, names);
  if (near !== undefined) return `Did you mean ${near}?`;
  for (const other of shop.packages.specifiers)
    if (other !== specifier && other.startsWith('@zero-to-gpt/') && (await shop.exportsOf(other)).includes(name))
      return `'${other}' has it`;
  if (/^[A-Z]/.test(name)) return `If it is a type, write import { type ${name} } from '${specifier}'`;
  const some = names.slice(0, 40).join(', ');
  return names.length > 40 ? `There is ${some}, …` : `There is ${some}`;
}

/** The line of the import that names it. */
function lineOf(name: string, specifier: string, code: string): { line: number; column: number } | undefined {
  const at = code.search(new RegExp(`import[^'"]*\\b${name}\\b[^'"]*['"]${specifier}['"]`));
  const start = at < 0 ? -1 : at + code.slice(at).search(new RegExp(`\\b${name}\\b`));
  if (start < 0) return undefined;
  const before = code.slice(0, start).split(/\r\n?|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

import { ImportError } from './packages.ts';

/** @throws ImportError where an exercise imports a chapter that comes after its own */
export function allowedOnly(specifier: string, allowed: readonly string[] | undefined): void {
  if (!allowed || !specifier.startsWith('@zero-to-gpt/')) return;
  const name = specifier.split('/')[1]!; // behind the slash
  if (name === 'check' || name === 'lesson-kit' || allowed.includes(name)) return;
  const list =
    allowed.length < 2 ? `${allowed.join('')} only` : `${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1)}`;
  throw new ImportError(`${specifier} is a later chapter: this exercise may use ${list}`, 'Write that part yourself');
}

import { fileURLToPath } from 'node:url';

/** Whether this command runs from its sources, as its tests do; then packages are found as sources too. */
export const fromSources: boolean = import.meta.url.endsWith('.ts');

/** Conditions under which packages are found, for esbuild and for Node. */
export const conditions: readonly string[] = fromSources ? ['@zero-to-gpt/source'] : [];

/** A folder from which this command's own dependencies are found. */
export const home: string = fileURLToPath(new URL('.', import.meta.url));

/** Path of one of the programs that run in a process of their own. */
export function childProgram(name: 'answer' | 'conform' | 'demo'): string {
  return fileURLToPath(new URL(`./child/${name}.${fromSources ? 'ts' : 'js'}`, import.meta.url));
}

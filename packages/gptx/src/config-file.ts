import { readFileSync } from 'node:fs';
import { fileError } from './file-error.ts';
import { parseSettings, type RunConfig } from './run-config.ts';

/**
 * The settings in a JSON file: one of your own for `--config`, or the `config.json` of a run.
 *
 * @throws Error where the file cannot be read, SyntaxError where it is not JSON, and what `parseSettings` throws
 */
export function readConfigFile(path: string): Partial<RunConfig> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw fileError(`read config file ${path}`, error);
  }
  let values: unknown;
  try {
    values = JSON.parse(content.replace(/^\uFEFF/, '')); // some editors begin with a byte-order mark
  } catch (error) {
    throw new SyntaxError(`Cannot read config file ${path}: it is not JSON (${(error as Error).message})`);
  }
  return parseSettings(values, { source: `config file ${path}` });
}

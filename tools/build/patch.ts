/**
 * What turns `base` into `target`, for `applyPatch` of `linalg/src/cpu/patch.ts`: bytes of `target` are taken over from
 * `base` wherever at least eight in a row stand there, nearest first.
 *
 * Format, every number in base 128 with the low digits first: how many bytes follow as they are, these bytes, how many to
 * copy then from `base`, how far behind (even ÷ 2) or before (odd: −(n + 1) ÷ 2) the end of the last copy they begin; and so on.
 */
export function makePatch(base: Uint8Array, target: Uint8Array): Uint8Array {
  const places = new Map<string, number[]>();
  const key = (bytes: Uint8Array, at: number) => Buffer.from(bytes.subarray(at, at + seed)).toString('latin1');
  for (let at = 0; at + seed <= base.length; at++) {
    const known = places.get(key(base, at));
    if (known) known.push(at);
    else places.set(key(base, at), [at]);
  }
  const patch: number[] = [];
  let expected = 0; // where the next copy would begin if nothing had been inserted or left out
  let literalFrom = 0;
  for (let at = 0; at < target.length; ) {
    const found = longest(base, target, at, places.get(key(target, at)) ?? [], expected);
    if (!found) {
      at++;
      continue;
    }
    const { from, length } = found;
    const distance = from - expected;
    writeNumber(patch, at - literalFrom);
    patch.push(...target.subarray(literalFrom, at));
    writeNumber(patch, length);
    writeNumber(patch, distance >= 0 ? 2 * distance : -2 * distance - 1);
    expected = from + length;
    at += length;
    literalFrom = at;
  }
  if (literalFrom < target.length) {
    writeNumber(patch, target.length - literalFrom);
    patch.push(...target.subarray(literalFrom));
  }
  return Uint8Array.from(patch);
}

const seed = 4; // a shorter match costs more than its bytes

/** The longest match of `target` from `at` among `places` of `base`; among equals the nearest to `expected`. */
function longest(base: Uint8Array, target: Uint8Array, at: number, places: readonly number[], expected: number) {
  let best: { from: number; length: number } | undefined;
  for (const from of places) {
    let length = seed;
    while (at + length < target.length && target[at + length] === base[from + length]) length++;
    const near = Math.abs(from - expected);
    if (near > 8192 || (near > 64 && length < 12)) continue; // a far address costs more than a short match saves
    if (!best || length > best.length || (length === best.length && near < Math.abs(best.from - expected)))
      best = { from, length };
  }
  return best;
}

function writeNumber(out: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  out.push(rest);
}

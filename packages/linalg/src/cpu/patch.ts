/**
 * The bytes that `patch` makes of `base`. The variants of the kernels differ in few instructions: one is stored whole, the
 * others as what has to be changed (tools/build/patch.ts, which describes the format).
 */
export function applyPatch(base: Uint8Array, patch: Uint8Array): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  let at = 0;
  let from = 0;
  const readNumber = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = patch[at++]!;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  while (at < patch.length) {
    for (let n = readNumber(); n > 0; n--) out.push(patch[at++]!);
    if (at === patch.length) break;
    const length = readNumber();
    const distance = readNumber();
    from += distance % 2 === 0 ? distance / 2 : -(distance + 1) / 2;
    for (const end = from + length; from < end; from++) out.push(base[from]!);
  }
  return Uint8Array.from(out);
}

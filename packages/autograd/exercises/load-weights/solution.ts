import type { NDArray } from '@zero-to-gpt/linalg';

/** The same weights under our names; those of `c_fc` and `c_proj` transposed. */
export function adapt(state: ReadonlyMap<string, NDArray>): Map<string, NDArray> {
  // #region TODO take each name apart, rename, transpose: about 14 lines
  const ours = { ln: 'norm', c_fc: 'fc', c_proj: 'proj' } as const;
  const adapted = new Map<string, NDArray>();
  for (const [name, value] of state) {
    if (name === 'transformer.wte.weight') {
      adapted.set('table.weight', value);
      continue;
    }
    const parts = name.match(/^transformer\.h\.(\d+)\.(?:mask|(ln|c_fc|c_proj)\.(weight|bias))$/);
    if (!parts) throw new RangeError(`Cannot adapt ${name}: no such entry is known`);
    const [, block, layer, kind] = parts;
    if (layer === undefined) continue; // a mask
    const isTransposed = layer !== 'ln' && kind === 'weight';
    adapted.set(`blocks.${block}.${ours[layer as keyof typeof ours]}.${kind}`, isTransposed ? value.T : value);
  }
  return adapted;
  // #endregion
}

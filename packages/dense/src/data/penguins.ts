import { array, type NDArray } from '@zero-to-gpt/linalg';
import { unpackAsset } from '@zero-to-gpt/linalg/asset';
import * as asset from './penguins.asset.ts';

/** The species, in the order of their labels. */
export const species = ['Adelie', 'Chinstrap', 'Gentoo'] as const;

/** What was measured on each penguin, in the order of the columns. */
export const measurements = ['beak length (mm)', 'beak depth (mm)', 'flipper length (mm)', 'body mass (g)'] as const;

/** Penguins as arrays. */
export interface Penguins {
  /** Measurements, (342, 4) float32. */
  readonly x: NDArray;
  /** Species, (342) int32: 0 Adelie, 1 Chinstrap, 2 Gentoo. */
  readonly y: NDArray;
}

/**
 * 342 penguins of three species from islands near Palmer Station, Antarctica: all of the 344 whose four measurements are
 * known. From `vega-datasets` 3.2.1 `data/penguins.json` (Horst, Hill and Gorman; CC0). Length and SHA-256 are checked.
 * @throws RangeError where the bytes are not those
 */
export async function loadPenguins(): Promise<Penguins> {
  const text = new TextDecoder().decode(await unpackAsset('the penguins', asset));
  const rows = (JSON.parse(text) as readonly Row[]).filter((row) => row['Beak Length (mm)'] !== null); // the hash says so
  const x = rows.map((row) => fields.map((field) => row[field]));
  return {
    x: array(x),
    y: array(
      rows.map((row) => species.indexOf(row.Species)),
      { dtype: 'int32' },
    ),
  };
}

const fields = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'] as const;

type Row = { readonly Species: (typeof species)[number] } & Readonly<Record<(typeof fields)[number], number>>;

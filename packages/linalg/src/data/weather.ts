import { unpackAsset } from '../asset.ts';
import { readCSV } from '../table/read-csv.ts';
import type { Table } from '../table/table.ts';
import * as asset from './weather.asset.ts';

/** The two cities whose weather is here. */
export type WeatherLocation = 'Seattle' | 'New York';

/** One day in one city. */
export interface WeatherDay {
  /** City. */
  readonly location: WeatherLocation;
  /** Year, month and day, such as 2012-01-31. */
  readonly date: string;
  /** Rain and melted snow, in millimetres. */
  readonly precipitation: number;
  /** Highest temperature, in °C. */
  readonly temp_max: number;
  /** Lowest temperature, in °C. */
  readonly temp_min: number;
  /** Mean wind speed, in metres a second as NOAA reports it (the dataset's notes say km/h: far too little for these cities). */
  readonly wind: number;
  /** What the day was like. */
  readonly weather: 'drizzle' | 'fog' | 'rain' | 'snow' | 'sun';
}

/** Which rows to load. */
export interface WeatherOptions {
  /** One city; by default both, one after the other. */
  location?: WeatherLocation;
}

/**
 * The weather of Seattle and New York, 1,461 days each, from 2012-01-01 to 2015-12-31 without a gap, in order of time.
 * From `vega-datasets` 3.2.1 `data/weather.csv` (NOAA; public domain). Length and SHA-256 are checked.
 * @throws RangeError for another city, or where the bytes are not those
 */
export async function loadWeather({ location }: WeatherOptions = {}): Promise<Table<WeatherDay>> {
  const table = readCSV(
    new TextDecoder().decode(await unpackAsset('the weather', asset)),
  ) as unknown as Table<WeatherDay>; // the hash says so
  if (location === undefined) return table;
  const rows = table.rows.filter((row) => row.location === location);
  if (rows.length === 0) throw new RangeError(`Cannot load the weather of ${location}: found Seattle and New York`);
  return { columns: table.columns, rows };
}

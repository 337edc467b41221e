import { describePiece } from '../kit/about.ts';
import { choice, list, maybe, number, type Option, optional } from '../kit/options.ts';
import type { Vector2 } from '../kit/vector.ts';
import { type RunnerName, usualRates } from './names.ts';
import { type SurfaceName, surfaces } from './surfaces.ts';

const names = Object.keys(usualRates) as RunnerName[]; // its keys
const places = Object.keys(surfaces) as SurfaceName[]; // its keys

/** Rates that the sliders have. */
export const rates: readonly number[] = [0.001, 0.01, 0.1]
  .flatMap((power) => [1, 1.5, 2, 3, 4, 5, 7].map((factor) => Number((factor * power).toPrecision(2))))
  .concat(1);

/** Optimizers with their rates: `{ "SGD": 0.04 }`. */
const runners: Option<readonly (readonly [RunnerName, number])[]> = {
  read(value, place) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new TypeError(
        `${place} is ${JSON.stringify(value)}, wanted an object such as { "SGD": 0.04, "Adam": 0.2 }`,
      );
    const read = Object.entries(value).map(([name, rate]) => {
      if (!names.includes(name as RunnerName))
        throw new RangeError(`${place}.${name} is not known, wanted one of ${names.join(', ')}`);
      const lr = number().read(rate, `${place}.${name}`);
      if (!rates.includes(lr)) throw new RangeError(`${place}.${name} is ${lr}, wanted one of ${rates.join(', ')}`);
      return [name as RunnerName, lr] as const; // as checked
    });
    if (read.length < 2 || read.length > 4) throw new RangeError(`${place} has ${read.length} names, wanted 2 to 4`);
    return read;
  },
};

const coordinates = list(number({ min: -3, max: 3 }), { min: 2, max: 2 });

/** Both weights. */
const place: Option<Vector2> = {
  read(value, name) {
    const [x, y] = coordinates.read(value, name) as [number, number]; // two, as checked
    return { x, y };
  },
};

const usual = (['SGD', 'momentum', 'RMSprop', 'Adam'] as const).map((name) => [name, usualRates[name]] as const);

/** Optimizers that walk down a surface from one start. */
export const about = describePiece('race', {
  title: 'Who is down first?',
  try: 'Choose a surface, guess the order, and run. Then give each its best rate: who profits most?',
  fields: {
    surface: optional(choice(places), 'valley'),
    rates: optional(runners, usual),
    start: maybe(place),
    steps: optional(number({ min: 10, max: 500, whole: true }), 100),
  },
  still: ({ surface, rates }) =>
    `An interactive piece: ${rates.map(([name]) => name).join(', ')} walk down from one start, with learning rates of your choice, over ${places.length} surfaces; at first: ${surfaces[surface].title}. It needs JavaScript.`,
});

/** What a lesson may set. */
export type RaceOptions = ReturnType<typeof about.read>;

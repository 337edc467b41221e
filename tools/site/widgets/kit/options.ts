/** One option of a piece: what it may be, and how it is read from the JSON of a lesson. */
export interface Option<T> {
  /** The value, checked. `place` names the option in errors. */
  read(value: unknown, place: string): T;
}

/** The values that options give. */
export type Values<Options> = { readonly [Name in keyof Options]: Options[Name] extends Option<infer T> ? T : never };

/** A finite number. */
export function number({ min = -Infinity, max = Infinity, whole = false } = {}): Option<number> {
  const bounds = [min > -Infinity ? `at least ${min}` : '', max < Infinity ? `at most ${max}` : ''].filter(Boolean);
  const wanted = [whole ? 'a whole number' : 'a number', bounds.join(' and ')].filter(Boolean).join(' of ');
  return {
    read(value, place) {
      if (typeof value !== 'number') throw new TypeError(refusal(place, value, wanted));
      if (!Number.isFinite(value) || value < min || value > max || (whole && !Number.isInteger(value)))
        throw new RangeError(refusal(place, value, wanted));
      return value;
    },
  };
}

/** One of a few numbers, such as those that a slider has. */
export function oneOf(numbers: readonly number[]): Option<number> {
  return {
    read(value, place) {
      const read = number().read(value, place);
      if (!numbers.includes(read)) throw new RangeError(refusal(place, value, `one of ${numbers.join(', ')}`));
      return read;
    },
  };
}

/** true or false. */
export const flag: Option<boolean> = {
  read(value, place) {
    if (typeof value !== 'boolean') throw new TypeError(refusal(place, value, 'true or false'));
    return value;
  },
};

/** A text that is not empty. */
export const text: Option<string> = {
  read(value, place) {
    if (typeof value !== 'string' || value === '') throw new TypeError(refusal(place, value, 'a text'));
    return value;
  },
};

/** One of a few words. */
export function choice<const Word extends string>(words: readonly Word[]): Option<Word> {
  return {
    read(value, place) {
      const word = words.find((known) => known === value);
      if (word === undefined) throw new RangeError(refusal(place, value, `one of ${words.join(', ')}`));
      return word;
    },
  };
}

/** A list of `min` to `max` items. */
export function list<T>(item: Option<T>, { min = 0, max = Infinity } = {}): Option<readonly T[]> {
  const wanted =
    min === max ? `a list of ${min}` : `a list of ${max < Infinity ? `${min} to ${max}` : `${min} or more`}`;
  return {
    read(value, place) {
      if (!Array.isArray(value)) throw new TypeError(refusal(place, value, wanted));
      if (value.length < min || value.length > max) throw new RangeError(refusal(place, value, wanted));
      return value.map((one, i) => item.read(one, `${place}[${i}]`));
    },
  };
}

/** Rows of equal length: `min` to `max` of each. */
export function matrix({ min = 1, max = 4 } = {}): Option<readonly (readonly number[])[]> {
  const rows = list(list(number(), { min, max }), { min, max });
  return {
    read(value, place) {
      const read = rows.read(value, place);
      read.forEach((row, i) => {
        if (row.length !== read[0]!.length)
          throw new RangeError(refusal(`${place}[${i}]`, row, `${read[0]!.length} numbers, as in the first row`));
      });
      return read;
    },
  };
}

/** Two numbers, the second larger. */
export const range: Option<readonly [low: number, high: number]> = {
  read(value, place) {
    const [low, high] = list(number(), { min: 2, max: 2 }).read(value, place) as [number, number]; // two, as checked
    if (low >= high) throw new RangeError(refusal(place, value, 'a low end below the high end'));
    return [low, high];
  },
};

/** An object with these fields and no others. */
export function record<Fields extends Readonly<Record<string, Option<unknown>>>>(
  fields: Fields,
): Option<Values<Fields>> {
  return {
    read(value, place) {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new TypeError(refusal(place, value, 'an object'));
      for (const name of Object.keys(value))
        if (!Object.hasOwn(fields, name))
          throw new RangeError(`${dotted(place, name)} is not known, wanted one of ${Object.keys(fields).join(', ')}`);
      const given = value as Readonly<Record<string, unknown>>; // an object, as checked
      const read = Object.entries(fields).map(([name, field]) => [name, field.read(given[name], dotted(place, name))]);
      return Object.fromEntries(read) as Values<Fields>; // each field was read by its own option
    },
  };
}

/** An option that a lesson may leave out. */
export function optional<T>(option: Option<T>, fallback: NoInfer<T>): Option<T> {
  return { read: (value, place) => (value === undefined ? fallback : option.read(value, place)) };
}

/** An option that a lesson may leave out, and that is null then. */
export function maybe<T>(option: Option<T>): Option<T | null> {
  return { read: (value, place) => (value === undefined ? null : option.read(value, place)) };
}

function dotted(place: string, name: string): string {
  return place.endsWith(' ') ? `${place}${name}` : `${place}.${name}`;
}

function refusal(place: string, value: unknown, wanted: string): string {
  return `${place} is ${value === undefined ? 'missing' : JSON.stringify(value)}, wanted ${wanted}`;
}

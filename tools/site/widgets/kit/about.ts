import { type Option, optional, record, text, type Values } from './options.ts';

/** What is known of a piece before it is drawn; loads without a browser, so that the site's build reads it too. */
export interface About<Options> {
  /** The name in a lesson's fence; the element is `<zg-NAME>`. */
  readonly name: string;
  /** Checks the JSON of a lesson. @throws TypeError or RangeError that names the option, what it is and what is wanted */
  read(options: unknown): Options & Labels;
  /** The sentence that stands in the page where the piece does not run. @throws as `read` does */
  still(options: unknown): string;
}

/** The words above a piece, which every lesson may change. */
export interface Labels {
  readonly title: string;
  /** One sentence: what to try. */
  readonly try: string;
}

/** Describes a piece by its name, words and options. */
export function describePiece<Fields extends Readonly<Record<string, Option<unknown>>>>(
  name: string,
  words: Labels & { readonly fields: Fields; still(options: Values<Fields>): string },
): About<Values<Fields>> {
  const schema = record(words.fields);
  const labels = record({ title: optional(text, words.title), try: optional(text, words.try) });
  const read = (options: unknown): Values<Fields> & Labels => {
    const place = `Cannot show ${name}: option `;
    if (typeof options !== 'object' || options === null || Array.isArray(options))
      throw new TypeError(`Cannot show ${name}: its options are ${JSON.stringify(options)}, wanted an object`);
    const { title, try: invitation, ...own } = options as Readonly<Record<string, unknown>>; // an object, as checked
    return { ...schema.read(own, place), ...labels.read({ title, try: invitation }, place) };
  };
  return { name, read, still: (options) => words.still(read(options)) };
}

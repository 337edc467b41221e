import { format } from './format.ts';

/** A value in the forms in which it can be shown, as in notebooks: MIME type → text. */
export type MimeBundle = Readonly<Record<string, string>>;

/** What a cell shows for its value: what `Symbol.for('Jupyter.display')` gives, else text; undefined shows nothing. */
export function mimeBundle(value: unknown): MimeBundle | undefined {
  if (value === undefined) return undefined;
  const show = (value as { [key: symbol]: unknown } | null)?.[Symbol.for('Jupyter.display')];
  if (typeof show === 'function') {
    const bundle: unknown = show.call(value);
    if (typeof bundle === 'object' && bundle !== null) return bundle as MimeBundle; // the symbol's contract
  }
  return { 'text/plain': format(value) };
}

import type { Shown } from '../shared/protocol.ts';

/** Characters of one text that a page takes. */
const mostText = 50_000;
/** Characters of a picture or another form. */
const mostOther = 4_000_000;

/** An item whose forms are of a size that a page can show. */
export function cutItem(item: Shown): Shown {
  if (Object.values(item.bundle).every((text) => text.length <= mostText)) return item;
  const bundle: Record<string, string> = {};
  for (const [type, text] of Object.entries(item.bundle))
    if (type === 'text/plain') bundle[type] = cutText(text, mostText);
    else if (text.length <= mostOther) bundle[type] = text;
  if (Object.keys(bundle).length === 0) bundle['text/plain'] = 'What is to be shown here is too large for a page';
  return { ...item, bundle };
}

/** A text's beginning, and how much was left out. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}\n… ${(text.length - most).toLocaleString('en')} more characters`;
}

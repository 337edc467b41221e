import { escapeXml } from './escape-xml.ts';

/** A piece of a picture: SVG at its own origin, and the height that it takes. */
export interface Piece {
  readonly svg: string;
  readonly height: number;
}

/** How a text is set. */
export interface TextLook {
  size: number;
  width: number;
  weight?: number;
  color?: string;
}

/** A text in lines that fit the width, by the mean width of a letter: no host need measure fonts. */
export function textLines(text: string | undefined, { size, width, weight, color }: TextLook): Piece[] {
  if (!text) return [];
  const most = Math.max(10, Math.floor((width - 24) / (size * 0.54)));
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const look = `font-size="${size}"${weight ? ` font-weight="${weight}"` : ''}${color ? ` fill="${color}"` : ''}`;
  return lines.map((line) => ({
    svg: `<text y="${size}" ${look}>${escapeXml(line)}</text>`,
    height: Math.round(size * 1.4),
  }));
}

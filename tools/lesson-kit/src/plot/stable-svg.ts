import { escapeXml } from './escape-xml.ts';

/** What goes into a picture's SVG. */
export interface SvgParts {
  width: number;
  height: number;
  title: string | undefined;
  body: string;
}

const places =
  'd|x|y|x1|x2|y1|y2|cx|cy|dx|dy|r|rx|ry|width|height|points|transform|opacity|fill-opacity|stroke-opacity';

/**
 * One SVG document on white. Its text is the same for each run, in every Node and worker: coordinates have two decimals, ids are
 * numbered within the picture and begin with a hash of it, so that pictures on one page do not share them.
 */
export function stableSvg({ width, height, title, body }: SvgParts): string {
  const attribute = new RegExp(` (${places})="([^"]*)"`, 'g');
  const rounded = body
    .replaceAll('&nbsp;', '&#160;') // HTML's name; SVG files are XML
    .replace(attribute, (_, name: string, value: string) => ` ${name}="${value.replace(decimals, round)}"`);
  const named = new Map<string, number>();
  for (const [, id] of rounded.matchAll(/ id="([^"]+)"/g)) if (!named.has(id!)) named.set(id!, named.size + 1);
  const reference = /( id="|url\(#|url\(&quot;#|href="#)([^"&)]+)/g;
  const rename = (prefix: string) =>
    rounded.replace(reference, (all, before: string, id: string) =>
      named.has(id) ? `${before}${prefix}-${named.get(id)}` : all,
    );
  const unique = named.size > 0 ? rename(`plot-${hash(rename('plot'))}`) : rounded;
  const links = unique.includes('xlink:') ? ' xmlns:xlink="http://www.w3.org/1999/xlink"' : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg"${links} role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ` color="#1b1b1b" fill="currentColor" font-family="system-ui, sans-serif">`,
    title ? `<title>${escapeXml(title)}</title>` : '',
    `<rect width="${width}" height="${height}" fill="white"></rect>`,
    `${unique}</svg>\n`,
  ].join('');
}

const decimals = /-?\d*\.\d+(?:e[+-]?\d+)?|-?\d+e[+-]?\d+/g;

function round(text: string): string {
  return String(Math.round(Number(text) * 100) / 100 + 0); // + 0: no -0
}

/** FNV-1a, in hexadecimal. */
function hash(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

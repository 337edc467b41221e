import type { Scale } from '@observablehq/plot';
import { format } from '../format.ts';
import { escapeXml } from './escape-xml.ts';
import type { Piece } from './text-lines.ts';

/** The legend of a color scale: swatches for names, a ramp for numbers. (Plot's own are HTML, or painted on a canvas.) */
export function legend(scale: Scale, width: number): Piece {
  return /^(ordinal|categorical|threshold|quantile|quantize)$/.test(scale.type ?? '')
    ? swatches(scale, width)
    : ramp(scale);
}

function swatches({ type, domain = [], range = [], label }: Scale, width: number): Piece {
  const colors = Array.from<unknown, string>(range, String);
  const names = /^(ordinal|categorical)$/.test(type ?? '') ? Array.from(domain, name) : between([...domain]);
  const parts: string[] = [];
  let [x, y] = [0, 0];
  const put = (svg: string, wide: number) => {
    if (x > 0 && x + wide > width - 24) [x, y] = [0, y + 20];
    parts.push(`<g transform="translate(${x},${y})">${svg}</g>`);
    x += wide;
  };
  if (label) put(`<text y="13" font-size="12" fill="#555">${escapeXml(label)}</text>`, label.length * 7 + 12);
  names.forEach((text, i) => {
    const square = `<rect y="2" width="13" height="13" fill="${escapeXml(colors[i % colors.length]!)}"></rect>`;
    put(`${square}<text x="18" y="13" font-size="12">${escapeXml(text)}</text>`, text.length * 7 + 34);
  });
  return { svg: parts.join(''), height: y + 24 };
}

/** Names of the ranges between thresholds. */
function between(cuts: readonly unknown[]): string[] {
  const names = cuts.map(name);
  return [`< ${names[0]}`, ...names.slice(1).map((cut, i) => `${names[i]}–${cut}`), `≥ ${names.at(-1)}`];
}

const steps = 60;
const wide = 240;

function ramp(scale: Scale): Piece {
  const domain = [...(scale.domain ?? [])].map(Number);
  const [low, high] = [Math.min(...domain), Math.max(...domain)];
  // equal steps of the value: the ends and all between are where a reader looks for them
  const rects = Array.from({ length: steps }, (_, i) => {
    const color = String(scale.apply(low + ((high - low) * (i + 0.5)) / steps));
    // half a pixel of overlap: no seams between neighbours
    return `<rect x="${(i * wide) / steps}" y="16" width="${wide / steps + 0.5}" height="10" fill="${color}"></rect>`;
  });
  const tick = (value: number, x: number, anchor: string) =>
    `<text x="${x}" y="39" font-size="11" text-anchor="${anchor}">${escapeXml(name(Number(value.toPrecision(3))))}</text>`;
  const label = scale.label ? `<text y="11" font-size="12" fill="#555">${escapeXml(scale.label)}</text>` : '';
  const middle = tick((low + high) / 2, wide / 2, 'middle');
  return {
    svg: label + rects.join('') + tick(low, 0, 'start') + middle + tick(high, wide, 'end'),
    height: 46,
  };
}

/** As a reader writes it: dates as days, numbers in full. */
const name = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Date ? value.toISOString().slice(0, 10) : format(value);

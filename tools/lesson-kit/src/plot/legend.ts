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
  const names = /^(ordinal|categorical)$/.test(type ?? '') ? Array.from(domain, name) : ranges([...domain]);
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
function ranges(cuts: readonly unknown[]): string[] {
  const names = cuts.map(name);
  return [`< ${names[0]}`, ...names.slice(1).map((cut, i) => `${names[i]}–${cut}`), `≥ ${names.at(-1)}`];
}

const steps = 60;
const wide = 240;

function ramp(scale: Scale): Piece {
  const domain = Array.from(scale.domain ?? [], Number);
  const at = between(scale, Math.min(...domain), Math.max(...domain));
  const rects = Array.from({ length: steps }, (_, i) => {
    const color = String(scale.apply(at((i + 0.5) / steps)));
    // half a pixel of overlap: no seams between neighbours
    return `<rect x="${(i * wide) / steps}" y="16" width="${wide / steps + 0.5}" height="10" fill="${color}"></rect>`;
  });
  const tick = (t: number, anchor: string) =>
    `<text x="${t * wide}" y="39" font-size="11" text-anchor="${anchor}">${name(Number(at(t).toPrecision(3)))}</text>`;
  const label = scale.label ? `<text y="11" font-size="12" fill="#555">${escapeXml(scale.label)}</text>` : '';
  const ticks = [tick(0, 'start'), tick(0.5, 'middle'), tick(1, 'end')];
  return { svg: label + rects.join('') + ticks.join(''), height: 46 };
}

/** The value at a part of the ramp from 0 to 1: the colors change evenly along it. */
function between({ type, exponent = type === 'sqrt' ? 0.5 : 1 }: Scale, low: number, high: number) {
  return (t: number): number => {
    if (type === 'log') return low * (high / low) ** t;
    if (type !== 'pow' && type !== 'sqrt') return low + (high - low) * t;
    const [from, to] = [signedPower(low, exponent), signedPower(high, exponent)];
    return signedPower(from + (to - from) * t, 1 / exponent);
  };
}

const signedPower = (x: number, exponent: number): number => Math.sign(x) * Math.abs(x) ** exponent;

/** As a reader writes it: dates as days, numbers in full. */
const name = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Date ? value.toISOString().slice(0, 10) : format(value);

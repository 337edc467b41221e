import { plot as draw, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { legend } from './legend.ts';
import { Picture } from './picture.ts';
import { stableSvg } from './stable-svg.ts';
import { textLines } from './text-lines.ts';

/** Observable Plot's options with strings for title, subtitle and caption: they become part of the SVG. */
export interface PictureOptions extends Omit<PlotOptions, 'title' | 'subtitle' | 'caption' | 'figure'> {
  /** What the picture shows, set large above it; also its text for those who cannot see it. */
  title?: string;
  /** Small print below the title. */
  subtitle?: string;
  /** Small print below the picture. */
  caption?: string;
}

/**
 * Draws with Observable Plot, in Node, in a worker and in a page alike: one SVG on white with its title, legend and caption
 * inside. In Node and in workers it is the same text each time (in a page Plot looks at the screen, and shifts by half a
 * pixel). As the last expression of a cell it is shown as a picture.
 * Marks that paint on a canvas (`raster`) need a page.
 *
 * ```ts
 * import * as Plot from '@observablehq/plot';
 * import { plot } from '@zero-to-gpt/lesson-kit/plot';
 *
 * const picture = plot({ title: 'Two points', marks: [Plot.dot([[1, 2], [3, 4]])] });
 * picture.svg.startsWith('<svg'); // → true
 * ```
 */
export function plot(options: PictureOptions = {}): Picture {
  const { title, subtitle, caption, ...rest } = options;
  if (typeof rest.symbol?.legend === 'boolean' && rest.symbol.legend)
    throw new RangeError('Cannot draw a legend of symbols: give the color scale a legend instead');
  const page = (globalThis as { document?: Document }).document ?? parseHTML('<!doctype html><body></body>').document;
  const drawn = draw({
    ...(rest.margin === undefined && { marginLeft: 56, marginBottom: 42, marginTop: 28 }),
    ...rest,
    document: page,
    figure: false,
    color: { ...rest.color, legend: false },
  });
  const width = Number(drawn.getAttribute('width'));
  const height = Number(drawn.getAttribute('height'));
  const color = rest.color?.legend ? drawn.scale('color') : undefined;
  const above = [
    ...textLines(title, { size: 17, weight: 600, width }),
    ...textLines(subtitle, { size: 13, width, color: '#555' }),
    ...(color ? [legend({ ...color, label: rest.color?.label ?? color.label ?? '' }, width)] : []), // Plot forgets names' label
  ];
  const below = textLines(caption, { size: 12, width, color: '#555' });

  let y = above.length > 0 ? 8 : 0;
  // in place of Plot's own style, which is for an <svg> in a page
  const name = drawn.getAttribute('class');
  const style = `:where(.${name}) { --plot-background: white; } :where(.${name} text) { white-space: pre; }`;
  const parts = [`<style>${style}</style>`];
  for (const { height: h, svg } of above) {
    parts.push(`<g transform="translate(12,${y})">${svg}</g>`);
    y += h;
  }
  parts.push(
    `<g class="${name}" font-size="12" text-anchor="middle" transform="translate(0,${y})">`,
    `${drawn.innerHTML.replace(/<style>[\s\S]*?<\/style>/, '')}</g>`,
  );
  y += height;
  for (const { height: h, svg } of below) {
    parts.push(`<g transform="translate(12,${y})">${svg}</g>`);
    y += h;
  }
  if (below.length > 0) y += 8;
  return new Picture(stableSvg({ width, height: y, title, body: parts.join('') }), { width, height: y });
}

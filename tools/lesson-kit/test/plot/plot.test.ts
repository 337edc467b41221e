import * as Plot from '@observablehq/plot';
import { format, mimeBundle } from '@zero-to-gpt/lesson-kit';
import { Picture, plot } from '@zero-to-gpt/lesson-kit/plot';
import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, test, vi } from 'vitest';

const dots = (options = {}) =>
  Plot.dot(
    [
      [1, 2],
      [3, 4],
    ],
    options,
  );
const texts = ({ svg }: Picture) => [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map((match) => match[1]);

afterEach(() => vi.unstubAllGlobals());

describe('plot', () => {
  test('gives one SVG on white, with a name for those who cannot see it', () => {
    const { svg } = plot({ title: 'Two < "points"', marks: [dots()] });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" viewBox="0 0 640 \d+"/);
    expect(svg).toContain('<title>Two &lt; &quot;points&quot;</title><rect width="640"');
    expect(svg).toContain('fill="white"');
    expect(svg.match(/<svg/g)).toHaveLength(1);
  });

  test('is shown as a picture by notebooks and lessons, and as a size by consoles', () => {
    const picture = plot({ marks: [dots()] });
    expect(picture).toBeInstanceOf(Picture);
    expect(mimeBundle(picture)).toEqual({ 'image/svg+xml': picture.svg });
    expect(format(picture)).toMatch(/^Picture\(640 × \d+\)$/);
  });

  test('is the same text each time, clips and gradients included', () => {
    const draw = () => plot({ marks: [dots({ clip: true }), Plot.ruleY([0], { clip: true })] }).svg;
    const first = draw();
    expect(first).toMatch(/id="plot-[0-9a-f]{8}-1"/);
    expect(draw()).toBe(first);
  });

  test('names clips of two pictures differently', () => {
    const id = (y: number) =>
      / id="([^"]+)"/.exec(plot({ y: { domain: [0, y] }, marks: [dots({ clip: true })] }).svg)?.[1];
    expect(id(5)).not.toBe(id(6));
  });

  test('rounds coordinates to hundredths', () => {
    const thirds = Array.from({ length: 7 }, (_, i) => [i / 7, Math.sqrt(i)] as [number, number]);
    const { svg } = plot({ marks: [Plot.line(thirds), Plot.dot(thirds)] });
    expect(svg.match(/ (d|cx|cy|transform)="[^"]*\d\.\d{3,}/g)).toBeNull();
  });

  test('sets title, subtitle and caption, in lines that fit', () => {
    const long = 'a title that is far too long to stand in one line of a small picture';
    const picture = plot({
      width: 300,
      title: long,
      subtitle: 'below it',
      caption: 'at the foot',
      axis: null,
      marks: [],
    });
    const lines = texts(picture);
    expect(lines.slice(0, -2).join(' ')).toBe(long);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.slice(-2)).toEqual(['below it', 'at the foot']);
    expect(picture.height).toBeGreaterThan(plot({ width: 300, axis: null, marks: [] }).height);
  });

  test('draws swatches for names', () => {
    const picture = plot({
      color: { legend: true, label: 'city' },
      axis: null,
      marks: [dots({ fill: ['Oslo', 'Rome'] })],
    });
    expect(texts(picture)).toEqual(['city', 'Oslo', 'Rome']);
  });

  test('draws swatches for ranges between thresholds', () => {
    const color = { legend: true, type: 'threshold', domain: [0, 10] } as const;
    expect(texts(plot({ color, axis: null, marks: [dots({ fill: [1, 2] })] }))).toEqual(['&lt; 0', '0–10', '≥ 10']);
  });

  test.each([
    ['linear', [0, 800], ['0', '400', '800']],
    ['log', [8, 800], ['8', '80', '800']],
    ['sqrt', [0, 100], ['0', '25', '100']],
  ] as const)('draws a ramp for numbers on a %s scale', (type, domain, ticks) => {
    const color = { legend: true, type, domain } as const;
    const picture = plot({ color: { ...color, domain: [...domain] }, axis: null, marks: [dots({ fill: [10, 90] })] });
    expect(texts(picture)).toEqual(ticks);
    expect(new Set(picture.svg.match(/fill="rgb\([^"]+/g)).size).toBeGreaterThan(40);
  });

  test('refuses a legend of symbols', () => {
    expect(() => plot({ symbol: { legend: true }, marks: [dots()] })).toThrow('Cannot draw a legend of symbols');
  });

  test("draws with the page's document where there is one", () => {
    const { document } = parseHTML('<!doctype html><body></body>');
    const create = vi.spyOn(document, 'createElementNS');
    vi.stubGlobal('document', document);
    const inPage = plot({ marks: [dots()] }).svg;
    expect(create).toHaveBeenCalled();
    vi.unstubAllGlobals();
    expect(plot({ marks: [dots()] }).svg).toBe(inPage);
  });
});

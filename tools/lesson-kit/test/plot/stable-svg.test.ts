import { expect, test } from 'vitest';
import { stableSvg } from '../../src/plot/stable-svg.ts';

const svg = (body: string) => stableSvg({ width: 10, height: 20, title: undefined, body });

test('stableSvg() rounds places and leaves other numbers alone', () => {
  const body =
    '<path d="M0.125678,-1.999e-9L3,4.5" stroke-width="1.2345" opacity="0.33333"></path><text>1.23456</text>';
  expect(svg(body)).toContain(
    '<path d="M0.13,0L3,4.5" stroke-width="1.2345" opacity="0.33"></path><text>1.23456</text>',
  );
});

test('stableSvg() numbers ids, and follows what refers to them', () => {
  const body =
    '<clipPath id="plot-clip-7"></clipPath><g clip-path="url(#plot-clip-7)"></g><use href="#plot-clip-7"></use>';
  const again = body.replaceAll('plot-clip-7', 'plot-clip-99');
  expect(svg(body)).toMatch(/id="(plot-[0-9a-f]{8}-1)".*url\(#\1\).*href="#\1"/);
  expect(svg(again)).toBe(svg(body));
});

test('stableSvg() leaves links to places outside alone', () => {
  expect(svg('<a href="#elsewhere"></a>')).toContain('href="#elsewhere"');
});

test('stableSvg() is XML: no names that only HTML has, and a namespace for xlink where it is used', () => {
  expect(svg('<text>a&nbsp;b</text>')).toContain('a&#160;b');
  expect(svg('<image xlink:href="a"></image>')).toContain('xmlns:xlink="http://www.w3.org/1999/xlink"');
});

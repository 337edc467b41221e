import { expect, test } from 'vitest';
import { sameSvg } from '../../src/plot/same-svg.ts';

test('sameSvg() lets numbers differ by a hundredth, and nothing else', () => {
  const svg = '<path d="M1.25,-3L40,0.5"/><text>a</text>';
  expect(sameSvg(svg, svg)).toBe(true);
  expect(sameSvg(svg, svg.replace('1.25', '1.26'))).toBe(true);
  expect(sameSvg(svg, svg.replace('1.25', '1.27'))).toBe(false);
  expect(sameSvg(svg, svg.replace('-3', '3'))).toBe(false);
  expect(sameSvg(svg, svg.replace('>a<', '>b<'))).toBe(false);
  expect(sameSvg(svg, svg.replace('L40,0.5', ''))).toBe(false);
});

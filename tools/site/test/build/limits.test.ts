import { describe, expect, test } from 'vitest';
import { crossedLimits, kb, limits } from '../../build/limits.ts';
import type { PageCost } from '../../build/measure.ts';

const load = { requests: 9, html: 9000, js: limits.js, css: 30_000, font: 40_000, other: 0 };
const page: PageCost = {
  path: 'learn/linalg/01-vectors',
  load,
  own: limits.own,
  firstContentfulPaint: 400,
  layoutShift: limits.layoutShift,
  foreign: [],
};

describe('crossedLimits', () => {
  test('accepts a page that is just light enough', () => expect(crossedLimits([page])).toEqual([]));

  test.each([
    [
      'JavaScript',
      { load: { ...load, js: limits.js + 1024 } },
      'loads 151.0 KB of JavaScript before a click: wanted 150.0 KB',
    ],
    ['our own', { own: limits.own + 1024 }, 'loads 16.0 KB of zg/'],
    ['jumping', { layoutShift: 0.25 }, 'jumps by 0.250'],
    ['another host', { foreign: ['https://example.org/x.js'] }, 'asks another host: https://example.org/x.js'],
  ])('names the page and what is too much of %s', (_, change, words) => {
    const [line, ...others] = crossedLimits([page, { ...page, ...change }]);
    expect(line).toContain(`/learn/linalg/01-vectors ${words}`);
    expect(others).toEqual([]);
  });
});

test('kb speaks of 1024 bytes', () => expect(kb(2560)).toBe('2.5 KB'));

import { describe, expect, test } from 'vitest';
import { graphicPairs, textPairs } from './pairs.ts';
import { contrast, readTokens } from './tokens.ts';

describe.each(['light', 'dark'] as const)('tokens, %s', (mode) => {
  const tokens = readTokens(mode);
  const value = (name: string): string => tokens.get(name) ?? `no token --zg-${name}`;

  test.each(textPairs)('text in %s can be read on %s', (text, background) => {
    expect(contrast(value(text), value(background))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphicPairs)('a mark in %s can be seen on %s', (mark, background) => {
    expect(contrast(value(mark), value(background))).toBeGreaterThanOrEqual(3);
  });
});

test('contrast() is 21 for black on white and 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#0b5c73', '#0b5c73')).toBe(1);
});

test('every colour of the light mode has one of the dark mode', () => {
  const [light, dark] = [readTokens('light'), readTokens('dark')];
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name);
  expect(colours.filter((name) => light.get(name) === dark.get(name))).toEqual([]);
});

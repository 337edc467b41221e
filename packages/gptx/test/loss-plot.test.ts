import { expect, test } from 'vitest';
import { lossPlot } from '../src/loss-plot.ts';

const metrics = [
  { step: 1, loss: 4.2, lr: 1e-3, tokensPerSecond: 1000 },
  { step: 2, loss: 3.1, lr: 1e-3, tokensPerSecond: 1000, valLoss: 3.3, valTokens: 640 },
];

test('lossPlot() draws an SVG file that stands alone', async () => {
  const svg = await lossPlot(metrics);
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg.trimEnd().endsWith('</svg>')).toBe(true);
});

test('lossPlot() has a line for the training loss and a dot for each validation loss', async () => {
  const svg = await lossPlot(metrics);
  expect(svg.match(/<path [^>]*d="M/g)?.length).toBeGreaterThan(0);
  expect(svg.match(/<circle /g)).toHaveLength(1);
});

test('lossPlot() names the baseline', async () => {
  expect(await lossPlot(metrics, { baseline: 2.4612 })).toContain('bigram baseline 2.46');
  expect(await lossPlot(metrics)).not.toContain('bigram baseline');
});

test('lossPlot() of a run without steps is an empty picture', async () => {
  expect(await lossPlot([])).toContain('</svg>');
});

test('lossPlot() of 20,000 steps stays small', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({ step: i + 1, loss: 3, lr: 1, tokensPerSecond: 1 }));
  expect((await lossPlot(many)).length).toBeLessThan(40_000);
});

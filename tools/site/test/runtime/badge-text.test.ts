import { expect, test } from 'vitest';
import { badgeText, type Guess } from '../../runtime/badge-text.ts';

const host: Guess = { simd: true, isolated: true, threads: 4, webgpu: { adapter: 'Some GPU' } };
const https = { secure: true, serviceWorker: true };

test('badgeText() names what computes, in one line', () => {
  expect(badgeText(host, https).short).toBe('CPU · SIMD · 4 threads');
  expect(badgeText({ ...host, threads: 1 }, https).short).toBe('CPU · SIMD · 1 thread');
  expect(badgeText({ ...host, isolated: false, simd: false }, https).short).toBe(
    'CPU · no SIMD · 1 thread: not isolated',
  );
});

test('badgeText() says why a page is not isolated', () => {
  const why = (surroundings: typeof https) => badgeText({ ...host, isolated: false }, surroundings).long[2];
  expect(why({ secure: false, serviceWorker: false })).toContain('because it does not come over https');
  expect(why({ secure: true, serviceWorker: false })).toContain('because its server does not ask for it.');
  expect(why(https)).toContain('this browser has not let the page arrange it');
});

test('badgeText() says what WebGPU is for, or why it is missing', () => {
  expect(badgeText(host, https).long[3]).toMatch(/^WebGPU: Some GPU\..*chapter on kernels/);
  expect(badgeText({ ...host, webgpu: { missing: 'no adapter' } }, https).long[3]).toMatch(/^No WebGPU: no adapter\./);
});

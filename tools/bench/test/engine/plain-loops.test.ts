import { expect, test } from 'vitest';
import { adamwLoop, layerNormLoop, loops } from '../../src/engine/plain-loops.ts';

const x = Float32Array.of(-1, 0, 2);

test('loops compute what their rows are named after', () => {
  const of = (name: keyof typeof loops) => {
    const y = new Float32Array(3);
    loops[name](x, y);
    return [...y].map((v) => Math.round(v * 1000) / 1000);
  };
  expect(of('exp')).toEqual([0.368, 1, 7.389]);
  expect(of('tanh')).toEqual([-0.762, 0, 0.964]);
  expect(of('gelu')).toEqual([-0.159, 0, 1.955]);
});

test('layerNormLoop() gives rows of mean 0 and deviation 1, scaled and shifted', () => {
  const y = new Float32Array(4);
  layerNormLoop(Float32Array.of(1, 3, -5, 5), Float32Array.of(1, 2), Float32Array.of(0, 1), y);
  expect([...y].map((v) => Math.round(v * 100) / 100)).toEqual([-1, 3, -1, 3]);
});

test('adamwLoop() moves against the gradient', () => {
  const [value, m, v] = [Float32Array.of(1), new Float32Array(1), new Float32Array(1)];
  adamwLoop(value, Float32Array.of(2), m, v);
  expect([value[0], m[0], v[0]]).toEqual([expect.closeTo(0.9989, 6), expect.closeTo(0.2, 6), expect.closeTo(0.04, 6)]);
});

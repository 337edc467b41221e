import { expect, test } from 'vitest';
import { compile } from '../../src/cpu/module.ts';
import { isSlower, probe } from '../../src/cpu/tune.ts';

const wait = (milliseconds: number) => () => {
  for (const start = performance.now(); performance.now() - start < milliseconds; );
};

test('isSlower() tells what takes several times as long, and says no otherwise', () => {
  const options = { tries: [1, 2], factor: 2 };
  expect(isSlower(wait(1), () => undefined, options)).toBe(true);
  expect(isSlower(() => undefined, wait(1), options)).toBe(false);
  expect(isSlower(wait(1), wait(1), { tries: [1, 2], factor: 100 })).toBe(false);
});

test('isSlower() believes it only where every try finds it', () => {
  let calls = 0;
  const lateToBeFast = () => {
    if (calls++ < 8) wait(1)();
  };
  expect(isSlower(lateToBeFast, () => undefined, { tries: [0], factor: 2 })).toBe(true);
  calls = 0;
  expect(isSlower(lateToBeFast, wait(0.1), { tries: [0, 0], factor: 2 })).toBe(false);
});

test.each([true, false])('probe() runs a product by a module for memory with shared: %s', (shared) => {
  const { module } = compile({ deterministic: true, shared });
  expect(probe(module, { shared })()).toBe(undefined);
  expect(() => probe(module, { shared: !shared })).toThrow(WebAssembly.LinkError);
});

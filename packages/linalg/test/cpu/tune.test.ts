import { expect, test } from 'vitest';
import { compile } from '../../src/cpu/module.ts';
import { isSlower, probe } from '../../src/cpu/tune.ts';

const wait = (milliseconds: number) => () => {
  for (const start = performance.now(); performance.now() - start < milliseconds; );
};

test('isSlower() tells what takes several times as long, and says no otherwise', () => {
  const options = { milliseconds: 1, factor: 2 };
  expect(isSlower(wait(1), () => undefined, options)).toBe(true);
  expect(isSlower(() => undefined, wait(1), options)).toBe(false);
  expect(isSlower(wait(1), wait(1), { milliseconds: 1, factor: 100 })).toBe(false);
});

test.each([true, false])('probe() runs a product by a module for memory with shared: %s', (shared) => {
  const { module } = compile({ deterministic: true, shared });
  expect(probe(module, { shared })()).toBe(undefined);
  expect(() => probe(module, { shared: !shared })).toThrow(WebAssembly.LinkError);
});

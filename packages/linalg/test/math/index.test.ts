import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { math } from '../../src/index.ts';
import golden from '../fixtures/math.json' with { type: 'json' };

const functions: Record<string, (...x: number[]) => number> = { ...math };
const ulps = (a: number, b: number) => Math.abs(a - b) / (2 ** -52 * Math.max(Math.abs(b), 2 ** -1022));

describe('the elementary functions lie within a few ulp of values computed with 50 digits', () => {
  for (const [name, rows] of Object.entries(golden))
    test(`${name}()`, () => {
      for (const row of rows) {
        const [wanted, ...inputs] = row.map(Number) as [number, ...number[]];
        const found = functions[name]!(...inputs);
        expect(ulps(found, wanted), `${name}(${inputs}) = ${found}, wanted ${wanted}`).toBeLessThan(
          name === 'pow' ? 200 : name === 'erf' ? 8 : 4,
        );
      }
    });
});

test('they follow IEEE 754 at the edges', () => {
  const { exp, log, log1p, pow, sin, tanh, erf, sigmoid } = math;
  expect([exp(-Infinity), exp(Infinity), exp(-745.2), exp(710)]).toEqual([0, Infinity, 0, Infinity]);
  expect([log(0), log(-1), log(Infinity), log(5e-324)]).toEqual([-Infinity, NaN, Infinity, -744.4400719213812]);
  expect([log1p(-1), log1p(1e-20), log1p(-2)]).toEqual([-Infinity, 1e-20, NaN]);
  expect([pow(0, -1), pow(-8, 1 / 3), pow(-2, 3), pow(7, 0), pow(NaN, 0)]).toEqual([Infinity, NaN, -8, 1, 1]);
  expect([pow(2, Infinity), pow(0.5, Infinity), pow(-1, Infinity)]).toEqual([Infinity, 0, NaN]);
  expect([sin(Infinity), tanh(1000), tanh(-1000), erf(7), sigmoid(-1000)]).toEqual([NaN, 1, -1, 1, 0]);
  expect([Object.is(tanh(-0), -0), Object.is(erf(-0), -0), Object.is(sin(-0), -0)]).toEqual([true, true, true]);
});

test('they keep their bits: the same on every host', () => {
  const bits = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let i = 1; i <= 2000; i++)
    for (const f of [math.exp, math.log, math.sin, math.cos, math.tanh, math.erf, math.log1p, math.sigmoid]) {
      bits.setFloat64(0, f((i * i * 0.37) % 30));
      for (const word of [bits.getUint32(0), bits.getUint32(4)]) hash = Math.imul(hash ^ word, 0x01000193);
    }
  expect((hash >>> 0).toString(16)).toBe('e6e3e683');
});

test('exp() and log() undo each other', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(math.log(math.exp(x)) - x)).toBeLessThan(1e-15 + 1e-15 * Math.abs(x));
    }),
    { seed: 1, numRuns: 500 },
  );
});

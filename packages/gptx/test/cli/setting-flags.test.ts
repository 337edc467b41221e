import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addSettingFlags, givenSettings, normalizeFlags, readNumber } from '../../src/cli/setting-flags.ts';

const parse = (...args: string[]) =>
  givenSettings(addSettingFlags(new Command().exitOverride()).parse(normalizeFlags(args), { from: 'user' }).opts());

test('normalizeFlags() takes camelCase, snake_case and kebab-case for one flag', () => {
  expect(normalizeFlags(['--nLayer', '4', '--n_head=2', '--block-size', '8'])).toEqual([
    '--n-layer',
    '4',
    '--n-head=2',
    '--block-size',
    '8',
  ]);
});

test('normalizeFlags() leaves values and what follows -- alone', () => {
  expect(normalizeFlags(['--prompt=--nLayer', 'a_B', '--', '--nLayer'])).toEqual([
    '--prompt=--nLayer',
    'a_B',
    '--',
    '--nLayer',
  ]);
});

test('addSettingFlags() makes a flag of every setting', () => {
  expect(parse('--nLayer', '4', '--min-lr', '1e-4', '--bias=false', '--text', 'a.txt', '--textSha256', 'ab')).toEqual({
    nLayer: 4,
    minLr: 1e-4,
    bias: false,
    text: 'a.txt',
    textSha256: 'ab',
  });
  expect(parse()).toEqual({});
});

test('addSettingFlags() passes on numbers that are out of range, for the whole configuration to judge', () => {
  expect(parse('--lr', '-1')).toEqual({ lr: -1 });
});

test('addSettingFlags() refuses values of the wrong kind', () => {
  expect(() => parse('--steps', 'many')).toThrow("Cannot read --steps: found 'many', wanted a whole number from 1 to");
  expect(() => parse('--bias', 'yes')).toThrow("Cannot read --bias: found 'yes', wanted true or false");
  expect(() => parse('--lr', '')).toThrow("Cannot read --lr: found ''");
});

test('readNumber() reads decimal numbers and nothing else', () => {
  expect(['12', '-0.5', '+3', '1e-3', '.5', '2.'].map(readNumber)).toEqual([12, -0.5, 3, 0.001, 0.5, 2]);
  expect(['', ' 1', '0x10', 'Infinity', 'NaN', '1,000', '1e'].map(readNumber)).toEqual(Array(7).fill(null));
});

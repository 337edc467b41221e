import { expect, test } from 'vitest';
import { checkFlags } from '../src/flags.ts';

const args = {
  exercise: { type: 'positional' },
  json: { type: 'boolean' },
  impl: { type: 'string' },
  yes: { type: 'boolean', alias: 'y' },
} as const;

test('checkFlags() lets known flags pass', () => {
  expect(() => checkFlags('check', ['norm', '--json', '--no-json', '-y', '--impl', './mine'], args)).not.toThrow();
  expect(() => checkFlags('check', ['--impl=./mine'], args)).not.toThrow();
});

test('checkFlags() names the flag that a misspelt one meant', () => {
  expect(() => checkFlags('check', ['--jsn'], args)).toThrow('Cannot read --jsn: did you mean --json?');
});

test('checkFlags() refuses a flag without its value', () => {
  expect(() => checkFlags('check', ['--impl'], args)).toThrow('Cannot read --impl: wanted a value after it');
  expect(() => checkFlags('check', ['--impl', '--json'], args)).toThrow('found --json');
});

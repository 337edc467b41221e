import { describe, expect, test } from 'vitest';
import { allowedOnly } from '../../worker/allowed.ts';
import { ImportError, Packages } from '../../worker/packages.ts';

const packages = new Packages(
  { '@zero-to-gpt/linalg': 'linalg.js', '@zero-to-gpt/linalg/data/weather': 'weather.js' },
  'https://example.org/zg/',
);
const errorOf = (f: () => unknown): ImportError => {
  try {
    f();
  } catch (error) {
    if (error instanceof ImportError) return error;
  }
  throw new Error('Cannot give the error: none was thrown');
};

describe('Packages', () => {
  test('knows where a package lies, and its name', () => {
    expect(packages.resolve('@zero-to-gpt/linalg')).toBe('https://example.org/zg/linalg.js');
    expect(packages.named('https://example.org/zg/weather.js')).toBe('@zero-to-gpt/linalg/data/weather');
  });

  test.each([
    ['@zero-to-gpt/linlag', "Did you mean '@zero-to-gpt/linalg'?"],
    ['linalg', "Did you mean '@zero-to-gpt/linalg'?"],
    ['@zero-to-gpt/linalg/data/wether', "Did you mean '@zero-to-gpt/linalg/data/weather'?"],
    ['react', 'There is @zero-to-gpt/linalg, @zero-to-gpt/linalg/data/weather'],
  ])('says what was meant by %s', (name, cure) => {
    expect(errorOf(() => packages.resolve(name)).cure).toContain(cure);
  });

  test('is not led astray by names that every object has', () => {
    expect(errorOf(() => packages.resolve('constructor')).message).toContain('no such package');
  });
});

describe('allowedOnly', () => {
  test('keeps an exercise to its own chapter and those before it', () => {
    const allowed = ['linalg', 'linreg'];
    allowedOnly('@zero-to-gpt/linalg/data/weather', allowed);
    allowedOnly('@zero-to-gpt/check', allowed);
    expect(errorOf(() => allowedOnly('@zero-to-gpt/autograd', allowed)).message).toBe(
      '@zero-to-gpt/autograd is a later chapter: this exercise may use linalg and linreg',
    );
    expect(errorOf(() => allowedOnly('@zero-to-gpt/linreg', ['linalg'])).message).toContain('may use linalg only');
  });
});

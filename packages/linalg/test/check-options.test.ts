import { describe, expect, test } from 'vitest';
import { checkOptions, nearest } from '../src/check-options.ts';
import { array } from '../src/index.ts';

interface BlurOptions {
  readonly radius?: number;
  readonly axis?: number;
  readonly lr?: number;
}
const blur = (options: BlurOptions): BlurOptions => checkOptions('blur', options, ['radius', 'axis', 'lr']);

describe('checkOptions()', () => {
  test('gives known options back, also those that are undefined', () => {
    const options = { radius: 2, axis: undefined };
    expect(blur(options as object)).toBe(options);
    expect(blur({})).toEqual({});
  });

  test.each([
    ['raduis', 'did you mean radius? '],
    ['Radius', 'did you mean radius? '],
    ['dim', 'did you mean axis? '],
    ['learningRate', 'did you mean lr? '],
    ['learning_rate', 'did you mean lr? '],
    ['somethingElse', ''],
  ])('names the option %s and what it most likely meant', (name, hint) => {
    expect(() => blur({ [name]: 1 })).toThrow(
      new TypeError(`Cannot give blur the option ${name}: ${hint}Its options are radius, axis, lr`),
    );
  });

  test.each([
    [0.1, '0.1'],
    [null, 'null'],
    ['sum', '"sum"'],
    [true, 'true'],
  ])('says that %s is no object of options', (given, shown) => {
    expect(() => blur(given as never)).toThrow(
      new TypeError(`Cannot give blur ${shown} for its options: expected an object, as { radius: … }`),
    );
  });

  test('does not compile where a name is missing or one too many', () => {
    const given: BlurOptions = { axis: 1 };
    // @ts-expect-error axis and lr are missing
    expect(() => checkOptions('blur', given, ['radius'])).toThrow('option axis');
    // @ts-expect-error BlurOptions has no width
    checkOptions('blur', { ...given }, ['radius', 'axis', 'lr', 'width']);
  });
});

test('nearest() takes the known name with the fewest letters changed, the first of several', () => {
  expect(nearest('nLayers', ['nHead', 'nLayer', 'lr'])).toBe('nLayer');
  expect(nearest('ab', ['ac', 'ad'])).toBe('ac');
  expect(nearest('--WEIGHT-DECAY', ['minLr', 'weightDecay'])).toBe('weightDecay');
  expect(nearest('momentum', ['lr', 'eps'], 4)).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});

describe('arrays', () => {
  const x = array([[1, 2]]);
  test.each([
    'sum',
    'mean',
    'prod',
    'max',
    'min',
    'var',
    'std',
    'any',
    'all',
    'argmax',
    'argmin',
    'cumsum',
    'cumprod',
    'sort',
    'argsort',
  ] as const)('%s() refuses an axis by another name, and a bare one', (name) => {
    expect(() => x[name]({ dim: 1 } as object)).toThrow('the option dim: did you mean axis?');
    expect(() => x[name](1 as never)).toThrow(
      `Cannot give ${name} 1 for its options: expected an object, as { axis: … }`,
    );
  });
});

import { expect, test } from 'vitest';
import { parseSettings, runConfig, settings } from '../src/run-config.ts';

test('runConfig() fills in the defaults', () => {
  expect(runConfig()).toMatchObject({ text: 'moby-dick', nHead: 4, seed: 1, textSha256: null });
  expect(Object.keys(runConfig())).toEqual(settings.map(({ key }) => key));
});

test('runConfig() derives the last learning rate and the warm-up', () => {
  expect(runConfig({ lr: 0.02, steps: 50 })).toMatchObject({ minLr: 0.002, warmupSteps: 5 });
  expect(runConfig({ steps: 5000 })).toMatchObject({ warmupSteps: 100 });
  expect(runConfig({ minLr: 0, warmupSteps: 0 })).toMatchObject({ minLr: 0, warmupSteps: 0 });
});

test('runConfig() derives the learning rate from the width', () => {
  expect(runConfig()).toMatchObject({ nEmbd: 128, lr: 0.00375 });
  expect(runConfig({ nEmbd: 384 }).lr).toBe(0.00125);
  expect(runConfig({ nEmbd: 8 }).lr).toBe(0.005);
  expect(runConfig({ nEmbd: 384, lr: 0.5 }).lr).toBe(0.5);
});

test('runConfig() takes its own result again', () => {
  const config = runConfig({ steps: 7, bias: false });
  expect(runConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
});

test('runConfig() expresses the recipe of nanoGPT for a CPU', () => {
  const recipe = { nLayer: 4, nHead: 4, nEmbd: 128, blockSize: 64, batchSize: 12, steps: 2000, dropout: 0, lr: 1e-3 };
  const rest = { minLr: 1e-4, warmupSteps: 100, weightDecay: 0.1, beta1: 0.9, beta2: 0.99, clipNorm: 1 };
  expect(runConfig({ ...recipe, ...rest, validation: 0.1, seed: 1 })).toMatchObject({ ...recipe, ...rest });
});

test('runConfig() names the nearest key to an unknown one', () => {
  expect(() => runConfig({ nLayers: 4 })).toThrow("unknown key 'nLayers', the nearest known one is 'nLayer'");
  expect(() => parseSettings({ learning_rate: 1 }, { source: 'a.json' })).toThrow('Cannot read a.json: unknown key');
});

test('runConfig() refuses values of the wrong kind', () => {
  expect(() => runConfig({ steps: '100' })).toThrow(
    'Cannot use steps of the configuration: found "100", wanted a whole number from 1 to 1000000000',
  );
  expect(() => runConfig({ bias: 1 })).toThrow('found 1, wanted true or false');
  expect(() => runConfig({ text: null })).toThrow('found null, wanted moby-dick or the path of a text file');
});

test('runConfig() refuses values out of range', () => {
  expect(() => runConfig({ nLayer: 0 })).toThrow('found 0, wanted a whole number from 1');
  expect(() => runConfig({ nLayer: 2.5 })).toThrow('found 2.5, wanted a whole number from 1');
  expect(() => runConfig({ dropout: 1 })).toThrow('found 1, wanted a number from 0 and below 1');
  expect(() => runConfig({ validation: 0 })).toThrow('found 0, wanted a number above 0 and below 1');
  expect(() => runConfig({ lr: -1 })).toThrow('found -1, wanted a number above 0');
  expect(() => runConfig({ lr: Number.NaN })).toThrow('Cannot use lr');
  expect(() => runConfig({ textSha256: 'abc' })).toThrow('wanted 64 hexadecimal digits or null');
});

test('runConfig() refuses what is no object', () => {
  expect(() => runConfig(null)).toThrow('Cannot read the configuration: found null, wanted an object of settings');
  expect(() => runConfig([1])).toThrow('found an array');
  expect(() => runConfig(3)).toThrow('found a number');
});

test('runConfig() refuses a width that the heads do not divide', () => {
  expect(() => runConfig({ nEmbd: 130 })).toThrow('Cannot split nEmbd 130 into nHead 4 heads: 130 is no multiple of 4');
});

test('runConfig() refuses a last learning rate above the highest and a warm-up without end', () => {
  expect(() => runConfig({ lr: 1e-4, minLr: 1e-3 })).toThrow('Cannot use minLr 0.001');
  expect(() => runConfig({ steps: 10, warmupSteps: 10 })).toThrow('wanted fewer than the 10 steps');
});

test('runConfig() is not fooled by keys that every object has', () => {
  expect(() => runConfig(JSON.parse('{"__proto__": {"steps": 1}}'))).toThrow("unknown key '__proto__'");
  expect(() => runConfig({ toString: 1 })).toThrow("unknown key 'toString'");
});

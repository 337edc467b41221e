import { Linear, Parameter } from '@zero-to-gpt/autograd';
import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as optim from '../src/index.ts';
import { RunLogger, saveCheckpoint } from '../src/node/index.ts';

const parameter = (): Parameter => new Parameter(array([[1, 2]]));
const model = new Linear(1, 1);
const x = parameter();
const bytes = await optim.encodeSafetensors(new Map());

/** Every call with options, by the name that its error says. */
const calls: Readonly<Record<string, (options: never) => unknown>> = {
  SGD: (options) => new optim.SGD([parameter()], options),
  Adagrad: (options) => new optim.Adagrad([parameter()], options),
  RMSprop: (options) => new optim.RMSprop([parameter()], options),
  Adam: (options) => new optim.Adam([parameter()], options),
  AdamW: (options) => new optim.AdamW([parameter()], options),
  Lion: (options) => new optim.Lion([parameter()], options),
  Muon: (options) => new optim.Muon([parameter()], options),
  decayGroups: (options) => optim.decayGroups(model, options),
  newtonSchulz: (options) => optim.newtonSchulz(x.value, options),
  clipGradNorm: (options) => optim.clipGradNorm([x], options),
  clipGradValue: (options) => optim.clipGradValue([x], options),
  EMA: (options) => new optim.EMA(model, options),
  EarlyStopping: (options) => new optim.EarlyStopping(options),
  LayerNorm: (options) => new optim.LayerNorm(1, options),
  RMSNorm: (options) => new optim.RMSNorm(1, options),
  BatchNorm1d: (options) => new optim.BatchNorm1d(1, options),
  BatchNorm2d: (options) => new optim.BatchNorm2d(1, options),
  GroupNorm: (options) => new optim.GroupNorm(1, 1, options),
  Dropout: (options) => new optim.Dropout(0.5, options),
  Residual: (options) => new optim.Residual(model, options),
  layerNorm: (options) => optim.layerNorm(x, null, null, options),
  rmsNorm: (options) => optim.rmsNorm(x, null, options),
  dropout: (options) => optim.dropout(x, options),
  randomSplit: (options) => optim.randomSplit([1, 2] as never, [1, 1], options),
  upload: (options) => optim.upload({}, options),
  DataLoader: (options) => new optim.DataLoader({ length: 2, get: (i) => i }, options),
  RandomSampler: (options) => new optim.RandomSampler(2, options),
  WeightedRandomSampler: (options) => new optim.WeightedRandomSampler([1, 1], options),
  decodeSafetensors: (options) => optim.decodeSafetensors(bytes, options),
  unpackSafetensors: (options) => optim.unpackSafetensors(bytes, options),
  parseStrictJSON: (options) => optim.parseStrictJSON('{}', options),
  cosineSchedule: (options) => optim.cosineSchedule(options),
  'schedules.constant': (options) => optim.schedules.constant(options),
  'schedules.cosineWarmRestarts': (options) => optim.schedules.cosineWarmRestarts(options),
  'schedules.cyclic': (options) => optim.schedules.cyclic(options),
  'schedules.exponential': (options) => optim.schedules.exponential(options),
  'schedules.inverseSqrt': (options) => optim.schedules.inverseSqrt(options),
  'schedules.linear': (options) => optim.schedules.linear(options),
  'schedules.oneCycle': (options) => optim.schedules.oneCycle(options),
  'schedules.polynomial': (options) => optim.schedules.polynomial(options),
  'schedules.reduceOnPlateau': (options) => optim.schedules.reduceOnPlateau(options),
  'schedules.sequential': (options) => optim.schedules.sequential([() => 1], options),
  'schedules.step': (options) => optim.schedules.step(options),
  'schedules.multiStep': (options) => optim.schedules.multiStep(options),
  'schedules.warmupStableDecay': (options) => optim.schedules.warmupStableDecay(options),
  RunLogger: (options) => new RunLogger('/nowhere', options),
};

describe.each(Object.entries(calls))('%s', (name, call) => {
  test('names an option that it has not', () => {
    expect(() => call({ misspelt: 1 } as never)).toThrow(`Cannot give ${name} the option misspelt: `);
  });
  test('wants options by name', () => {
    expect(() => call(0.1 as never)).toThrow(`Cannot give ${name} 0.1 for its options: expected an object`);
  });
});

test('AdamW knows what was meant by learningRate', () => {
  expect(() => calls.AdamW!({ learningRate: 1 } as never)).toThrow(
    'Cannot give AdamW the option learningRate: did you mean lr? Its options are lr, betas, eps, weightDecay, amsgrad',
  );
});

test('groups have options that the optimizer knows, under the name options', () => {
  const parameters = [parameter()];
  expect(() => new optim.AdamW([{ parameters, options: { weightdecay: 0 } as never }])).toThrow(
    'Cannot give AdamW the option weightdecay: did you mean weightDecay?',
  );
  expect(() => new optim.AdamW([{ parameters, lr: 0.1 } as never])).toThrow(
    'Cannot give a parameter group the option lr: Its options are parameters, names, options',
  );
});

test('saveCheckpoint() refuses an unknown option before it writes', async () => {
  await expect(saveCheckpoint('/nowhere', {} as never, { kepe: 1 } as never)).rejects.toThrow('did you mean keep?');
});

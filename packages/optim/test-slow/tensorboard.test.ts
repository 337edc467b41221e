import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@zero-to-gpt/linalg';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunLogger } from '../src/node/index.ts';
import { type DecodedValue, eventFiles, readEvents } from './tensorboard/read-events.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorboard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const values = (): (readonly [step: number, value: DecodedValue])[] =>
  readEvents(eventFiles(folder)[0]!).flatMap(({ step, summary }) =>
    (summary?.value ?? []).map((value) => [step, value] as const),
  );

test('an event file is read back by protobufjs: its version, then each number under its tag and step', () => {
  const random = new Random(3);
  const logged = Array.from({ length: 300 }, (_, i) => [i * 7, Math.fround(random.next() - 0.5)] as const);
  {
    using logger = new RunLogger(folder, { now: () => 1_700_000_000_250 });
    for (const [step, loss] of logged) logger.log(step, { loss, 'valid/größe 🐳': -loss });
  }
  const [first, ...rest] = readEvents(eventFiles(folder)[0]!);
  expect(first).toEqual({ wall_time: 1_700_000_000.25, step: 0, file_version: 'brain.Event:2' });
  expect(rest).toHaveLength(300);
  expect(values()).toEqual(
    logged.flatMap(([step, loss]) => [
      [step, { tag: 'loss', simple_value: loss }],
      [step, { tag: 'valid/größe 🐳', simple_value: -loss }],
    ]),
  );
});

test('any tags, steps and numbers come back', () => {
  const number = fc.oneof(
    fc.float(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0),
  );
  const tag = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => name !== 'step' && name !== 'time');
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.dictionary(tag, number, { minKeys: 1, noNullPrototype: true }), (step, metrics) => {
      rmSync(folder, { recursive: true, force: true });
      {
        using logger = new RunLogger(folder);
        logger.log(step, metrics);
      }
      const wanted = Object.entries(metrics).map(([name, value]) => [step, { tag: name, simple_value: value }]);
      expect(values()).toEqual(wanted);
    }),
    { numRuns: 50 },
  );
});

test('texts, histograms and pictures come back', async () => {
  const weights = Float32Array.from({ length: 1000 }, (_, i) => (i - 400) / 100);
  const pixels = Uint8Array.from({ length: 2 * 3 * 3 }, (_, i) => i * 10);
  {
    using logger = new RunLogger(folder);
    logger.text(4, 'sample', 'To be, or nöt');
    logger.histogram(5, 'weights', weights);
    logger.image(6, 'picture', { shape: [2, 3, 3], data: pixels });
    await logger.config({ lr: 0.1 });
  }
  const [text, histogram, picture, config] = values();
  expect(text).toEqual([
    4,
    {
      tag: 'sample',
      tensor: { dtype: 7, tensor_shape: { dim: [{ size: 1 }] }, string_val: [Buffer.from('To be, or nöt')] },
      metadata: { plugin_data: { plugin_name: 'text' } },
    },
  ]);
  const { min, max, num, sum, sum_squares, bucket_limit, bucket } = histogram![1].histo!;
  expect([histogram![0], histogram![1].tag, min, max, num]).toEqual([5, 'weights', -4, Math.fround(5.99), 1000]);
  const whole = weights.reduce((a, b) => a + b, 0);
  expect(Math.abs(sum - whole)).toBeLessThan(1e-3);
  expect(sum_squares).toBeGreaterThan(sum);
  expect(bucket_limit).toHaveLength(bucket.length);
  expect(bucket.reduce((a, b) => a + b, 0)).toBe(1000);
  for (const [i, limit] of bucket_limit.entries()) {
    const below = i === 0 ? Number.NEGATIVE_INFINITY : bucket_limit[i - 1]!;
    expect(limit).toBeGreaterThan(below);
    expect(bucket[i]).toBe(weights.filter((x) => x >= below && x < limit).length);
  }
  const { encoded_image_string: png, ...size } = picture![1].image!;
  expect(size).toEqual({ height: 2, width: 3, colorspace: 3 });
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
  expect(config![1].tag).toBe('config');
});

test('a run that goes on voids what earlier files hold of later steps', () => {
  {
    using logger = new RunLogger(folder);
    for (let step = 1; step <= 9; step++) logger.log(step, { loss: step });
  }
  {
    using logger = new RunLogger(folder, { step: 6 });
    for (let step = 7; step <= 8; step++) logger.log(step, { loss: -step });
  }
  // TensorBoard reads the files in order; `START` at step s drops what came before of step s and later
  const shown = new Map<number, number>();
  for (const event of eventFiles(folder).flatMap(readEvents)) {
    if (event.session_log?.status === 'START')
      for (const step of [...shown.keys()]) if (step >= event.step) shown.delete(step);
    for (const value of event.summary?.value ?? []) shown.set(event.step, value.simple_value!);
  }
  expect([...shown]).toEqual([1, 2, 3, 4, 5, 6, -7, -8].map((loss, i) => [i + 1, loss]));
});

test('the reader notices a byte that has changed', () => {
  {
    using logger = new RunLogger(folder);
    logger.log(1, { loss: 1 });
  }
  const path = eventFiles(folder)[0]!;
  const bytes = readFileSync(path);
  for (const at of [0, 8, 20, bytes.length - 1]) {
    const damaged = Uint8Array.from(bytes);
    damaged[at]! ^= 1;
    writeFileSync(path, damaged);
    expect(() => readEvents(path)).toThrow();
  }
});

// Longer than 300 lines: every way in which a checkpoint can be damaged, a test each.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parameter } from '@zero-to-gpt/autograd';
import { array, createReference, type NDArray, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseMeta } from '../../src/node/checkpoint-meta.ts';
import { loadCheckpoint } from '../../src/node/load-checkpoint.ts';
import { type CheckpointContent, saveCheckpoint } from '../../src/node/save-checkpoint.ts';
import { AdamW } from '../../src/optimizers/adamw.ts';
import { parameters, run } from '../fixtures/optimize.ts';

expect.extend(matchers);

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'optim-')), 'checkpoints');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const content = (step: number): CheckpointContent => ({ step, model: new Map([['w', array([step])]]) });
const save = (...steps: number[]) =>
  steps.reduce<Promise<unknown>>(
    (done, step) => done.then(() => saveCheckpoint(folder, content(step))),
    Promise.resolve(),
  );
const weight = (model: Map<string, NDArray>) => model.get('w')?.toArray();

describe('loadCheckpoint()', () => {
  test('takes the newest, or the one of a step', async () => {
    await save(9, 10);
    const newest = await loadCheckpoint(folder);
    expect([newest.step, weight(newest.model), newest.path]).toEqual([10, [10], join(folder, 'step-10')]);
    expect(weight((await loadCheckpoint(folder, { step: 9 })).model)).toEqual([9]);
  });

  test('makes the arrays on a device', async () => {
    await save(1);
    expect((await loadCheckpoint(folder, { device: reference })).model.get('w')?.device).toBe(reference);
  });

  test('frees all arrays with what it gives back', async () => {
    const device = createReference();
    const average = new Map([['w.average', array([1, 2])]]);
    await saveCheckpoint(folder, {
      ...content(1),
      optimizer: new Map([['w.m', array([3])]]),
      states: { ema: average },
    });
    {
      using checkpoint = await loadCheckpoint(folder, { device });
      expect([checkpoint.step, device.stats().bytes]).toEqual([1, 16]);
    }
    expect(device.stats().bytes).toBe(0);
  });

  test.each<[damage: string, reason: string, damage: (path: string) => void]>([
    ['a missing meta.json', 'no such file', (path) => rmSync(join(path, 'meta.json'))],
    ['an empty meta.json', 'Cannot read JSON', (path) => writeFileSync(join(path, 'meta.json'), '')],
    ['a meta.json of something else', 'format is none', (path) => writeFileSync(join(path, 'meta.json'), '{}')],
    ['a cut shard', 'has 70 bytes, expected', (path) => truncateSync(join(path, 'shard-0-of-1.safetensors'), 70)],
    ['a missing shard', 'no such file', (path) => rmSync(join(path, 'shard-0-of-1.safetensors'))],
    [
      'a shard of zeros that no checksum guards',
      'Cannot read safetensors',
      (path) => {
        edit(path, ({ files, ...meta }) => ({ ...meta, files: withoutSums(files) }));
        change(path, (bytes) => bytes.fill(0));
      },
    ],
    ['one bit of a weight changed', 'is damaged: its checksum is', (path) => change(path, flipLastBit)],
    [
      'a checksum that is none',
      'expected [{ name, bytes, crc32 }]',
      (path) => edit(path, (meta) => ({ ...meta, files: [{ name: 'shard-0-of-1.safetensors', bytes: 1, crc32: -1 }] })),
    ],
    [
      'text that is not UTF-8',
      'it is not UTF-8',
      (path) => {
        const file = join(path, 'meta.json');
        writeFileSync(file, Buffer.concat([readFileSync(file), Uint8Array.of(0xff)]));
      },
    ],
    [
      'nesting without end',
      'nested deeper than 64 levels',
      (path) => writeFileSync(join(path, 'meta.json'), `{"meta":${'['.repeat(1e6)}`),
    ],
    [
      'a meta.json of gigabytes',
      'meta.json has 2147483648 bytes, at most 100000000 are allowed',
      (path) => truncateSync(join(path, 'meta.json'), 2 ** 31),
    ],
    [
      'a folder in place of the shard',
      'EISDIR',
      (path) => {
        const shard = join(path, 'shard-0-of-1.safetensors');
        const { size } = statSync(shard);
        rmSync(shard);
        mkdirSync(shard);
        edit(path, (meta) => ({
          ...meta,
          files: [{ name: 'shard-0-of-1.safetensors', bytes: statSync(shard).size || size }],
        }));
      },
    ],
    ['states of text', 'states is {"a":1}', (path) => edit(path, (meta) => ({ ...meta, states: { a: 1 } }))],
    [
      'a state with a path for a name',
      'states is {"../a":{}}',
      (path) => edit(path, (meta) => ({ ...meta, states: { '../a': {} } })),
    ],
    [
      'a file in place of the folder',
      'a part of the path is a file',
      (path) => {
        rmSync(path, { recursive: true });
        writeFileSync(path, '');
      },
    ],
    [
      'a step that does not fit its name',
      'meta.json says step 7, expected 2',
      (path) => edit(path, (meta) => ({ ...meta, step: 7 })),
    ],
    ['a later version', 'version is 3, expected 2', (path) => edit(path, (meta) => ({ ...meta, version: 3 }))],
    [
      'a meta.json that has lost its checksum',
      'crc32 is none, expected a checksum on the last line',
      (path) => edit(path, (meta) => ({ ...meta, version: 2 })),
    ],
    [
      'a file outside the folder',
      'files is [{"name":"../',
      (path) => edit(path, (meta) => ({ ...meta, files: [{ name: '../x', bytes: 1 }] })),
    ],
    [
      'an optimizer of text',
      'optimizer is {"a":"b"}',
      (path) => edit(path, (meta) => ({ ...meta, optimizer: { a: 'b' } })),
    ],
    ['a meta that is a list', 'meta is []', (path) => edit(path, (meta) => ({ ...meta, meta: [] }))],
  ])('passes over a checkpoint with %s, and tells why', async (_, reason, damage) => {
    await save(1, 2);
    damage(join(folder, 'step-2'));
    const { step, skipped } = await loadCheckpoint(folder);
    expect(step).toBe(1);
    expect(skipped).toMatchObject([{ step: 2, path: join(folder, 'step-2') }]);
    expect(skipped[0]!.reason).toContain(reason);
    await expect(loadCheckpoint(folder, { step: 2 })).rejects.toThrow(reason);
  });

  test('passes over a tensor that belongs to nobody', async () => {
    await save(1);
    const path = join(folder, 'step-1');
    edit(path, ({ files, ...meta }) => ({ ...meta, files: withoutSums(files) })); // as an older version wrote it
    expect((await loadCheckpoint(folder)).step).toBe(1);
    change(path, (bytes) => bytes.write('mopel', bytes.indexOf('model')));
    await expect(loadCheckpoint(folder)).rejects.toThrow('tensor "mopel.w", expected names that begin with model.');
  });

  test('passes over a tensor of a state that meta.json does not know, or has as a number', async () => {
    const states = { ema: new Map<string, NDArray | number>([['w', array([1])]]) };
    const path = await saveCheckpoint(folder, { ...content(1), states });
    edit(path, (meta) => ({ ...meta, states: {} }));
    await expect(loadCheckpoint(folder)).rejects.toThrow('holds tensor "states.ema.w", expected names that begin');
    edit(path, (meta) => ({ ...meta, states: { ema: { w: 3 } } }));
    await expect(loadCheckpoint(folder)).rejects.toThrow('"states.ema.w", which meta.json has as a number');
  });

  test('brings further states back, arrays and numbers', async () => {
    const states = {
      ema: new Map<string, NDArray | number>([
        ['model.w', array([0.5])],
        ['updates', 7],
      ]),
      'plateau-2': new Map<string, NDArray | number>(),
    };
    await saveCheckpoint(folder, { ...content(1), states });
    const loaded = (await loadCheckpoint(folder)).states;
    expect([...loaded.keys()]).toEqual(['ema', 'plateau-2']);
    expect(loaded.get('ema')!.get('updates')).toBe(7);
    expect((loaded.get('ema')!.get('model.w') as NDArray).toArray()).toEqual([0.5]);
    await expect(saveCheckpoint(folder, { ...content(2), states: { 'a.b': new Map() } })).rejects.toThrow(
      'Cannot save a state as "a.b": expected letters, digits, _ and -, a letter first',
    );
  });

  test('brings every number of a state back to the last bit', async () => {
    const numbers = [0.1 + 0.2, -0, 0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 1e300];
    const state = new Map(numbers.map((n, i) => [`n.${i}`, n]));
    await saveCheckpoint(folder, { ...content(1), optimizer: state, states: { plateau: state } });
    const { optimizer, states } = await loadCheckpoint(folder);
    expect(optimizer).toEqual(state);
    expect(states.get('plateau')).toEqual(state);
  });

  test('meets random damage by passing over, or by what was saved, never by another error', async () => {
    await saveCheckpoint(folder, { ...content(2), optimizer: new Map([['w.step', 5]]), meta: { note: ['a'] } });
    const path = join(folder, 'step-2');
    const files = ['meta.json', 'shard-0-of-1.safetensors'] as const;
    const whole = Object.fromEntries(files.map((name) => [name, readFileSync(join(path, name))]));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { minLength: 1, maxLength: 3 }),
        fc.nat(30),
        async (name, changes, cut) => {
          for (const each of files) writeFileSync(join(path, each), whole[each]!);
          const bytes = Uint8Array.from(whole[name]!);
          for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
          writeFileSync(join(path, name), bytes.subarray(0, bytes.length - Math.max(0, cut - 15)));
          try {
            const { step, model } = await loadCheckpoint(folder);
            expect([step, weight(model)]).toEqual([2, [2]]); // numbers in meta.json may be others, weights never
          } catch (error) {
            expect(String(error)).toMatch(/^Error: Cannot load a checkpoint from /);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('says that there is nothing to load', async () => {
    await expect(loadCheckpoint(folder)).rejects.toThrow(`Cannot load a checkpoint from ${folder}: found none`);
    await save(3);
    await expect(loadCheckpoint(folder, { step: 4 })).rejects.toThrow('the checkpoint of step 4 from');
    await expect(loadCheckpoint(folder, { step: 4 })).rejects.toThrow('found steps [3]');
  });

  test('finds any byte of meta.json that has changed', async () => {
    await saveCheckpoint(folder, {
      ...content(1),
      optimizer: new Map([['w.step', 3]]),
      meta: { loader: { index: 7 } },
    });
    const file = join(folder, 'step-1', 'meta.json');
    const whole = readFileSync(file);
    expect(parseMeta(whole).meta).toEqual({ loader: { index: 7 } });
    for (let at = 0; at < whole.length; at++)
      for (const flip of [1, 4, 32, 128]) {
        const bytes = Uint8Array.from(whole);
        bytes[at]! ^= flip;
        expect(() => parseMeta(bytes), `byte ${at} of ${whole.length}, ${flip}`).toThrow();
      }
    writeFileSync(file, whole.toString().replace('"index": 7', '"index": 8'));
    await expect(loadCheckpoint(folder)).rejects.toThrow(
      /step-1: Cannot read meta\.json: it is damaged, its checksum is \d+, expected \d+$/,
    );
  });

  test('reads checkpoints of the first version, whose meta.json has no checksum', async () => {
    await save(1);
    edit(join(folder, 'step-1'), (meta) => meta);
    expect((await loadCheckpoint(folder)).step).toBe(1);
  });

  test('frees everything where a checksum is wrong', async () => {
    await save(1);
    change(join(folder, 'step-1'), flipLastBit);
    const device = createReference();
    await expect(loadCheckpoint(folder, { device })).rejects.toThrow('is damaged');
    expect(device.stats().bytes).toBe(0);
  });

  test('frees everything where a device is too small', async () => {
    await saveCheckpoint(folder, {
      step: 1,
      model: new Map([
        ['a', array([1])],
        ['b', array([2])],
      ]),
    });
    const device = createReference();
    const { alloc } = device;
    let calls = 0;
    device.alloc = (...args) => {
      if (++calls === 2) throw new RangeError('full');
      return alloc.apply(device, args);
    };
    await expect(loadCheckpoint(folder, { device })).rejects.toThrow('full');
    expect(device.stats().bytes).toBe(0);
  });

  forEachDevice((makeDevice, name) => {
    test(`brings an optimizer on ${name} back, to the last bit`, async () => {
      const device = makeDevice();
      const whole = parameters(device);
      using uninterrupted = new AdamW(Object.entries(whole), { lr: 0.1 });
      run(whole, uninterrupted);

      const both = parameters(device);
      using first = new AdamW(Object.entries(both), { lr: 0.1 });
      run(both, first, { to: 6 });
      const model = new Map(Object.entries(both).map(([key, { value }]) => [key, value]));
      await saveCheckpoint(folder, { step: 6, model, optimizer: first.stateDict() });

      const loaded = await loadCheckpoint(folder, { device });
      const resumed = {
        weight: new Parameter(loaded.model.get('weight')!),
        bias: new Parameter(loaded.model.get('bias')!),
      };
      using second = new AdamW(Object.entries(resumed), { lr: 0.1 });
      second.loadStateDict(loaded.optimizer);
      run(resumed, second, { from: 6 });
      expect(await resumed.weight.data()).toEqual(await whole.weight.data());
      expect(await resumed.bias.data()).toEqual(await whole.bias.data());
    });
  });
});

/** Changes the bytes of a checkpoint's shard in place. */
function change(path: string, by: (bytes: Buffer) => unknown): void {
  const shard = join(path, 'shard-0-of-1.safetensors');
  const bytes = readFileSync(shard);
  by(bytes);
  writeFileSync(shard, bytes);
}

const flipLastBit = (bytes: Buffer): void => {
  bytes[bytes.length - 1]! ^= 1;
};

const withoutSums = (files: unknown): unknown =>
  (files as { name: string; bytes: number }[]).map(({ name, bytes }) => ({ name, bytes }));

/** Changes a meta.json; it becomes one of the first version, which has no checksum of itself. */
function edit(path: string, change: (meta: Record<string, unknown>) => unknown): void {
  const file = join(path, 'meta.json');
  const { crc32: _, ...meta } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(change({ ...meta, version: 1 })));
}

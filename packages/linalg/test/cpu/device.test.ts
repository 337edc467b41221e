import { describe, expect, test, vi } from 'vitest';
import { cpu, createCPU } from '../../src/index.ts';
import { arrayOf, dense } from './layouts.ts';

// whatever processor this runs on
vi.mock('../../src/cpu/tune.ts', async (original) => ({ ...(await original<object>()), isSlower: () => false }));

describe('createCPU()', () => {
  test('opens nothing before the first array', () => {
    const device = createCPU({ memoryLimit: 1000 });
    expect(device.stats()).toEqual({ bytes: 0, peak: 0 });
    expect(() => device.alloc('float32', 1)).toThrow(RangeError);
  });

  test('refuses limits and threads that cannot be', () => {
    expect(() => createCPU({ threads: 0 })).toThrow('Cannot open cpu with 0 threads');
    expect(() => createCPU({ threads: 1.5 })).toThrow(RangeError);
    for (const memoryLimit of [2 ** 33, 0, -1])
      expect(() => createCPU({ memoryLimit })).toThrow(
        new RangeError(
          `Cannot open cpu with a memoryLimit of ${memoryLimit} bytes: expected more than 0 and at most 4 GiB, 4294967296 bytes`,
        ),
      );
    expect(() => createCPU({ memoryLimit: NaN })).toThrow(RangeError);
  });

  test('computes in a memory of the caller', () => {
    const memory = new WebAssembly.Memory({ initial: 100, maximum: 1000, shared: true });
    const device = createCPU({ memory });
    const x = arrayOf(device, [1, 2, 3]);
    device.binary('mul', x, 2, x);
    expect([...device.readSync(x)]).toEqual([2, 4, 6]);
    expect(memory.buffer.byteLength).toBe(100 * 65536);
  });

  test('says what it is: its name, threads, mode and 256-bit code', () => {
    const device = createCPU({ deterministic: true, threads: 2 });
    expect([device.name, device.threads, device.deterministic, device.turbo()]).toEqual(['cpu', 2, true, false]);
    expect(cpu.deterministic).toBe(false);
  });
});

describe('turbo()', () => {
  const has256Bits = Number.parseInt(process.versions.node, 10) >= 24 && process.arch === 'x64';

  test('switches 256-bit code on before the first array, and not after it', () => {
    expect(createCPU().turbo()).toBe(has256Bits);
    expect(createCPU({ turbo: true }).turbo()).toBe(has256Bits);
    const opened = createCPU({ turbo: false });
    opened.alloc('float32', 1);
    expect(opened.turbo()).toBe(false);
  });

  test('is off where deterministic', () => {
    expect(createCPU({ deterministic: true, turbo: true }).turbo()).toBe(false);
  });

  test('is the default where the environment says so', () => {
    vi.stubEnv('ZERO_TO_GPT_TURBO', '1');
    const [asked, refused] = [createCPU(), createCPU({ turbo: false })];
    for (const device of [asked, refused]) device.alloc('float32', 1);
    vi.unstubAllEnvs();
    expect([asked.turbo(), refused.turbo()]).toEqual([has256Bits, false]);
  });
});

describe('CPUDevice', () => {
  const device = createCPU();

  test('stats() counts bytes alive now and at most', () => {
    const fresh = createCPU();
    const [a, b] = [fresh.alloc('float32', 10), fresh.alloc('uint8', 3)];
    expect(fresh.stats()).toEqual({ bytes: 43, peak: 43 });
    fresh.free(a);
    fresh.free(a);
    expect(a.freed).toBe(true);
    expect(fresh.stats()).toEqual({ bytes: 3, peak: 43 });
    fresh.free(b);
    expect(fresh.stats().bytes).toBe(0);
  });

  test('read() copies the view in row-major order and no more', async () => {
    const x = arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3]);
    const turned = { ...x, shape: [3, 2], strides: [1, 3] };
    const copy = await device.read(turned);
    expect([...copy]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(copy.buffer.byteLength).toBe(24);
    copy.fill(0);
    expect([...device.readSync({ ...x, shape: [2], strides: [-1], offset: 5 })]).toEqual([6, 5]);
  });

  test('write() reaches the view and nothing else, and every write counts', () => {
    const x = dense(device, [2, 3]);
    const { version } = x.storage;
    device.write({ ...x, shape: [3, 2], strides: [1, 3] }, Float32Array.of(1, 2, 3, 4, 5, 6));
    expect([...device.readSync(x)]).toEqual([1, 3, 5, 2, 4, 6]);
    device.write({ ...x, shape: [2], offset: 4, strides: [1] }, Float32Array.of(8, 9));
    expect([...device.readSync(x)]).toEqual([1, 3, 5, 2, 8, 9]);
    expect(x.storage.version).toBe(version + 2);
  });

  test('holds four dtypes and names them when asked for another', () => {
    expect(() => device.alloc('float16', 1)).toThrow(
      new TypeError('Cannot hold float16 on cpu: it has float32, float64, int32, uint8'),
    );
  });

  test('refuses freed memory', () => {
    const x = dense(device, [2]);
    device.free(x.storage);
    expect(() => device.readSync(x)).toThrow('Cannot use freed memory: 2 elements of float32');
  });
});

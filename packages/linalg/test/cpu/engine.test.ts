import { afterEach, describe, expect, test, vi } from 'vitest';
import { unary } from '../../src/cpu/elementwise.ts';
import { Engine } from '../../src/cpu/engine.ts';
import { matmul } from '../../src/cpu/matmul.ts';
import { reduce } from '../../src/cpu/reduce.ts';
import type { Runner } from '../../src/cpu/runner.ts';
import { SingleThread } from '../../src/cpu/runner.ts';
import { attention } from '../../src/cpu/slots/attention.ts';
import { layerNorm, layerNormBackward } from '../../src/cpu/slots/layer-norm.ts';
import { sizeOf } from '../../src/shape.ts';
import type { View } from '../../src/view.ts';

const MiB = 1048576;
const open = (options: Partial<ConstructorParameters<typeof Engine>[0]> = {}) =>
  new Engine({ memoryLimit: 64 * MiB, deterministic: false, ...options });

function view(engine: Engine, shape: readonly number[], values?: (i: number) => number): View {
  const storage = engine.alloc('float32', sizeOf(shape));
  storage.data.set(Array.from({ length: storage.size }, (_, i) => values?.(i) ?? 0));
  return { storage, shape, strides: shape.map((_, i) => sizeOf(shape.slice(i + 1))), offset: 0 };
}

afterEach(() => void vi.unstubAllGlobals());

describe('Engine', () => {
  test('counts the bytes of live arrays exactly, and the most there were', () => {
    const engine = open();
    const a = engine.alloc('float32', 1000);
    const b = engine.alloc('uint8', 7);
    expect([engine.bytes, engine.peak]).toEqual([4007, 4007]);
    engine.free(a);
    engine.free(a);
    expect([engine.bytes, engine.peak]).toEqual([7, 4007]);
    engine.scratch(10_000, () => expect(engine.bytes).toBe(7));
    engine.free(b);
    expect([engine.bytes, engine.peak]).toEqual([0, 4007]);
  });

  test('out of memory names what was wanted, what is live, the limit and who holds most', () => {
    const engine = open({ memoryLimit: 16 * MiB });
    const held = [engine.alloc('float32', MiB), engine.alloc('float64', MiB / 4), engine.alloc('float64', MiB / 4)];
    expect(() => engine.alloc('float32', 4 * MiB)).toThrow(
      new RangeError(
        'Cannot allocate float32[4194304] (16.0 MiB) on cpu: 8.0 MiB are live and the limit is 16.0 MiB; ' +
          'the most is held by 1 × float32[1048576] (4.0 MiB), 2 × float64[262144] (4.0 MiB)',
      ),
    );
    expect(engine.bytes).toBe(8 * MiB);
    for (const s of held) engine.free(s);
    expect(engine.alloc('float32', 2 * MiB).freed).toBe(false);
  });

  test('a memory that is too small for the scratch space says so', () => {
    expect(() => open({ memoryLimit: MiB })).toThrow(/Cannot allocate scratch memory .* the limit is 1.0 MiB/);
  });

  test('keeps an array readable while the memory grows under it, shared or not', () => {
    for (const shared of [true, false]) {
      const engine = open({ memory: new WebAssembly.Memory({ initial: 1, maximum: 1024, shared }) });
      const x = view(engine, [5], (i) => i);
      const before = engine.memory.buffer.byteLength;
      engine.alloc('float32', 8 * MiB);
      expect(engine.memory.buffer.byteLength).toBeGreaterThan(before);
      expect([...engine.host(x).data]).toEqual([0, 1, 2, 3, 4]);
      const y = view(engine, [5]);
      unary(engine, 'neg', x, y);
      expect([...engine.host(y).data]).toEqual([-0, -1, -2, -3, -4]);
    }
  });

  test('computes in unshared memory where the host cannot share', () => {
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const engine = open();
    expect(engine.memory.buffer).toBeInstanceOf(ArrayBuffer);
    const x = view(engine, [3], (i) => i);
    engine.alloc('float32', 4 * MiB);
    unary(engine, 'sqrt', x, x);
    expect([...engine.host(x).data]).toEqual([0, 1, Math.fround(Math.SQRT2)]);
  });

  test('refuses freed memory and memory of another engine', () => {
    const [one, other] = [open(), open()];
    const x = view(one, [2]);
    expect(() => other.address(x)).toThrow(TypeError);
    one.free(x.storage as ReturnType<Engine['alloc']>);
    expect(() => one.address(x)).toThrow('Cannot use freed memory: 2 elements of float32');
  });
});

describe('Runner', () => {
  /** Splits all work into parts of one grain, and does the last part first. */
  const splitting = (engine: Engine): Runner => {
    const single = new SingleThread(engine.exports, engine);
    return {
      threads: 1,
      reserve: (bytes) => single.reserve(bytes),
      run(kernel, args, { count, grain = 1 }) {
        for (let begin = Math.floor((count - 1) / grain) * grain; begin >= 0; begin -= grain)
          engine.exports[kernel](...args, begin, Math.min(count, begin + grain));
      },
    };
  };

  test('results do not depend on how the work is split', () => {
    const values = (i: number) => ((i * 7919) % 1013) / 500 - 1;
    const results = [open(), open({ makeRunner: splitting })].map((engine) => {
      const [x, w] = [view(engine, [70, 45], values), view(engine, [45, 51], values)];
      const y = view(engine, [70, 51]);
      matmul(engine, x, w, y);
      unary(engine, 'exp', y, y);
      const [sum, rows, columns] = [view(engine, [1, 1]), view(engine, [70, 1]), view(engine, [1, 51])];
      for (const out of [sum, rows, columns]) reduce(engine, 'sum', y, out);
      const long = view(engine, [40_000], values);
      unary(engine, 'tanh', long, long);
      const total = view(engine, [1]);
      reduce(engine, 'sum', long, total);
      const heads = { ...view(engine, [2, 70, 3, 15], values), shape: [2, 3, 70, 15], strides: [3150, 15, 45, 1] };
      const [out, lse] = [view(engine, [2, 3, 70, 15]), view(engine, [2, 3, 70])];
      attention(engine, heads, heads, heads, out, lse, { causal: true, scale: 0.5 });
      const [norm, mean, rstd] = [view(engine, [70, 45]), view(engine, [70]), view(engine, [70])];
      layerNorm(engine, x, null, null, norm, mean, rstd, { eps: 1e-5 });
      const [dx, dweight] = [view(engine, [70, 45]), view(engine, [45])];
      layerNormBackward(engine, norm, x, null, mean, rstd, dx, dweight, null);
      return [y, sum, rows, columns, long, total, out, lse, norm, dx, dweight].map((v) => [...engine.host(v).data]);
    });
    expect(results[1]).toEqual(results[0]);
  });
});

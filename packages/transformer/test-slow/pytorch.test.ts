import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { cpu } from '@zero-to-gpt/linalg';
import { decodeSafetensors } from '@zero-to-gpt/optim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gapsToPyTorch } from '../test/pytorch-gradients.ts';

const scripts = join(import.meta.dirname, '../test/fixtures');

/** A run of a script from the fixtures' folder; leaves no bytecode there. */
function runPython(script: string, args: readonly string[]): string {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' };
  return execFileSync(python, [join(scripts, script), ...args], { encoding: 'utf8', env });
}

describe.skipIf(lacks('pytorch'))('against live PyTorch', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-pytorch-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.for([1, 2])(
    'gradients of every parameter of the recipe’s GPT equal PyTorch’s to 1e-4, seed %i',
    async (seed) => {
      const file = join(folder, `recipe-${seed}.safetensors`);
      const sizes = { layers: 4, heads: 4, width: 128, vocab: 65, block: 64, batch: 12, std: 0.1, seed };
      runPython('gpt.py', [file, ...Object.entries(sizes).flatMap(([name, value]) => [`--${name}`, `${value}`])]);
      const { loss, gradients } = await gapsToPyTorch(readFileSync(file), cpu);
      expect(loss).toBeLessThan(1e-5);
      expect(gradients.size).toBe(52);
      for (const [key, gap] of gradients) expect(gap, key).toBeLessThan(1e-4);
      console.log(`largest relative gap of a gradient: ${Math.max(...gradients.values()).toExponential(1)}`);
    },
  );

  test('the committed fixture is what its script writes', () => {
    const file = join(folder, 'gpt.safetensors');
    runPython('gpt.py', [file]);
    const [written, committed] = [file, join(scripts, 'gpt.safetensors')].map((path) => decode(path));
    expect([...written!.keys()]).toEqual([...committed!.keys()]);
    for (const [name, values] of written!) {
      const wanted = committed!.get(name)!;
      const drawn = name !== 'loss' && !name.startsWith('grad.'); // products may differ in their last bits
      expect(values.length, name).toBe(wanted.length);
      for (const [i, x] of values.entries())
        expect(Math.abs(x - wanted[i]!), name).toBeLessThanOrEqual(drawn ? 0 : 1e-6);
    }
  });
});

function decode(path: string): Map<string, number[]> {
  const { tensors } = decodeSafetensors(readFileSync(path), { device: cpu });
  return new Map([...tensors].map(([name, x]) => [name, Array.from(x.toFlat())]));
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { array, type NDArray, type Nested } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import * as autograd from '../src/index.ts';
import { avgPool2d, conv2d, maxPool2d, type Tensor, tensor } from '../src/index.ts';

expect.extend(matchers);

interface Case {
  readonly op: string;
  readonly inputs: Readonly<Record<string, Nested>>;
  readonly constants: Readonly<Record<string, Nested>>;
  readonly options: object;
  readonly y: Nested;
  readonly dy: Nested;
  readonly gradients: Readonly<Record<string, Nested>>;
}

const library: Record<string, unknown> = { ...autograd };
const environment = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };

function draw(seed: number, count: number): Case[] {
  const script = join(import.meta.dirname, 'random-shapes.py');
  const options = { encoding: 'utf8', env: environment, maxBuffer: 1 << 28 } as const;
  return JSON.parse(execFileSync(python, [script, `${seed}`, `${count}`], options));
}

type Loss = (x: Tensor, target: Tensor | NDArray, options: object) => Tensor;

function run({ op, constants, options }: Case, inputs: Readonly<Record<string, Tensor>>): Tensor {
  const { x, weight, bias, target, other } = inputs;
  const { dtype, device } = x!;
  if (op === 'conv2d') return conv2d(x!, weight!, bias, options);
  if (op.endsWith('Pool2d'))
    return (op === 'maxPool2d' ? maxPool2d : avgPool2d)(x!, constants.kernel as [number, number], options);
  const { targets, ...factors } = constants;
  const more = Object.entries(factors).map(([name, value]) => [name, array(value, { dtype, device })]);
  const wanted = targets === undefined ? (target ?? other)! : array(targets, { dtype: 'int32', device });
  return (library[op] as Loss)(x!, wanted, { ...options, ...Object.fromEntries(more) });
}

describe.skipIf(lacks('pytorch'))('values and gradients of live PyTorch, shapes and options drawn', () => {
  const cases = lacks('pytorch') ? [] : draw(2026, 20);
  forEachDevice((makeDevice, name) => {
    for (const [dtype, atol] of [
      ['float32', 1e-5],
      ['float64', 1e-9],
    ] as const)
      test(`${cases.length} cases on ${name} in ${dtype}`, async () => {
        const device = makeDevice();
        const tolerance = { atol, rtol: atol };
        for (const [i, drawn] of cases.entries()) {
          const what = `case ${i}: ${drawn.op} ${JSON.stringify(drawn.options)}`;
          const inputs = Object.fromEntries(
            Object.entries(drawn.inputs).map(([key, value]) => [
              key,
              tensor(value, { dtype, device, requiresGrad: true }),
            ]),
          );
          const y = run(drawn, inputs);
          const kept = y.detach();
          y.mul(array(drawn.dy, { dtype, device })).sum().backward();
          await expect(kept, what).toBeAllClose(drawn.y, tolerance);
          for (const [key, input] of Object.entries(inputs))
            await expect(input.grad, `${what}, d${key}`).toBeAllClose(drawn.gradients[key], tolerance);
        }
        expect(cases.length).toBe(200);
      });
  });
});

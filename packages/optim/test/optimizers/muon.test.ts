import { Parameter } from '@zero-to-gpt/autograd';
import {
  array,
  createReference,
  type Device,
  type DType,
  type NDArray,
  type Nested,
  reference,
  zeros,
} from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { Muon, type MuonOptions } from '../../src/optimizers/muon.ts';
import { type MuonRun, pytorch } from '../fixtures/pytorch.ts';

expect.extend(matchers);

const variants: [name: string, options: Partial<MuonOptions>][] = [
  ['muon', {}],
  ['muonAll', { lr: 0.05, weightDecay: 0.3, momentum: 0.8, nesterov: false, nsSteps: 3, adjustLr: 'matchRmsAdamw' }],
];

/** Runs steps `from` to `to` − 1 of a golden run, checking each with `check`. */
async function follow(
  { steps }: MuonRun,
  matrices: readonly Parameter[],
  optimizer: Muon,
  {
    from = 0,
    to = 10,
    check,
  }: { from?: number; to?: number; check?: (i: number, wanted: Nested) => Promise<void> } = {},
): Promise<void> {
  for (const { gradients, after } of steps.slice(from, to)) {
    for (const [i, p] of matrices.entries()) p.grad = array(gradients[i]!, { device: p.device, dtype: p.dtype });
    optimizer.step();
    for (const i of matrices.keys()) await check?.(i, after[i]!);
  }
}

const matricesOf = ({ start }: MuonRun, device: Device, dtype: DType = 'float32'): Parameter[] =>
  start.map((nested) => new Parameter(array(nested, { device, dtype })));

forEachDevice((makeDevice, name) => {
  test.each(variants)(`Muon on ${name} takes PyTorch's ten steps: %s`, async (variant, options) => {
    const run = pytorch.muon[variant]!;
    const matrices = matricesOf(run, makeDevice());
    using optimizer = new Muon(matrices, options);
    await follow(run, matrices, optimizer, {
      check: (i, wanted) => expect(matrices[i]!).toBeAllClose(wanted, { rtol: 1e-6, atol: 1e-6 }),
    });
  });

  test(`Muon on ${name} resumes with the same steps, to the last bit`, async () => {
    const device = makeDevice();
    const run = pytorch.muon.muon!;
    const [whole, parts] = [matricesOf(run, device), matricesOf(run, device)];
    using uninterrupted = new Muon(whole);
    await follow(run, whole, uninterrupted);
    using first = new Muon(parts);
    await follow(run, parts, first, { to: 4 });
    using second = new Muon(parts);
    second.loadStateDict(first.stateDict());
    await follow(run, parts, second, { from: 4 });
    for (const [i, p] of parts.entries()) expect(await p.data()).toEqual(await whole[i]!.data());
  });
});

test.each(variants)('Muon in float64 equals PyTorch to 1e-12 after every step: %s', async (variant, options) => {
  const run = pytorch.muon[variant]!;
  const matrices = matricesOf(run, reference, 'float64');
  using optimizer = new Muon(matrices, options);
  await follow(run, matrices, optimizer, {
    check: (i, wanted) => expect(matrices[i]!).toBeAllClose(wanted, { rtol: 1e-12, atol: 1e-13 }),
  });
});

test('Muon lists all that does not fit in a state, and changes nothing', () => {
  const w = new Parameter(zeros([2, 3]));
  using optimizer = new Muon([['w', w]]);
  expect([...optimizer.stateDict().keys()]).toEqual(['w.m']);
  const state = new Map<string, NDArray | number>([['v.m', 1]]);
  const load = (): void => optimizer.loadStateDict(state);
  expect(load).toThrow('"v.m" is not a key of it');
  expect(load).toThrow('"w.m" is missing, expected an array of [2,3]');
});

test('Muon lets groups override options, and leaves matrices without a gradient alone', () => {
  const [a, b, c] = [0, 1, 2].map(() => new Parameter(array([[1, 0]], { device: reference }))) as [
    Parameter,
    Parameter,
    Parameter,
  ];
  using optimizer = new Muon(
    [{ parameters: [a] }, { parameters: [b], options: { weightDecay: 0.5, lr: 1 } }, { parameters: [c] }],
    { weightDecay: 0, lr: 0.5 },
  );
  for (const p of [a, b]) p.grad = zeros([1, 2], { device: reference });
  optimizer.step();
  expect([a, b, c].map((p) => p.value.toArray())).toEqual([[[1, 0]], [[0.5, 0]], [[1, 0]]]);
  optimizer.zeroGrad();
  expect(a.grad).toBeNull();
});

test('Muon frees what a step makes, and its state when disposed', () => {
  const device = createReference();
  const w = new Parameter(zeros([10, 20], { device }));
  w.grad = zeros([10, 20], { device });
  const before = device.stats().bytes;
  const optimizer = new Muon([w]);
  optimizer.step();
  expect(device.stats().bytes).toBe(before + 800);
  optimizer[Symbol.dispose]();
  expect(device.stats().bytes).toBe(before);
});

test('Muon refuses what is no matrix, and options that cannot work', () => {
  const w = new Parameter(zeros([2, 2]));
  expect(() => new Muon([['bias', new Parameter(zeros([3]))]])).toThrow(
    'Cannot optimize bias of shape [3] with Muon: it takes matrices, give the others to AdamW',
  );
  expect(() => new Muon([w], { lr: -1 })).toThrow('Cannot optimize with lr -1');
  expect(() => new Muon([w], { momentum: 1 })).toThrow('Cannot optimize with momentum 1');
  expect(() => new Muon([w], { eps: -1 })).toThrow('Cannot optimize with eps -1');
  expect(() => new Muon([w], { weightDecay: -1 })).toThrow('Cannot optimize with weightDecay -1');
  expect(() => new Muon([w], { nsSteps: 1 })).not.toThrow();
  expect(() => new Muon([w], { nsSteps: 0 })).toThrow('Cannot optimize with nsSteps 0: expected a whole number');
  expect(() => new Muon([w], { adjustLr: 'none' as 'original' })).toThrow(
    'Cannot optimize with adjustLr none: expected one of original, matchRmsAdamw',
  );
});

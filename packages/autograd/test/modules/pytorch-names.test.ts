import { ones, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { fromPyTorch, GRU, Linear, Module, Parameter, type Tensor, toPyTorch } from '../../src/index.ts';

class Tied extends Module {
  readonly tokEmb = new Parameter(ones([3, 2]));
  readonly ln1 = new Linear(2, 2);
  readonly lmHead = new Linear(2, 3, { bias: false });
  readonly gru = new GRU(1, 1, { bidirectional: true, bias: false });
  constructor() {
    super();
    (this.lmHead as { weight: Parameter }).weight = this.tokEmb;
  }
  forward(x: Tensor): Tensor {
    return x;
  }
}

const theirs = [
  'tok_emb',
  'ln1.weight',
  'ln1.bias',
  'gru.weight_ih_l0',
  'gru.weight_hh_l0',
  'gru.weight_ih_l0_reverse',
  'gru.weight_hh_l0_reverse',
];

describe('toPyTorch()', () => {
  test('writes names with underscores, and hands the arrays over themselves', () => {
    const model = new Tied();
    const state = toPyTorch(model.stateDict());
    expect([...state.keys()]).toEqual(theirs);
    expect(state.get('tok_emb')).toBe(model.tokEmb.value);
  });

  test('of a module names a tied weight under all its names, as PyTorch saves it', () => {
    const model = new Tied();
    const state = toPyTorch(model);
    expect([...state.keys()]).toEqual([...theirs, 'lm_head.weight']);
    expect(state.get('lm_head.weight')).toBe(model.tokEmb.value);
  });
});

describe('fromPyTorch()', () => {
  test('is the way back', () => {
    const [a, b] = [new Tied(), new Tied()];
    b.loadStateDict(fromPyTorch(toPyTorch(a)));
    expect(b.lmHead.weight.value.toArray()).toEqual(a.tokEmb.value.toArray());
    expect(b.gru.weightIhL0.value.toArray()).toEqual(a.gru.weightIhL0.value.toArray());
    expect([...fromPyTorch(toPyTorch(a.stateDict())).keys()]).toEqual([...a.stateDict().keys()]);
  });

  test('drops the prefixes of compiled and of parallel models', () => {
    const state = new Map([['module._orig_mod.fc_out.weight', zeros([1])]]);
    expect([...fromPyTorch(state).keys()]).toEqual(['fcOut.weight']);
  });

  test('finds the names of a module where they differ in more than underscores', () => {
    const state = new Map([
      ['ln_1.weight', zeros([2, 2])],
      ['lm_head.weight', zeros([3, 2])],
      ['other_part.x', zeros([1])],
    ]);
    expect([...fromPyTorch(state, { module: new Tied() }).keys()]).toEqual([
      'ln1.weight',
      'lmHead.weight',
      'otherPart.x',
    ]);
  });

  test('refuses to let one entry hide another', () => {
    const state = new Map([
      ['fc_1', zeros([1])],
      ['fc1', zeros([1])],
    ]);
    expect(() => fromPyTorch(state)).toThrow('Cannot rename a state: both fc_1 and fc1 become fc1');
    expect(() => toPyTorch(new Map(['aB', 'a_b'].map((name) => [name, zeros([1])])))).toThrow(
      'both aB and a_b become a_b',
    );
  });
});

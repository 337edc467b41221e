import { array, cpu, zeros } from '@zero-to-gpt/linalg';
import { fromPyTorch, toPyTorch } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { tinyGPT } from './tiny-gpt.ts';

test('toPyTorch() gives nanoGPT’s names, with the tied head under both of its', () => {
  const state = toPyTorch(tinyGPT(cpu, { nLayer: 1 }).stateDict());
  expect([...state.keys()]).toEqual([
    'transformer.wte.weight',
    'transformer.wpe.weight',
    'transformer.h.0.ln_1.weight',
    'transformer.h.0.ln_1.bias',
    'transformer.h.0.attn.c_attn.weight',
    'transformer.h.0.attn.c_attn.bias',
    'transformer.h.0.attn.c_proj.weight',
    'transformer.h.0.attn.c_proj.bias',
    'transformer.h.0.ln_2.weight',
    'transformer.h.0.ln_2.bias',
    'transformer.h.0.mlp.c_fc.weight',
    'transformer.h.0.mlp.c_fc.bias',
    'transformer.h.0.mlp.c_proj.weight',
    'transformer.h.0.mlp.c_proj.bias',
    'transformer.ln_f.weight',
    'transformer.ln_f.bias',
    'lm_head.weight',
  ]);
  expect(state.get('lm_head.weight')).toBe(state.get('transformer.wte.weight'));
});

test('fromPyTorch() undoes toPyTorch()', () => {
  const state = tinyGPT(cpu).stateDict();
  expect(fromPyTorch(toPyTorch(state))).toEqual(state);
});

test('fromPyTorch() takes names without prefix, of compiled models, and with constant masks', () => {
  const x = zeros([1]);
  const names = [
    'h.0.ln_1.weight',
    '_orig_mod.transformer.ln_f.bias',
    'h.0.attn.bias',
    'transformer.h.1.attn.masked_bias',
  ];
  expect([...fromPyTorch(new Map(names.map((name) => [name, x]))).keys()]).toEqual(['h.0.ln1.weight', 'lnF.bias']);
});

test('fromPyTorch() lets a lone head stand for the token embedding', () => {
  const head = zeros([2, 2]);
  expect(fromPyTorch(new Map([['lm_head.weight', head]])).get('wte.weight')).toBe(head);
});

test('fromPyTorch() refuses a head of its own', () => {
  const load = (head: number[][]) => fromPyTorch(new Map([['lm_head.weight', array(head)], ['wte.weight', array([[1, 2]])]])); // biome-ignore format: one line
  expect(load([[1, 2]]).size).toBe(1);
  expect(() => load([[1, 3]])).toThrow('their values differ');
  expect(() => load([[1, 2, 3]])).toThrow('their shapes are [1,3] and [1,2]');
});

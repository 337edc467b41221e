import type { Node, Tensor } from '@zero-to-gpt/autograd';
import { createCPU } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { ChainSide } from '../../src/autograd/chain-side.ts';
import { chainTask, type LinkName, links, operationsOf } from '../../src/autograd/chains.ts';

const names = Object.keys(links) as LinkName[];

test.each(names)('operationsOf() counts what the tape records: %s', (name) => {
  using side = new ChainSide(chainTask(name), createCPU({ threads: 1 }));
  using loss = side.forward();
  expect(recorded(loss)).toBe(operationsOf(name));
});

test.each(names)('chainTask() keeps values and gradients far from the ends of float32: %s', (name) => {
  using side = new ChainSide(chainTask(name), createCPU({ threads: 1 }));
  const largest = Math.max(...side.gradients().map(Math.abs));
  expect(largest).toBeGreaterThan(1e-6);
  expect(largest).toBeLessThan(1e6);
});

test('ChainSide goes the same way at every step', () => {
  using side = new ChainSide(chainTask('linear-tanh'), createCPU({ threads: 1 }));
  expect(side.gradients()).toEqual(side.gradients());
});

/** Nodes that a tensor was computed by. */
function recorded({ variable }: Tensor): number {
  const found = new Set<Node>();
  const open = [variable.node];
  while (open.length > 0) {
    const node = open.pop();
    if (!node || found.has(node)) continue;
    found.add(node);
    for (const input of node.inputs) open.push(input.node);
  }
  return found.size;
}

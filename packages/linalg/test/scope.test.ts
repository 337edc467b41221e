import { describe, expect, test } from 'vitest';
import { array, cpu, type NDArray, ones, type Scope, scope, tidy, unscoped } from '../src/index.ts';

describe('scope()', () => {
  test('frees what the block made', () => {
    const before = cpu.stats().bytes;
    {
      using _ = scope();
      ones([100]).mul(2).sum();
    }
    expect(cpu.stats().bytes).toBe(before);
  });

  test('frees when the block throws', () => {
    const before = cpu.stats().bytes;
    expect(() => {
      using _ = scope();
      ones([100]);
      throw new Error('oops');
    }).toThrow('oops');
    expect(cpu.stats().bytes).toBe(before);
  });

  test('keep() hands arrays to the scope around it', () => {
    using outer = scope();
    let kept: NDArray;
    {
      using inner = scope();
      kept = inner.keep(ones([1]));
    }
    expect(kept.item()).toBe(1);
    outer[Symbol.dispose]();
    expect(kept.isDisposed).toBe(true);
  });

  test('closing out of order throws: two scopes met an await', () => {
    const first: Scope = scope();
    const second: Scope = scope();
    expect(() => first[Symbol.dispose]()).toThrow('a scope must not span an await');
    second[Symbol.dispose]();
    first[Symbol.dispose]();
  });

  test('owns() what was made since it opened, until it is kept', () => {
    const before = ones([1]);
    using s = scope();
    const inside = ones([1]);
    expect([s.owns(before), s.owns(inside)]).toEqual([false, true]);
    s.keep(inside);
    expect(s.owns(inside)).toBe(false);
    inside.dispose();
  });

  test('leaves disposed views of kept memory alone', () => {
    const x = tidy(() => array([1, 2, 3]).slice({ start: 1 }));
    expect(x.toArray()).toEqual([2, 3]);
    x.dispose();
  });
});

describe('tidy()', () => {
  test('keeps results in lists, maps, objects and things with a value', () => {
    const made = tidy(() => {
      const [a, b, c, d] = [1, 2, 3, 4].map((x) => array(x)) as [NDArray, NDArray, NDArray, NDArray];
      class Wrapper {
        readonly value: NDArray = d;
      }
      return { list: [a], map: new Map([['b', b]]), nested: { c }, wrapped: new Wrapper() };
    });
    const arrays = [made.list[0]!, made.map.get('b')!, made.nested.c, made.wrapped.value];
    expect(arrays.map((x) => x.item())).toEqual([1, 2, 3, 4]);
    for (const x of arrays) x.dispose();
  });

  test('refuses async functions', () => {
    expect(() => tidy(async () => 1)).toThrow('Cannot run an async function in tidy()');
  });
});

test('unscoped() arrays outlive every scope', () => {
  let x: NDArray;
  {
    using _ = scope();
    x = unscoped(() => ones([2]).mul(3));
  }
  expect(x.toArray()).toEqual([3, 3]);
  x.dispose();
});

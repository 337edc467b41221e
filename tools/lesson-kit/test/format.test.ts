import { format } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

class Point {
  x = 1;
  #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
}

describe('format', () => {
  test.each<[string, unknown, string]>([
    [
      'numbers',
      [0, -0, 1e21, 0.1 + 0.2, Number.NaN, -Infinity],
      '[ 0, -0, 1e+21, 0.30000000000000004, NaN, -Infinity ]',
    ],
    ['other primitives', [true, null, undefined, 12n, Symbol('s')], '[ true, null, undefined, 12n, Symbol(s) ]'],
    ['strings', ['a', "it's", `both ' and "`, 'line\nfeed'], `[ 'a', "it's", \`both ' and "\`, 'line\\nfeed' ]`],
    [
      'functions and classes',
      [Math.sqrt, () => 0, Point],
      '[ [Function: sqrt], [Function: (anonymous)], [class Point] ]',
    ],
    ['objects', { a: 1, 'b-c': { d: [] }, e: {} }, "{ a: 1, 'b-c': { d: [] }, e: {} }"],
    ['instances, with their own properties only', new Point(), 'Point { x: 1 }'],
    ['objects without a prototype', Object.assign(Object.create(null), { a: 1 }), '[no prototype] { a: 1 }'],
    [
      'getters, which it does not call',
      {
        get now() {
          throw new Error('called');
        },
      },
      '{ now: [Getter] }',
    ],
    [
      'nested arrays',
      [
        [1, 2],
        [3, [4]],
      ],
      '[ [ 1, 2 ], [ 3, [ 4 ] ] ]',
    ],
    ['holes', Object.assign(new Array(2), { 1: 3 }), '[ <empty>, 3 ]'],
    ['typed arrays', new Float32Array([1.5, -2]), 'Float32Array(2) [ 1.5, -2 ]'],
    ['big typed arrays', new BigInt64Array([1n]), 'BigInt64Array(1) [ 1n ]'],
    [
      'maps',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ k: 1 }, [2]],
      ]),
      "Map(2) { 'a' => 1, { k: 1 } => [ 2 ] }",
    ],
    ['sets', new Set([1, 'b']), "Set(2) { 1, 'b' }"],
    ['errors', [new RangeError('too far')], '[ RangeError: too far ]'],
    ['dates', [new Date(0), new Date(Number.NaN)], '[ 1970-01-01T00:00:00.000Z, Invalid Date ]'],
    ['patterns and buffers', [/a+/g, new ArrayBuffer(8)], '[ /a+/g, ArrayBuffer(8) ]'],
    ['promises', Promise.resolve(1), 'Promise {}'],
  ])('shows %s', (_, value, text) => {
    expect(format(value)).toBe(text);
  });

  test('stops at an object that holds itself', () => {
    const ring: { name: string; self?: unknown } = { name: 'ring' };
    ring.self = [ring];
    expect(format(ring)).toBe("{ name: 'ring', self: [ [Circular] ] }");
  });

  test('shows an object twice where it stands twice', () => {
    const point = { x: 1 };
    expect(format([point, point])).toBe('[ { x: 1 }, { x: 1 } ]');
  });

  test('stops four objects down', () => {
    expect(format({ a: { b: { c: { d: { e: 1 }, f: [1] } } } })).toBe(
      '{ a: { b: { c: { d: [Object], f: [Array] } } } }',
    );
  });

  test('fills lines with short items', () => {
    const lines = format(Array.from({ length: 30 }, (_, i) => i * 100)).split('\n');
    expect(lines).toEqual([
      '[',
      '  0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300,',
      '  1400, 1500, 1600, 1700, 1800, 1900, 2000, 2100, 2200, 2300, 2400, 2500,',
      '  2600, 2700, 2800, 2900',
      ']',
    ]);
  });

  test('gives long items a line each', () => {
    const rows = [1, 2].map((day) => ({ day, weather: 'a long word for rain', temperature: 20.5 }));
    expect(format(rows)).toBe(
      "[\n  { day: 1, weather: 'a long word for rain', temperature: 20.5 },\n  { day: 2, weather: 'a long word for rain', temperature: 20.5 }\n]",
    );
  });

  test('cuts after a hundred items', () => {
    expect(format(new Uint8Array(120))).toMatch(/ 0, 0,\s+… 20 more\n\]$/);
    expect(format(new Map(Array.from({ length: 101 }, (_, i) => [i, i])))).toContain('… 1 more');
  });

  test('shows what an object says of itself to notebooks, its lines below each other', () => {
    const table = { [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': '[[1, 2],\n [3, 4]]' }) };
    expect(format(table)).toBe('[[1, 2],\n [3, 4]]');
    expect(format({ x: table, y: [table] })).toBe(
      ['{', '  x: [[1, 2],', '      [3, 4]],', '  y: [', '    [[1, 2],', '     [3, 4]]', '  ]', '}'].join('\n'),
    );
  });

  test('shows what an object says to Node, where it says nothing to notebooks', () => {
    expect(format({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'Tensor(3)' })).toBe('Tensor(3)');
  });
});

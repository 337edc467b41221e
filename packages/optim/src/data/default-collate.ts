import { type DType, dtypeOf, hostArray, NDArray, type TypedArray } from '@zero-to-gpt/linalg';
import { type HostTensor, isHostTensor, isPlain } from './host-tensor.ts';

/** What `defaultCollate` makes of items: tensors with one axis more, lists of text, and the same tuples and objects around them. */
export type Collated<Item> = [Item] extends [number | boolean | TypedArray | HostTensor]
  ? HostTensor
  : [Item] extends [string]
    ? string[]
    : { readonly [K in keyof Item]: Collated<Item[K]> };

/**
 * Stacks the items of a batch along a new first axis: tensors [B, …shape], typed arrays [B, n], numbers [B] in float32,
 * booleans [B] in uint8. Text becomes a list; tuples and objects are stacked part by part. As PyTorch's `default_collate`.
 * @throws RangeError where items differ in shape, TypeError where they differ in kind or are of no known kind
 *
 * @example
 * ```ts
 * import { defaultCollate } from '@zero-to-gpt/optim';
 *
 * defaultCollate([{ x: 1, name: 'a' }, { x: 2, name: 'b' }]);
 * // → { x: { shape: [2], data: Float32Array.of(1, 2) }, name: ['a', 'b'] }
 * ```
 */
export function defaultCollate<Item>(items: readonly Item[]): Collated<Item> {
  if (items.length === 0) throw new RangeError('Cannot stack no items: expected at least one');
  return stack(items, '') as Collated<Item>; // part by part as the type says
}

function stack(items: readonly unknown[], path: string): unknown {
  const kind = kindOf(items[0], path);
  for (let i = 1; i < items.length; i++) {
    const other = kindOf(items[i], path);
    if (other !== kind) throw new TypeError(`Cannot stack items${at(path)}: item ${i} is ${other}, item 0 is ${kind}`);
  }
  // kindOf has told the kind of each
  if (kind === 'a number')
    return { shape: [items.length], data: Float32Array.from(items as number[]) } satisfies HostTensor;
  if (kind === 'a boolean') return { shape: [items.length], data: Uint8Array.from(items as boolean[], Number) };
  if (kind === 'text') return [...items];
  if (kind === 'a typed array')
    return stackTensors(
      (items as TypedArray[]).map((data) => ({ shape: [data.length], data })),
      path,
    );
  if (kind === 'a tensor') return stackTensors(items as HostTensor[], path);
  if (kind === 'a tuple') return stackTuples(items as unknown[][], path);
  return stackObjects(items as Record<string, unknown>[], path);
}

function stackTensors(items: readonly HostTensor[], path: string): HostTensor {
  const { shape, data } = items[0]!;
  const dtype = dtypeOf(data);
  const stacked = hostArray(dtype, items.length * data.length);
  for (const [i, item] of items.entries()) {
    const other: DType = dtypeOf(item.data);
    if (`${item.shape}` !== `${shape}` || item.data.length !== data.length)
      throw new RangeError(`Cannot stack items${at(path)}: item ${i} is [${item.shape}], item 0 is [${shape}]`);
    if (other !== dtype)
      throw new TypeError(`Cannot stack items${at(path)}: item ${i} is ${other}, item 0 is ${dtype}`);
    stacked.set(item.data, i * data.length);
  }
  return { shape: [items.length, ...shape], data: stacked };
}

function stackTuples(items: readonly (readonly unknown[])[], path: string): unknown[] {
  const { length } = items[0]!;
  const odd = items.findIndex((item) => item.length !== length);
  if (odd !== -1)
    throw new RangeError(
      `Cannot stack items${at(path)}: item ${odd} has ${items[odd]!.length} parts, item 0 has ${length}`,
    );
  return Array.from({ length }, (_, part) =>
    stack(
      items.map((item) => item[part]),
      `${path}[${part}]`,
    ),
  );
}

function stackObjects(items: readonly Record<string, unknown>[], path: string): Record<string, unknown> {
  const keys = Object.keys(items[0]!);
  for (const [i, item] of items.entries()) {
    const other = Object.keys(item);
    if (other.length !== keys.length || !keys.every((key) => Object.hasOwn(item, key)))
      throw new RangeError(`Cannot stack items${at(path)}: item ${i} has keys ${other}, item 0 has ${keys}`);
  }
  return Object.fromEntries(
    keys.map((key) => [
      key,
      stack(
        items.map((item) => item[key]),
        `${path}.${key}`,
      ),
    ]),
  );
}

function kindOf(value: unknown, path: string): string {
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'a boolean';
  if (typeof value === 'string') return 'text';
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return 'a typed array';
  if (value instanceof NDArray)
    throw new TypeError(`Cannot stack items${at(path)}: found an NDArray, expected items on the host: await x.data()`);
  if (isHostTensor(value)) return 'a tensor';
  if (Array.isArray(value)) return 'a tuple';
  if (isPlain(value)) return 'an object';
  const found = value === null ? 'null' : typeof value;
  throw new TypeError(
    `Cannot stack items${at(path)}: found ${found}, expected numbers, booleans, text, tensors, or tuples and objects of them; give { collate }`,
  );
}

const at = (path: string): string => (path ? ` at ${path}` : '');

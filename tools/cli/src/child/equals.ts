/** Whether two values are equal in every part, as vitest's `toEqual` sees it: NaN equals NaN, undefined keys do not count. */
export function equals(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (kindOf(a) !== kindOf(b)) return false;
  if (Array.isArray(a) || ArrayBuffer.isView(a)) return sameList(a as ArrayLike<unknown>, b as ArrayLike<unknown>); // of one kind
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equals(value, b.get(key)));
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((value) => b.has(value));
  const [left, right] = [defined(a), defined(b)];
  return (
    left.length === right.length && left.every(([key, value]) => equals(value, (b as Record<string, unknown>)[key]))
  ); // an object
}

const kindOf = (value: object): string => Object.prototype.toString.call(value);
const defined = (value: object): [string, unknown][] => Object.entries(value).filter(([, part]) => part !== undefined);

function sameList(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equals(a[i], b[i])) return false;
  return true;
}

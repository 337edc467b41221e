/** What something is, for the sentence "found …": the class of an object, `a list`, `null`, or the kind of a plain value. */
export function kindOf(x: unknown): string {
  if (Array.isArray(x)) return 'a list';
  if (typeof x !== 'object' || x === null) return x === null ? 'null' : typeof x;
  return Object.getPrototypeOf(x)?.constructor?.name ?? 'object';
}

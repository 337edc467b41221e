/**
 * What a reader has written, kept in this browser alone. Where storage is full or blocked it is kept until the page is
 * left, and the reader is told once.
 */
const memory = new Map<string, string | null>();
const listeners = new Set<(problem: string) => void>();
let problem: string | undefined;

/** The text under a key, or null. */
export function read(key: string): string | null {
  const kept = memory.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // blocked: said when there is something to lose
  }
}

/** Keeps a text; false where it will be lost when the page is left, which a reader hears of unless it is a `mark`. */
export function write(key: string, value: string, { mark = false }: { readonly mark?: boolean } = {}): boolean {
  return change(key, value, () => localStorage.setItem(key, value), mark);
}

/** Forgets a key. */
export function remove(key: string): void {
  change(key, null, () => localStorage.removeItem(key));
}

/** Keys with texts under them that begin with `prefix`, sorted. */
export function keys(prefix: string): string[] {
  const found = new Set(stored().filter((key) => memory.get(key) !== null));
  for (const [key, value] of memory) if (value !== null) found.add(key);
  return [...found].filter((key) => key.startsWith(prefix)).sort();
}

/** Calls `listener` when storage first fails, or now where it has failed, with words for the reader. */
export function onStorageProblem(listener: (problem: string) => void): () => void {
  listeners.add(listener);
  if (problem) listener(problem);
  return () => listeners.delete(listener);
}

function stored(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function change(key: string, value: string | null, act: () => void, quiet = false): boolean {
  try {
    act();
    memory.delete(key);
    return true;
  } catch (error) {
    memory.set(key, value);
    if (value !== null && !quiet) tell(error);
    return false;
  }
}

function tell(error: unknown): void {
  if (problem) return;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  problem = full
    ? 'The storage of this browser is full: what you write stays until you leave the page.'
    : 'This browser lets the page store nothing: what you write stays until you leave the page.';
  for (const listener of listeners) listener(problem);
}

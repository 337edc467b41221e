/**
 * Remembers, for this tab alone, which check is running: code that eats all memory ends the whole tab, and nobody could
 * tell the reader why when it is opened again.
 */
const key = 'zg:checking';

/** A check begins; `null`: it has ended. */
export function nowChecking(id: string | null): void {
  try {
    if (id === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, id);
  } catch {} // blocked: then there is nothing to remember
}

/** Whether the tab ended while this exercise was checked; says so once. */
export function wasInterrupted(id: string): boolean {
  try {
    if (sessionStorage.getItem(key) !== id) return false;
    sessionStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** What a scope looks after: arrays register themselves when they are made. */
export interface Scoped extends Disposable {
  /** The scope that will dispose it; null outside all scopes. Kept by the scopes. */
  home: Scope | null;
  /** Told when the array leaves the last scope, and lives until it is disposed. */
  leaveScopes(): void;
}

/** What `keep` and the result of `tidy` may be: arrays, tensors, and lists, maps or plain objects of them. Other values pass. */
export type Keepable = unknown;

/** Frees at its end the arrays made since it opened. */
export interface Scope extends Disposable {
  /** Lets `x` live on in the scope around this one, or for good where there is none. Returns `x`. */
  keep<T>(x: T): T;
  /** Whether `x` was made in this scope, and not kept or handed out since. */
  owns(x: Scoped): boolean;
}

let current: Frame | null = null;

/**
 * Opens a scope: `using _ = scope();` frees what the block made. Synchronous only: an open scope never meets an await.
 *
 * @example
 * ```ts
 * import { array, scope } from '@zero-to-gpt/linalg';
 *
 * const x = array([1, 2, 3]);
 * const total = (() => {
 *   using step = scope();
 *   return step.keep(x.mul(x).sum()); // the product is freed, the sum lives on
 * })();
 * total.item(); // → 14
 * ```
 * @throws Error when closed while a scope opened later is still open
 */
export function scope(): Scope {
  return new Frame(current);
}

class Frame implements Scope {
  readonly #outer: Frame | null;
  /** Made or kept here; those kept elsewhere since have another home. */
  readonly #members: Scoped[] = [];
  #closed = false;

  constructor(outer: Frame | null) {
    this.#outer = outer;
    current = this;
  }

  keep<T>(x: T): T {
    eachScoped(x, (member) => {
      if (member.home === this) this.#moveOut(member);
    });
    return x;
  }

  owns(x: Scoped): boolean {
    return x.home === this;
  }

  adopt(member: Scoped): void {
    member.home = this;
    this.#members.push(member);
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    if (current !== this)
      throw new Error('Cannot close a scope before the ones opened inside it: a scope must not span an await');
    this.#closed = true;
    current = this.#outer;
    for (const member of this.#members) if (member.home === this) member[Symbol.dispose]();
  }

  #moveOut(member: Scoped): void {
    if (this.#outer) this.#outer.adopt(member);
    else {
      member.home = null;
      member.leaveScopes();
    }
  }
}

/**
 * Runs `f` in a scope of its own and keeps its result.
 * @throws TypeError where `f` is asynchronous
 */
export function tidy<T>(f: () => T): T {
  using block = scope();
  return block.keep(synchronous(f(), 'tidy'));
}

/**
 * Runs `f` outside all scopes: what it makes (parameters, gradients, optimizer state) lives until it is disposed.
 * @throws TypeError where `f` is asynchronous
 */
export function unscoped<T>(f: () => T): T {
  const before = current;
  current = null;
  try {
    return synchronous(f(), 'unscoped');
  } finally {
    current = before;
  }
}

/** Puts a new array into the open scope. False where none is open. */
export function adopt(member: Scoped): boolean {
  if (current === null) return false;
  current.adopt(member);
  return true;
}

function synchronous<T>(result: T, name: string): T {
  if (result instanceof Promise)
    throw new TypeError(`Cannot run an async function in ${name}(): await outside, and keep the block synchronous`);
  return result;
}

function eachScoped(x: unknown, f: (member: Scoped) => void): void {
  if (typeof x !== 'object' || x === null) return;
  if ('leaveScopes' in x) f(x as Scoped);
  else if (Array.isArray(x)) for (const item of x) eachScoped(item, f);
  else if (x instanceof Map) for (const item of x.values()) eachScoped(item, f);
  else if (Object.getPrototypeOf(x) === Object.prototype) for (const item of Object.values(x)) eachScoped(item, f);
  else if ('value' in x) eachScoped(x.value, f);
}

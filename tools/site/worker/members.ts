import { format } from '@zero-to-gpt/lesson-kit/run';
import type { Surroundings } from './names.ts';
import { nearest } from './nearest.ts';

/** The message with the name of what was called, where the browser says `(intermediate value)`. */
export function namedCall(message: string, code: string): string {
  const [, member] = /^\(intermediate value\)\.([\w$]+) is not a function$/.exec(message) ?? [];
  const path = member === undefined ? '' : ownerIn(code, member);
  return path === '' ? message : `${path} is not a function`;
}

/** What to do about `x.y is not a function`; `code` is the line where it happened. */
export function cureOfCall(message: string, code: string, { names, value }: Surroundings): string | undefined {
  const [, called = ''] = /^(.+) is not a function$/.exec(message) ?? [];
  const member = /([\w$]+)$/.exec(called)?.[1];
  if (member === undefined) return undefined;
  const path = /^[\w$.]+$/.test(called) ? called : ownerIn(code, member);
  const [root = '', ...rest] = path.split('.');
  if (rest.length === 0) return undefined;
  if (!names.has(root)) return undefined;
  let owner = value(root);
  for (const step of rest.slice(0, -1)) owner = read(owner, step);
  const before = path.slice(0, -member.length - 1);
  if (owner instanceof Promise) return `${before} is a promise: write await where it is made`;
  if (owner === undefined || owner === null) return undefined;
  const there = read(owner, member);
  if (there !== undefined) return `${path} is ${short(there)}, not a function: leave out the brackets`;
  const near = nearest(member, membersOf(owner));
  return near === undefined ? `${before} has no ${member}` : `Did you mean ${before}.${near}?`;
}

/** `a.b.c` where a line calls `c` of something that can be named. */
function ownerIn(code: string, member: string): string {
  for (const [path] of code.matchAll(/[\w$]+(?:\.[\w$]+)+(?=\s*\()/g)) if (path.endsWith(`.${member}`)) return path;
  return '';
}

function read(owner: unknown, name: string): unknown {
  try {
    return (owner as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined; // a getter that throws
  }
}

/** Names of an object and of its classes. */
export function membersOf(owner: unknown): Set<string> {
  const names = new Set<string>();
  for (let object: unknown = owner; object !== null && object !== undefined && object !== Object.prototype; ) {
    for (const name of Object.getOwnPropertyNames(object)) if (!/^\d+$|^constructor$/.test(name)) names.add(name);
    object = Object.getPrototypeOf(object);
  }
  return names;
}

function short(value: unknown): string {
  const text = format(value);
  return text.length > 40 || text.includes('\n') ? 'a value' : text;
}

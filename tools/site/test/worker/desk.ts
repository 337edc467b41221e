import type { Reply, Request, Shown } from '../../shared/protocol.ts';
import { Desk } from '../../worker/desk.ts';
import type { Modules } from '../../worker/modules.ts';
import { Timers } from '../../worker/timers.ts';

let modules = 0;

/** Modules of data URLs: Node loads none from Blob URLs. Packages are those of this repository. */
const dataModules: Modules = {
  make: (code) => `data:text/javascript,${encodeURIComponent(code).replace(/[()'!*~]/g, escaped)}//${modules++}`,
  forget: () => {},
  load: (url) => import(/* @vite-ignore */ url) as Promise<Record<string, unknown>>, // a module's namespace
};

/** As `encodeURIComponent` does with the rest: stacks put addresses in brackets. */
const escaped = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`;

/** How a request ended, with all that was shown until then. */
export interface Answer {
  readonly end: Extract<Reply, { type: 'done' | 'failed' | 'checked' }>;
  readonly shown: readonly Shown[];
}

/** A worker's desk in this process, and what it told. */
export class Bench {
  readonly replies: Reply[] = [];
  readonly desk: Desk;
  readonly stop: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  readonly #ends = new Map<number, (end: Answer['end']) => void>();
  #requests = 0;

  constructor(packages: Readonly<Record<string, string>> = {}) {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    const host = { setTimeout, setInterval, clearTimeout, clearInterval } as unknown as ConstructorParameters<
      typeof Timers
    >[0];
    this.desk = new Desk({ post: (reply) => this.#hear(reply), modules: dataModules, timers: new Timers(host) });
    this.desk.take({ type: 'start', packages, stop: this.stop });
  }

  run(code: string, cell = 'cell', page?: Extract<Request, { type: 'run' }>['page']): Promise<Answer> {
    return this.ask((id) => ({ type: 'run', id, cell, code, ...(page && { page }) }));
  }

  async ask(request: (id: number) => Request): Promise<Answer> {
    const id = ++this.#requests;
    const end = await new Promise<Answer['end']>((done) => {
      this.#ends.set(id, done);
      this.desk.take(request(id));
    });
    return { end, shown: this.shown(id) };
  }

  /** All that a request has shown so far. */
  shown(id: number): Shown[] {
    return this.replies.flatMap((reply) => (reply.type === 'shown' && reply.id === id ? reply.items : []));
  }

  #hear(reply: Reply): void {
    this.replies.push(reply);
    if (reply.type === 'done' || reply.type === 'failed' || reply.type === 'checked') this.#ends.get(reply.id)?.(reply);
  }
}

/** The texts of an answer, notes in brackets. */
export function texts({ shown }: Answer): string[] {
  return shown.map(({ bundle, note }) => (note ? `(${bundle['text/plain']})` : (bundle['text/plain'] ?? '')));
}

/** The error of an answer. */
export function errorOf({ end }: Answer): Extract<Reply, { type: 'failed' }>['error'] {
  if (end.type !== 'failed') throw new Error(`Cannot give the error of a request that is ${end.type}`);
  return end.error;
}

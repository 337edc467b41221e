import { expect, test } from 'vitest';
import type { Ended } from '../../runtime/engine.ts';
import type { RunEnd, Runnable } from '../../runtime/runnable.ts';
import { type CellEngine, Session } from '../../runtime/session.ts';
import type { CellError, Shown } from '../../shared/protocol.ts';

test('run() runs the cells above that have not run, then the cell', async () => {
  const { cells, session, ran } = lesson('a', 'b', 'c', 'd');
  expect(await session.run(cells[2]!)).toEqual({ ok: true });
  expect(ran).toEqual(['a', 'b', 'c']);
  expect(cells[2]!.told).toEqual(['waits', 'waits for a b', 'started', 'ok']);
});

test('run() runs a cell again, and those above only once', async () => {
  const { cells, session, ran } = lesson('a', 'b');
  await session.run(cells[1]!);
  await session.run(cells[1]!);
  expect(ran).toEqual(['a', 'b', 'b']);
});

test('run() runs an edited cell above again, and all between, which it may have changed', async () => {
  const { cells, session, ran } = lesson('a', 'b', 'c');
  await session.run(cells[2]!);
  cells[0]!.code = 'a2';
  await session.run(cells[2]!);
  expect(ran).toEqual(['a', 'b', 'c', 'a2', 'b', 'c']);
});

test('run() tells the cells below an edited one that they are outdated', async () => {
  const { cells, session } = lesson('a', 'b');
  await session.run(cells[1]!);
  cells[0]!.code = 'a2';
  await session.run(cells[0]!);
  expect(cells[1]!.told.at(-1)).toBe('outdated: changed');
});

test('run() leaves out cells that the page only shows', async () => {
  const { cells, session, ran } = lesson('a', 'b');
  cells[0]!.runs = false;
  await session.run(cells[1]!);
  expect(ran).toEqual(['b']);
});

test('run() stops at a cell above that fails, and says which', async () => {
  const { cells, session, ran } = lesson('a', 'fail', 'c', 'd');
  expect(await session.run(cells[3]!)).toEqual({
    ok: false,
    error: { name: 'Blocked', message: 'The cell "fail" failed' },
  });
  expect(ran).toEqual(['a', 'fail']);
  expect(cells[3]!.told.at(-1)).toBe('blocked by fail: failed');
  expect(cells[2]!.told.at(-1)).toBe('dropped');
});

test('run() goes on behind a cell that throws as the page says, and does not run it anew', async () => {
  const { cells, session, ran } = lesson('fail', 'b');
  cells[0]!.throws = true;
  expect(await session.run(cells[1]!)).toEqual({ ok: true });
  await session.run(cells[1]!);
  expect(ran).toEqual(['fail', 'b', 'b']);
});

test("run() answers with the cell's own error", async () => {
  const { cells, session } = lesson('fail');
  expect(await session.run(cells[0]!)).toEqual({ ok: false, error: { name: 'Error', message: 'fail' } });
});

test("a stranger's code stops run() and runAll(), unread", async () => {
  const { cells, session, ran } = lesson('a', 'b', 'c');
  cells[1]!.trusted = false;
  expect((await session.run(cells[2]!)).error?.message).toBe('The cell "b" holds code from a link, not run yet');
  expect((await session.runAll()).ok).toBe(false);
  expect(ran).toEqual(['a', 'a']);
  expect(cells[2]!.told.at(-1)).toBe('blocked by b: untrusted');
});

test("a stranger's code is not told to the worker before it is trusted", async () => {
  const { cells, session, pages } = lesson('a', 'b');
  cells[1]!.trusted = false;
  await session.run(cells[0]!);
  expect(pages[0]).toEqual([
    { cell: 'a', code: 'a' },
    { cell: 'b', code: '' },
  ]);
});

test('runAll() runs all cells, also those that have run', async () => {
  const { cells, session, ran } = lesson('a', 'b');
  await session.run(cells[1]!);
  await session.runAll();
  expect(ran).toEqual(['a', 'b', 'a', 'b']);
});

test('runAll() of a page without cells has nothing to do', async () => {
  expect(await lesson().session.runAll()).toEqual({ ok: true });
});

test('run() of two cells at once runs one after the other', async () => {
  const { cells, session, ran } = lesson('a', 'b');
  await Promise.all([session.run(cells[1]!), session.run(cells[0]!), session.run(cells[1]!)]);
  expect(ran).toEqual(['a', 'b', 'a']);
});

test('stop() keeps the variables where the cell listens, and drops what waits', async () => {
  const { cells, session, ran } = lesson('a', 'listens', 'c');
  const run = session.run(cells[2]!);
  await until(() => ran.length === 2);
  expect(await session.stop()).toBe('kept');
  expect((await run).error?.message).toBe('The cell "listens" was stopped');
  expect(cells[1]!.told.at(-1)).toBe('stopped, variables kept');
  cells[1]!.code = 'b';
  expect(await session.run(cells[2]!)).toEqual({ ok: true });
  expect(ran).toEqual(['a', 'listens', 'b', 'c']); // a is still there
});

test('stop() ends the worker where the cell does not listen, and cells above run again', async () => {
  const { cells, session, ran, engines } = lesson('a', 'endless');
  const run = session.run(cells[1]!);
  await until(() => ran.length === 2);
  expect(await session.stop()).toBe('ended');
  expect((await run).error?.name).toBe('Interrupted');
  expect(cells[1]!.told.at(-1)).toBe('stopped, variables gone');
  cells[1]!.code = 'b';
  expect(await session.run(cells[1]!)).toEqual({ ok: true });
  expect(ran).toEqual(['a', 'endless', 'a', 'b']);
  expect(engines).toHaveLength(2);
});

test('a worker that crashes fails its cell, and the next run makes another', async () => {
  const { cells, session, ran, engines } = lesson('a', 'crash');
  expect((await session.run(cells[1]!)).error?.name).toBe('WorkerCrash');
  cells[1]!.code = 'b';
  expect(await session.run(cells[1]!)).toEqual({ ok: true });
  expect(ran).toEqual(['a', 'crash', 'a', 'b']);
  expect(engines).toHaveLength(2);
});

test('what an earlier run of a cell shows late is not shown', async () => {
  const { cells, session, listeners } = lesson('a');
  await session.run(cells[0]!);
  await session.run(cells[0]!);
  for (const [i, listen] of listeners.entries()) listen([{ bundle: { 'text/plain': `run ${i}` } }]);
  expect(cells[0]!.told.filter((text) => text.startsWith('shows'))).toEqual(['shows run 1']);
});

test('restart() forgets all variables', async () => {
  const { cells, session, ran } = lesson('a', 'b');
  await session.run(cells[1]!);
  session.restart();
  expect(cells.map(({ told }) => told.at(-1))).toEqual(['outdated: ended', 'outdated: ended']);
  await session.run(cells[1]!);
  expect(ran).toEqual(['a', 'b', 'a', 'b']);
});

test('restart() ends what runs', async () => {
  const { cells, session, ran } = lesson('endless', 'b');
  const run = session.run(cells[1]!);
  await until(() => ran.length === 1);
  session.restart();
  expect((await run).ok).toBe(false);
  expect(cells[0]!.told.at(-1)).toBe('stopped, variables gone');
});

/** Cells whose code is their name; `fail`, `listens`, `endless` and `crash` do what they say. */
function lesson(...names: readonly string[]) {
  const ran: string[] = [];
  const engines: Fake[] = [];
  const pages: unknown[] = [];
  const listeners: ((items: readonly Shown[]) => void)[] = [];
  const cells = names.map((name) => new TestCell(name));
  const makeEngine = () => {
    const engine = new Fake(ran, pages, listeners);
    engines.push(engine);
    return engine;
  };
  return { cells, ran, engines, pages, listeners, session: new Session(() => cells, { makeEngine }) };
}

class TestCell implements Runnable {
  readonly told: string[] = [];
  readonly name: string;
  code: string;
  runs = true;
  throws = false;
  trusted = true;

  constructor(name: string) {
    this.name = name;
    this.code = name;
  }

  waiting(first: readonly Runnable[]): void {
    this.told.push(first.length > 0 ? `waits for ${first.map(({ name }) => name).join(' ')}` : 'waits');
  }
  started = () => void this.told.push('started');
  outdated = (why: string) => void this.told.push(`outdated: ${why}`);
  shown = (items: readonly Shown[]) => void this.told.push(`shows ${items[0]?.bundle['text/plain']}`);
  ended(end: RunEnd): void {
    if (end.kind === 'blocked') this.told.push(`blocked by ${end.by.name}: ${end.why}`);
    else if (end.kind === 'stopped') this.told.push(`stopped, variables ${end.kept ? 'kept' : 'gone'}`);
    else this.told.push(end.kind);
  }
}

class Fake implements CellEngine {
  readonly host: CellEngine['host'] = new Promise(() => {});
  readonly #ran: string[];
  readonly #pages: unknown[];
  readonly #listeners: ((items: readonly Shown[]) => void)[];
  #settle: (ended: Ended<undefined>) => void = () => {};
  #listens = false;
  over: CellError | undefined;

  constructor(ran: string[], pages: unknown[], listeners: ((items: readonly Shown[]) => void)[]) {
    this.#ran = ran;
    this.#listeners = listeners;
    this.#pages = pages;
  }

  run(...[, code, options]: Parameters<CellEngine['run']>): Promise<Ended<undefined>> {
    this.#ran.push(code);
    this.#pages.push(options?.page);
    if (options?.onShown) this.#listeners.push(options.onShown);
    this.#listens = code === 'listens';
    if (code === 'listens' || code === 'endless') return new Promise((settle) => (this.#settle = settle));
    if (code === 'crash') this.over = { name: 'WorkerCrash', message: 'gone' };
    if (this.over) return Promise.resolve({ ok: false, ms: 1, error: this.over });
    if (code === 'fail') return Promise.resolve({ ok: false, ms: 1, error: { name: 'Error', message: 'fail' } });
    return Promise.resolve({ ok: true, ms: 1, value: undefined });
  }

  async stop(): Promise<'kept' | 'ended'> {
    if (!this.#listens) this.end();
    else this.#settle({ ok: false, ms: 1, error: { name: 'Interrupted', message: 'Stopped' } });
    return this.#listens ? 'kept' : 'ended';
  }

  end(): void {
    this.over = { name: 'Interrupted', message: 'Stopped' };
    this.#settle({ ok: false, ms: 1, error: this.over });
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done));
}

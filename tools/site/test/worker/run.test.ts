import { describe, expect, test } from 'vitest';
import { Bench, errorOf, texts } from './desk.ts';

describe('a cell', () => {
  test('prints, shows its value last, and says when it is done', async () => {
    const answer = await new Bench().run("console.log('one', 2);\n[3]");
    expect(texts(answer)).toEqual(['one 2', '[ 3 ]']);
    expect(answer.end.type).toBe('done');
  });

  test('sees the names of cells that ran before, alive', async () => {
    const bench = new Bench();
    await bench.run('let n = 1;\nconst read = () => n;', 'a');
    await bench.run('n = 5;', 'b');
    expect(texts(await bench.run('read()', 'c'))).toEqual(['5']);
  });

  test('declares its names anew when it runs again', async () => {
    const bench = new Bench();
    await bench.run('const n = 1;', 'a');
    await bench.run('const n = 2;', 'a');
    expect(texts(await bench.run('n', 'b'))).toEqual(['2']);
  });

  test('leaves no names where it fails, not even those of its last run', async () => {
    const bench = new Bench();
    await bench.run('const n = 1;', 'a');
    await bench.run('const n = 2;\nthrow new Error("no")', 'a');
    expect(errorOf(await bench.run('n', 'b')).message).toBe('n is not defined');
  });

  test('sees the cells above it only, where the page is known', async () => {
    const bench = new Bench();
    const page = ['a', 'b', 'c'].map((cell) => ({ cell, code: '' }));
    await bench.run('const n = 1;', 'a', page);
    await bench.run('const n = 3;', 'c', page);
    expect(texts(await bench.run('n', 'b', page))).toEqual(['1']);
  });

  test('runs after the one that was asked for before', async () => {
    const bench = new Bench();
    const first = bench.run('await new Promise((done) => setTimeout(done, 20));\nconst n = 1;', 'a');
    const second = bench.run('n', 'b');
    expect(texts(await second)).toEqual(['1']);
    expect((await first).end.type).toBe('done');
  });

  test('shows warnings as such', async () => {
    const { shown } = await new Bench().run("console.warn('careful');");
    expect(shown).toEqual([{ bundle: { 'text/plain': 'careful' }, level: 'warn' }]);
  });

  test('has no words of the engine in what it prints', async () => {
    const answer = await new Bench().run("console.warn('cpu computes in plain loops: …'); 1");
    expect(texts(answer)).toEqual([expect.stringMatching(/^\(This browser cannot run the fast code/), '1']);
  });

  test('hears of a promise that is shown', async () => {
    const answer = await new Bench().run('Promise.resolve(1)');
    expect(texts(answer)).toEqual(['Promise {}', '(A promise was shown, not its result: write await before it)']);
  });
});

describe('stop', () => {
  test('ends a cell that prints without end', async () => {
    const bench = new Bench();
    const code = 'for (let i = 0; ; i++) { if (i === 3) globalThis.stopNow(); console.log(i); }';
    Object.assign(globalThis, { stopNow: () => Atomics.store(bench.stop, 0, 1) });
    const answer = await bench.run(code);
    expect(errorOf(answer).name).toBe('Interrupted');
    expect(texts(answer)).toEqual(['0', '1', '2']);
  });

  test('ends a cell that awaits what never comes', async () => {
    const bench = new Bench();
    setTimeout(() => Atomics.store(bench.stop, 0, 1), 50);
    expect(errorOf(await bench.run('await new Promise(() => {});')).name).toBe('Interrupted');
  });

  test('comes by message, too, for pages that share no memory', async () => {
    const bench = new Bench();
    setTimeout(() => bench.desk.take({ type: 'stop', id: 1 }), 50);
    expect(errorOf(await bench.run('await new Promise(() => {});')).name).toBe('Interrupted');
  });
});

import { describe, expect, test } from 'vitest';
import type { Shown } from '../../shared/protocol.ts';
import { headItems, Stream } from '../../worker/stream.ts';
import { tailLines } from '../../worker/tail.ts';

/** A stream whose clock stands still until it is moved, and what it has sent. */
function makeStream() {
  const sent: (readonly Shown[])[] = [];
  const timers: (() => void)[] = [];
  const clock = { time: 0 };
  let slots = 100;
  const stream = new Stream({
    send: (items) => void sent.push(items),
    now: () => clock.time,
    later: (f) => void timers.push(f),
    newSlot: () => ++slots,
  });
  return { stream, sent, timers, clock };
}

const line = (text: string): Shown => ({ bundle: { 'text/plain': text } });

/** What a page has in the end: a place's contents are the last that came. */
function page(sent: readonly (readonly Shown[])[]): Shown[] {
  const items = new Map<unknown, Shown>();
  for (const item of sent.flat()) items.set(item.slot ?? item, item);
  return [...items.values()];
}

const textsOf = (items: readonly Shown[]) => items.map(({ bundle }) => bundle['text/plain']);

describe('Stream', () => {
  test('sends the first lines at once, so that they are seen before a loop without end', () => {
    const { stream, sent } = makeStream();
    for (const text of ['a', 'b', 'c']) stream.add(line(text));
    expect(textsOf(sent.flat())).toEqual(['a', 'b', 'c']);
  });

  test('gathers many lines into few messages, in order', () => {
    const { stream, sent, timers } = makeStream();
    for (let i = 0; i < 400; i++) stream.add(line(String(i)));
    expect(sent.length).toBeLessThan(70);
    for (const ring of timers) ring();
    expect(textsOf(sent.flat())).toEqual(Array.from({ length: 400 }, (_, i) => String(i)));
  });

  test('sends out of a loop that lets no timer in', () => {
    const { stream, sent, clock } = makeStream();
    for (let i = 0; i < 400; i++) stream.add(line(String(i)));
    const before = sent.length;
    clock.time = 60;
    stream.add(line('last'));
    expect(sent.length).toBe(before + 1);
    expect(textsOf(sent.at(-1)!).at(-1)).toBe('last');
  });

  test('keeps the first and the last of a million lines, and says how many are missing', () => {
    const { stream, sent } = makeStream();
    for (let i = 0; i < 1_000_000; i++) stream.add(line(String(i)));
    stream.flush();
    const items = page(sent);
    expect(items.length).toBe(headItems + 2);
    expect(textsOf(items)[headItems - 1]).toBe('499');
    expect(items[headItems]).toMatchObject({
      note: true,
      bundle: { 'text/plain': '… 999,000 lines are left out here …' },
    });
    const last = items[headItems + 1]!.bundle['text/plain']!.split('\n');
    expect([last.length, last[0], last.at(-1)]).toEqual([tailLines, '999500', '999999']);
  });

  test('leaves nothing out of a thousand', () => {
    const { stream, sent } = makeStream();
    for (let i = 0; i < 1000; i++) stream.add(line(String(i)));
    stream.flush();
    expect(textsOf(page(sent)).join('\n').split('\n').filter(Boolean)).toEqual(
      Array.from({ length: 1000 }, (_, i) => String(i)),
    );
  });

  test('takes 200,000 characters at most of text that has no end', () => {
    const { stream, sent } = makeStream();
    for (let i = 0; i < 3000; i++) stream.add(line('x'.repeat(1000)));
    stream.flush();
    expect(textsOf(page(sent)).join('').length).toBeLessThan(202_000);
  });

  test('cuts one text that is too long, and says so', () => {
    const { stream, sent } = makeStream();
    stream.add(line('x'.repeat(10_000_000)));
    expect(textsOf(sent.flat())[0]).toMatch(/^x{50000}\n… 9,950,000 more characters$/);
  });

  test('lets pictures through that are longer than texts may be', () => {
    const { stream, sent } = makeStream();
    const picture = { bundle: { 'image/svg+xml': `<svg>${' '.repeat(200_000)}</svg>` } };
    stream.add(picture);
    expect(sent.flat()).toEqual([picture]);
  });

  test('counts what is replaced once', () => {
    const { stream, sent } = makeStream();
    for (let i = 0; i < 2000; i++) stream.add({ ...line(`frame ${i}`), slot: 1 });
    stream.add(line('after'));
    stream.flush();
    expect(textsOf(page(sent))).toEqual(['frame 1999', 'after']);
  });
});

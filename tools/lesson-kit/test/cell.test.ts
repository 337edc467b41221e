import { capture, plainText } from '@zero-to-gpt/lesson-kit';
import { checkpoint, display, Interrupted, live, stopped } from '@zero-to-gpt/lesson-kit/cell';
import { record } from '@zero-to-gpt/lesson-kit/run';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => void vi.restoreAllMocks());

const cell = (body: () => unknown) => async () => ({ __value: await body() });
const textOf = async (body: () => unknown) => plainText(await capture(cell(body)));

describe('display', () => {
  test('shows in order, as the value at the end is shown', async () => {
    const text = await textOf(() => {
      console.log('first');
      display(['second']);
      display(undefined);
      return 'last';
    });
    expect(text).toBe("first\n[ 'second' ]\nundefined\n'last'");
  });

  test('shows what a value says of itself to notebooks', async () => {
    const picture = { [Symbol.for('Jupyter.display')]: () => ({ 'image/svg+xml': '<svg/>' }) };
    expect((await capture(cell(() => display(picture)))).shown).toEqual([{ 'image/svg+xml': '<svg/>' }]);
  });

  test('prints where no cell runs', () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    display([1]);
    expect(log).toHaveBeenCalledExactlyOnceWith([1]);
  });
});

describe('live', () => {
  test('keeps its place, with the last contents', async () => {
    const text = await textOf(() => {
      const show = live();
      show('a');
      console.log('below');
      for (let i = 0; i < 1000; i++) show(`frame ${i}`);
    });
    expect(text).toBe("'frame 999'\nbelow");
  });

  test('shows twelve times a second at most', () => {
    vi.useFakeTimers();
    const shown: unknown[] = [];
    const recording = record(({ values }) => void shown.push(...values));
    const show = live();
    for (let t = 0; t < 1000; t++) {
      show(t);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(100);
    recording.end();
    vi.useRealTimers();
    expect(shown.length).toBeLessThanOrEqual(14); // the first, twelve, the last
    expect(shown[0]).toBe(0);
    expect(shown.at(-1)).toBe(999);
  });

  test('asks a function for the value only when it is shown', async () => {
    let asked = 0;
    await textOf(() => {
      const show = live();
      for (let i = 0; i < 1000; i++) show(() => ++asked);
    });
    expect(asked).toBe(2);
  });
});

describe('stopped and checkpoint', () => {
  test('know of no stop where nobody can press it', async () => {
    expect(stopped()).toBe(false);
    await checkpoint();
  });

  test('hear of it from the host', async () => {
    const recording = record(() => {}, { stopped: () => true });
    expect(stopped()).toBe(true);
    await expect(checkpoint()).rejects.toThrow(Interrupted);
    recording.end();
    expect(stopped()).toBe(false);
  });

  test('checkpoint lets timers in', async () => {
    let rang = false;
    setTimeout(() => {
      rang = true;
    });
    const end = performance.now() + 1000;
    while (!rang && performance.now() < end) await checkpoint();
    expect(rang).toBe(true);
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Store = typeof import('../../runtime/store.ts');

let store: Store;
beforeEach(async () => {
  vi.resetModules();
  store = await import('../../runtime/store.ts');
});
afterEach(() => vi.unstubAllGlobals());

test('write() keeps a text in localStorage, remove() takes it out', () => {
  const storage = stub();
  expect(store.write('zg:a', '1')).toBe(true);
  expect(storage['zg:a']).toBe('1');
  expect(store.read('zg:a')).toBe('1');
  store.remove('zg:a');
  expect(store.read('zg:a')).toBeNull();
});

test('write() keeps a text for the page where storage is full, and says so once', () => {
  stub({ full: true });
  const heard: string[] = [];
  store.onStorageProblem((problem) => heard.push(problem));
  expect(store.write('zg:a', '1')).toBe(false);
  expect(store.write('zg:b', '2')).toBe(false);
  expect([store.read('zg:a'), store.read('zg:b')]).toEqual(['1', '2']);
  expect(heard).toEqual(['The storage of this browser is full: what you write stays until you leave the page.']);
});

test('write() keeps a text for the page where storage is blocked', () => {
  vi.stubGlobal('localStorage', undefined); // reading it throws, as a blocked one does
  expect(store.read('zg:a')).toBeNull();
  expect(store.write('zg:a', '1')).toBe(false);
  expect(store.read('zg:a')).toBe('1');
  store.remove('zg:a');
  expect(store.read('zg:a')).toBeNull();
  const heard: string[] = [];
  store.onStorageProblem((problem) => heard.push(problem));
  expect(heard).toEqual(['This browser lets the page store nothing: what you write stays until you leave the page.']);
});

test('write() that fails hides the older text, and one that works later is kept for good', () => {
  const storage = stub();
  store.write('zg:a', 'old');
  const block = vi.spyOn(Object.getPrototypeOf(storage), 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  store.write('zg:a', 'new');
  expect(store.read('zg:a')).toBe('new');
  block.mockRestore();
  store.write('zg:a', 'newer');
  expect(storage['zg:a']).toBe('newer');
});

test('write() of a mark says nothing where storage is full', () => {
  stub({ full: true });
  const heard: string[] = [];
  store.onStorageProblem((problem) => heard.push(problem));
  expect(store.write('zg:running:a', 'cell', { mark: true })).toBe(false);
  expect(heard).toEqual([]);
});

test('keys() lists what is stored and what is only remembered, without what was removed', () => {
  const storage = stub();
  store.write('zg:cell:b', '1');
  store.write('other', '1');
  vi.spyOn(Object.getPrototypeOf(storage), 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  store.write('zg:cell:a', '2');
  expect(store.keys('zg:cell:')).toEqual(['zg:cell:a', 'zg:cell:b']);
  store.remove('zg:cell:b');
  expect(store.keys('zg:cell:')).toEqual(['zg:cell:a']);
});

/** A localStorage: texts are its own properties, as in browsers. */
function stub({ full = false } = {}): Record<string, string> {
  class Storage {
    getItem(key: string): string | null {
      return (this as unknown as Record<string, string>)[key] ?? null;
    }
    setItem(key: string, value: string): void {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      Object.assign(this, { [key]: value });
    }
    removeItem(key: string): void {
      Reflect.deleteProperty(this, key);
    }
  }
  const storage = new Storage();
  vi.stubGlobal('localStorage', storage);
  return storage as unknown as Record<string, string>;
}

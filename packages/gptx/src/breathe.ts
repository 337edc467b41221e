import { setImmediate } from 'node:timers/promises';

/** Lets the process attend to signals: without it a loop that only computes would be deaf to Ctrl-C. Costs some microseconds. */
export async function breathe(): Promise<void> {
  await setImmediate();
}

/** The items, with a breath after each. */
export async function* breathing<Item>(items: Iterable<Item>): AsyncGenerator<Item, void> {
  for (const item of items) {
    yield item;
    await breathe();
  }
}

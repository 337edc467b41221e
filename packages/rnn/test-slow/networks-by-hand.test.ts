import { lacks } from '@zero-to-gpt/build/needs';
import { describe, expect, test } from 'vitest';
import { long } from '../long/networks-by-hand.long.ts';

describe.skipIf(lacks('fashion-mnist'))('Fashion-MNIST', () => {
  test('a network of two convolutions by hand names most test pictures rightly after a sixth of the training ones', async () => {
    const { fashionMNIST } = await long({ short: true, log: console.log });
    console.log(`Fashion-MNIST, 10,000 pictures, 5 passes: ${fashionMNIST.mean} of the test pictures`);
    expect(fashionMNIST.mean).toBeGreaterThanOrEqual(0.85);
    expect(fashionMNIST.mean).toBeLessThan(0.95); // more would be a leak: networks like this end near 0.92
  });
});

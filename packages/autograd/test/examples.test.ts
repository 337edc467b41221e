import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What an example prints. */
async function printed(load: () => Promise<unknown>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await load();
  return log.mock.calls.map(([line]) => String(line)).join('\n');
}

test('one-neuron.ts prints the slopes, the chain rule and a drawing', async () => {
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', 'one-neuron.ts']);
  const text = await printed(() => import('../examples/one-neuron.ts'));
  expect(text).toContain('y = 0.7071\ndy/dx1 = -1.5000\ndy/dw1 = 1.0000');
  expect(text).toContain(String.raw`&= \left(1 - y^{2}\right) \cdot 1 \cdot 1 \cdot x_{1}`);
  expect(text).toContain('v0["x1<br/>data 2<br/>grad -1.5"]');
});
test('newton.ts is at the ground in a few steps, where descent needs thousands', async () => {
  const text = await printed(() => import('../examples/newton.ts'));
  expect(text).toMatch(/Newton, step [67]: \d\.\de-\d\d/);
  expect(text).not.toContain('step 9');
  expect(Number(/: (\d+) steps/.exec(text)![1])).toBeGreaterThan(1000);
});

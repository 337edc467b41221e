import { math } from '@zero-to-gpt/linalg';

/** What the engine can do with numbers. */
export type Operation = 'add' | 'sub' | 'mul' | 'div' | 'relu' | 'tanh';

/** Value and local slopes of an operation: one slope for each input. `relu` and `tanh` look at a alone. */
export function localSlopes(operation: Operation, a: number, b = 0): { value: number; slopes: number[] } {
  // #region TODO one line for each operation, about 14 lines
  switch (operation) {
    case 'add':
      return { value: a + b, slopes: [1, 1] };
    case 'sub':
      return { value: a - b, slopes: [1, -1] };
    case 'mul':
      return { value: a * b, slopes: [b, a] };
    case 'div':
      return { value: a / b, slopes: [1 / b, -a / (b * b)] };
    case 'relu':
      return { value: Math.max(0, a), slopes: [a > 0 ? 1 : 0] };
    case 'tanh': {
      const y = math.tanh(a);
      return { value: y, slopes: [1 - y * y] };
    }
  }
  // #endregion
}

/** The data sets to choose from. */
export type SetName = 'lines' | 'moons' | 'rings' | 'xor';

/** The bends to choose from. */
export type BendName = 'relu' | 'tanh' | 'sigmoid' | 'none';

/** Part of the plane that is drawn. */
export interface Window {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** A data set before its points are there. */
export interface SetWords extends Window {
  /** In the list that readers choose from. */
  readonly title: string;
  /** What the points are. */
  readonly words: string;
}

/** Height of the pictures against their width: that of all windows. */
export const aspect: number = 2.7 / 4.2;

/** The data sets, by name. */
export const sets: Readonly<Record<SetName, SetWords>> = {
  lines: { title: 'two clouds', words: 'Two clouds, side by side', ...around(0, 0) },
  moons: { title: 'two moons', words: 'Two half moons that reach into each other', x: [-1.6, 2.6], y: [-1.1, 1.6] },
  rings: { title: 'a ring around a disc', words: 'A ring around a disc', ...around(0, 0) },
  xor: { title: 'exclusive or, four clouds', words: 'Four clouds, opposite ones of one class', ...around(0, 0) },
};

/** The bends, by name. */
export const bends: Readonly<Record<BendName, string>> = {
  relu: 'ReLU',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  none: 'none',
};

function around(x: number, y: number): Window {
  return { x: [x - 2.1, x + 2.1], y: [y - 1.35, y + 1.35] };
}

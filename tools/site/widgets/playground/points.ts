import { twoMoons } from '@zero-to-gpt/dense/data/shapes';
import { array, math, type NDArray, Random } from '@zero-to-gpt/linalg';
import type { SetName } from './names.ts';

/** Points and their classes. */
export interface Points {
  /** (n, 2). */
  readonly x: NDArray;
  /** (n), 0 or 1. */
  readonly y: NDArray;
}

/** How many of them there are, half of each class. */
export const count = 400;

/** A data set, always the same: drawn from seed 1. The moons are those of chapter 3. */
export function pointsOf(name: SetName): Points {
  const random = new Random(1);
  return name === 'moons' ? twoMoons(count, { noise: 0.15, random }) : drawn(makers[name], random);
}

type Maker = (label: number, random: Random) => readonly [number, number];

const makers: Readonly<Record<Exclude<SetName, 'moons'>, Maker>> = {
  lines: (label, random) => cloud(label === 1 ? [0.75, -0.25] : [-0.75, 0.25], 0.35, random),
  rings(label, random) {
    const [radius, angle] = [label === 1 ? 0.5 * Math.sqrt(random.next()) : 1, 2 * Math.PI * random.next()];
    return cloud([radius * math.cos(angle), radius * math.sin(angle)], 0.07, random);
  },
  xor(label, random) {
    const side = random.int(2) === 1 ? 1 : -1;
    return cloud([0.9 * side, 0.6 * (label === 1 ? -side : side)], 0.25, random);
  },
};

function drawn(maker: Maker, random: Random): Points {
  const labels = Array.from({ length: count }, (_, i) => i % 2);
  return { x: array(labels.map((label) => maker(label, random))), y: array(labels, { dtype: 'int32' }) };
}

/** A point near a place, normally distributed. */
function cloud([x, y]: readonly [number, number], std: number, random: Random): readonly [number, number] {
  const [dx, dy] = random.normal([2], { std }).toFlat() as Iterable<number> as [number, number];
  return [x + dx, y + dy];
}

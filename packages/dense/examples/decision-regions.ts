// node --conditions=@zero-to-gpt/source examples/decision-regions.ts
// Which class a network sees where: one layer draws a line between two moons, a hidden layer bends it around them.

import { accuracy, crossEntropyLoss, Dense, fit, type Layer, Sequential, Tanh } from '@zero-to-gpt/dense';
import { twoMoons } from '@zero-to-gpt/dense/data/shapes';
import { array, Random, tidy } from '@zero-to-gpt/linalg';

const { x, y } = twoMoons(300, { noise: 0.15, random: new Random(1) });

for (const hidden of [0, 2, 16]) {
  const random = new Random(1);
  using model: Layer =
    hidden === 0
      ? new Dense(2, 2, { random })
      : new Sequential(new Dense(2, hidden, { random }), new Tanh(), new Dense(hidden, 2, { random }));
  fit(model, x, y, { loss: crossEntropyLoss, lr: 0.5, momentum: 0.9, epochs: 300 });
  const right = tidy(() => accuracy(model.forward(x), y));
  console.log(`\n${hidden === 0 ? 'one layer' : `${hidden} hidden units`}: ${(100 * right).toFixed(1)} % right`);
  for (const row of regions(model)) console.log(row);
}

/** The plane from (−1.5, 1.4) at the top left to (2.5, −0.9), `·` where class 0 scores higher and `#` where class 1 does. */
function regions(model: Layer): string[] {
  const [rows, columns] = [14, 60];
  return Array.from({ length: rows }, (_, i) =>
    tidy(() => {
      const points = Array.from({ length: columns }, (_, j) => [
        -1.5 + (4 * (j + 0.5)) / columns,
        1.4 - (2.3 * (i + 0.5)) / rows,
      ]);
      const classes = model.forward(array(points)).argmax({ axis: 1 }).toFlat();
      return Array.from(classes, (label) => (label === 0 ? '·' : '#')).join('');
    }),
  );
}

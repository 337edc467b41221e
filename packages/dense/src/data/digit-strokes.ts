type Point = readonly [x: number, y: number];

/** Points on an ellipse, from one angle to another in quarters of a turn; 0 is on the right, 1 below. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): readonly Point[] {
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) * 4));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const quarter = from + ((to - from) * i) / steps;
    const [c, s] = onCircle(quarter);
    return [cx + rx * c, cy + ry * s] as const;
  });
}

/** Cosine and sine of quarters of a turn, from eighths of quarters: no host function is needed. */
function onCircle(quarter: number): Point {
  const turn = ((quarter % 4) + 4) % 4;
  const whole = Math.floor(turn);
  const t = turn - whole;
  // a point between the two axes, put onto the circle
  const [x, y] = [1 - t, t];
  const length = Math.sqrt(x * x + y * y);
  const [c, s] = [x / length, y / length];
  return (
    [
      [c, s],
      [-s, c],
      [-c, -s],
      [s, -c],
    ] as const
  )[whole]!;
}

/** Each digit as strokes on a square of side 1; (0, 0) is at the top left. */
export const digitStrokes: readonly (readonly (readonly Point[])[])[] = [
  [arc(0.5, 0.5, 0.24, 0.36, 0, 4)],
  [
    [
      [0.36, 0.28],
      [0.52, 0.14],
      [0.52, 0.86],
    ],
  ],
  [[...arc(0.5, 0.34, 0.22, 0.2, -2, 0.6), [0.28, 0.86], [0.74, 0.86]]],
  [[...arc(0.48, 0.32, 0.21, 0.18, -1.8, 1), ...arc(0.48, 0.68, 0.24, 0.19, -1, 1.8)]],
  [
    [
      [0.62, 0.86],
      [0.62, 0.14],
      [0.26, 0.62],
      [0.78, 0.62],
    ],
  ],
  [[[0.72, 0.14], [0.34, 0.14], [0.31, 0.46], ...arc(0.49, 0.64, 0.23, 0.22, -1.4, 1.7)]],
  [[[0.64, 0.13], [0.4, 0.36], ...arc(0.5, 0.64, 0.22, 0.22, -2, 2)]],
  [
    [
      [0.26, 0.14],
      [0.74, 0.14],
      [0.44, 0.86],
    ],
  ],
  [arc(0.5, 0.31, 0.19, 0.18, 1, 5), arc(0.5, 0.68, 0.23, 0.19, -1, 3)],
  [[...arc(0.5, 0.36, 0.22, 0.22, 0, 4), [0.62, 0.86]]],
];

/** The name that is most like another: a letter or two changed, or other capitals. Undefined where none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = name.length < 3 ? 0.75 : Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const other of names) {
    if (other === name || Math.abs(other.length - name.length) > fewest) continue;
    const changes = other.toLowerCase() === name.toLowerCase() ? 0.5 : distance(name, other);
    if (changes < fewest) [best, fewest] = [other, changes];
  }
  return best;
}

/** Letters to insert, remove, replace or swap with their neighbour until one word is the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

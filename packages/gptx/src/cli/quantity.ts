/** A duration in words: `8 s`, `2 min 05 s`, `1 h 03 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const s = Math.max(0, Math.round(seconds));
  const two = (x: number): string => String(x).padStart(2, '0');
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`;
  return `${Math.floor(s / 3600)} h ${two(Math.floor((s % 3600) / 60))} min`;
}

/** A large number with the prefix that leaves up to three digits before the point: `804 k`, `3.1 M`. */
export function short(x: number): string {
  for (const [size, prefix] of [
    [1e12, ' T'],
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ] as const) {
    if (Math.abs(x) >= size) return (x / size).toFixed(Math.abs(x) >= 100 * size ? 0 : 1) + prefix;
  }
  return String(Math.round(x));
}

/** A whole number with commas between its thousands: `1,204,997`. */
export function grouped(x: number): string {
  return String(Math.round(x)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number of bytes: `3.1 MB`. */
export function bytes(x: number): string {
  return x < 1000 ? `${x} B` : `${short(x)}B`;
}

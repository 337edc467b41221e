import type { PageCost } from './measure.ts';

const kib = 1024;

/** What a page may cost at most. */
export const limits = {
  /** Bytes of JavaScript, gzipped, before the first click. */
  js: 150 * kib,
  /** Of them from `zg/`: the runtime alone. */
  own: 15 * kib,
  /** Above a tenth readers notice that things jump. */
  layoutShift: 0.1,
} as const;

/** What is above the limits, in words; nothing where all is well. */
export function crossedLimits(costs: readonly PageCost[]): string[] {
  return costs.flatMap(({ path, load, own, layoutShift, foreign }) => {
    const page = `/${path}`;
    const found: string[] = [];
    if (load.js > limits.js)
      found.push(`${page} loads ${kb(load.js)} of JavaScript before a click: wanted ${kb(limits.js)} at most`);
    if (own > limits.own)
      found.push(`${page} loads ${kb(own)} of zg/ before a click: wanted ${kb(limits.own)} at most`);
    if (layoutShift > limits.layoutShift)
      found.push(`${page} jumps by ${layoutShift.toFixed(3)} while it loads: wanted ${limits.layoutShift} at most`);
    for (const url of new Set(foreign)) found.push(`${page} asks another host: ${url}`);
    return found;
  });
}

/** Bytes as `12.3 KB`, where a KB is 1024 bytes. */
export function kb(bytes: number): string {
  return `${(bytes / kib).toFixed(1)} KB`;
}

import { paint } from './paint.ts';

/** A bar with numbers: `████░░░░ 3/14  21 %`. */
export function bar(done: number, total: number, width = 24): string {
  const full = total === 0 ? 0 : Math.floor((done / total) * width);
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  return `${paint.green('█'.repeat(full))}${paint.dim('░'.repeat(width - full))} ${done}/${total}  ${percent} %`;
}

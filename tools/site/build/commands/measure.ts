import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { crossedLimits, kb } from '../limits.ts';
import { measureSite, type PageCost } from '../measure.ts';
import { defaultOut } from '../paths.ts';
import { asBase } from '../serve.ts';
import { buildSite } from '../site.ts';
import type { Weight } from '../weight.ts';
import { plainly } from './plainly.ts';

/** `npm run site:measure`. */
export const measure = defineCommand({
  meta: { name: 'measure', description: 'Say what the home page and a lesson cost their readers, in Chromium' },
  args: {
    base: { type: 'string', default: '/', description: 'Where the site begins on its host' },
    out: { type: 'string', default: defaultOut, description: 'Folder of the site' },
    json: { type: 'boolean', description: 'JSON alone on stdout' },
  },
  run: ({ args }) =>
    plainly(async () => {
      const out = resolve(args.out);
      await buildSite({ base: args.base, out, reuse: true });
      const costs = await measureSite(out, { base: asBase(args.base) });
      const crossed = crossedLimits(costs);
      console.log(args.json ? JSON.stringify({ costs, crossed }, null, 2) : costs.map(describe).join('\n\n'));
      for (const line of crossed) console.error(line);
      if (crossed.length > 0) process.exitCode = 1;
    }),
});

/** What a page costs, as lines for people. */
function describe(cost: PageCost): string {
  const { path, load, own, firstContentfulPaint, layoutShift, firstRun, foreign } = cost;
  return [
    `/${path}`,
    `  before the first click  ${list(load)}`,
    `  of it from zg/          ${kb(own)} of JavaScript`,
    ...(firstRun
      ? [`  the first Run           ${list(firstRun.load)}; answer after ${firstRun.ms.toFixed(0)} ms`]
      : []),
    `  first contentful paint  ${firstContentfulPaint.toFixed(0)} ms from localhost`,
    `  layout shift            ${layoutShift.toFixed(4)}, at the worst of three widths`,
    `  other hosts             ${foreign.length === 0 ? 'none asked' : foreign.join(' ')}`,
  ].join('\n');
}

function list({ requests, ...bytes }: Weight): string {
  const parts = Object.entries(bytes).filter(([, size]) => size > 0);
  return `${parts.map(([kind, size]) => `${kind} ${kb(size)}`).join(', ')} in ${requests} requests (gzip)`;
}

import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { defaultOut } from '../paths.ts';
import { buildSite } from '../site.ts';
import type { Times } from '../stopwatch.ts';
import { plainly } from './plainly.ts';

/** `npm run site:build`. */
export const build = defineCommand({
  meta: { name: 'build', description: 'Write the site as static files' },
  args: {
    base: { type: 'string', default: '/', description: 'Where the site begins on its host, such as /course/' },
    out: { type: 'string', default: defaultOut, description: 'Folder of the output' },
    chapters: { type: 'string', description: 'Only these, such as linalg,linreg' },
    sources: { type: 'boolean', description: 'Take the packages as they are written, not as npm installs them' },
    reuse: { type: 'boolean', description: 'Do nothing where nothing has changed since the last build' },
    quiet: { type: 'boolean', description: 'Leave out what VitePress says' },
    json: { type: 'boolean', description: 'Times of the steps as JSON, alone on stdout' },
  },
  run: ({ args }) =>
    plainly(async () => {
      const { out, base, times } = await buildSite({
        base: args.base,
        out: resolve(args.out),
        packed: !args.sources,
        reuse: args.reuse ?? false,
        loud: !args.quiet && !args.json,
        ...(args.chapters ? { chapters: args.chapters.split(',') } : {}),
      });
      console.log(
        args.json ? JSON.stringify({ out, base, times }) : `${out}, to be served at ${base}: ${describe(times)}`,
      );
    }),
});

const describe = ({ total = 0, ...steps }: Times): string => {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return `${seconds(total)} (${Object.entries(steps)
    .map(([name, ms]) => `${name} ${seconds(ms)}`)
    .join(', ')})`;
};

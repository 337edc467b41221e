import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineCommand } from 'citty';
import { defaultOut } from '../paths.ts';
import { builtBase, serveSite } from '../serve.ts';
import { buildSite } from '../site.ts';
import { plainly } from './plainly.ts';

/** `npm run site:preview`. */
export const preview = defineCommand({
  meta: { name: 'preview', description: 'Serve what was built, on this machine alone' },
  args: {
    out: { type: 'string', default: defaultOut, description: 'Folder of the site' },
    port: { type: 'string', default: '4173', description: 'Port on 127.0.0.1; 0 for a free one' },
    plain: { type: 'boolean', description: 'Without the headers that isolate pages, as static hosts do' },
  },
  run: ({ args }) =>
    plainly(async () => {
      const out = resolve(args.out);
      if (!existsSync(join(out, 'index.html'))) await buildSite({ out });
      const server = await serveSite(out, { base: builtBase(out), isolated: !args.plain, port: Number(args.port) });
      console.log(server.url);
    }),
});

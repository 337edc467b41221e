import { join } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import { openSources } from '../course-source.ts';
import { buildEngine } from '../engine.ts';
import { work } from '../paths.ts';
import { plainly } from './plainly.ts';

/** Bundles the engine alone, as far as it is there: the quickest answer for who writes a part of it. */
export const engine: CommandDef = defineCommand({
  meta: { name: 'engine', description: 'Bundle what runs in pages, from the sources, into .site/public/zg' },
  run: () =>
    plainly(async () => {
      const start = performance.now();
      const { manifest } = await buildEngine(openSources(), join(work, 'public/zg'), { lenient: true });
      const counts = Object.entries(manifest).map(([name, what]) =>
        typeof what === 'string' ? `${name} ${what || 'missing'}` : `${Object.keys(what).length} ${name}`,
      );
      console.log(`${counts.join(', ')} in ${(performance.now() - start).toFixed(0)} ms`);
    }),
});

import { join } from 'node:path';
import { defineCommand } from 'citty';
import { openSources } from '../course-source.ts';
import { watchEngine } from '../engine.ts';
import { writePages } from '../pages.ts';
import { siteRoot, work } from '../paths.ts';
import { writeReference } from '../reference.ts';
import { writeStaticFiles } from '../static-files.ts';
import { watchFolders } from '../watch-folders.ts';
import { withLock } from '../with-lock.ts';
import { plainly } from './plainly.ts';

/** `npm run site`. */
export const dev = defineCommand({
  meta: { name: 'dev', description: 'Serve the site from the sources, and again whenever they change' },
  args: {
    port: { type: 'string', default: '5173', description: 'Port on 127.0.0.1' },
  },
  run: ({ args }) => plainly(() => serveSources(Number(args.port))),
});

/** Pages, engine and theme from the sources: VitePress watches pages and theme, esbuild the engine, we the lessons. */
async function serveSources(port: number): Promise<void> {
  const source = openSources();
  await withLock(join(work, 'build.lock'), async () => {
    writeStaticFiles(join(work, 'public'));
    writePages({ source, site: work });
    await writeReference({ source, site: work });
  });
  let reload = (): void => {};
  const engine = await watchEngine(source, join(work, 'public/zg'), { lenient: true, built: () => reload() });
  const { createServer } = await import('vitepress');
  const server = await createServer(siteRoot, { host: '127.0.0.1', port, strictPort: false });
  await server.listen();
  server.printUrls();
  reload = () => server.ws.send({ type: 'full-reload' });
  const folders = source.chapters.flatMap(({ folder }) => [join(folder, 'lesson'), join(folder, 'exercises')]);
  const stopWatching = watchFolders([...folders, join(siteRoot, 'pages')], () => {
    try {
      writePages({ source, site: work });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error); // the author will save again
    }
  });
  const end = async (): Promise<void> => {
    stopWatching();
    await Promise.allSettled([engine.dispose(), server.close()]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end());
}

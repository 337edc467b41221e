import { join } from 'node:path';
import { defineCommand } from 'citty';
import { openSources } from '../course-source.ts';
import { watchEngine } from '../engine.ts';
import { writePages } from '../pages.ts';
import { siteRoot, work } from '../paths.ts';
import { writeReference } from '../reference.ts';
import { writeStaticFiles } from '../static-files.ts';
import { watchCourse } from '../watch-course.ts';
import { plainly } from './plainly.ts';

/** `npm run site`. */
export const dev = defineCommand({
  meta: { name: 'dev', description: 'Serve the site from the sources, and again whenever they change' },
  args: {
    port: { type: 'string', default: '5173', description: 'Port on 127.0.0.1' },
  },
  run: ({ args }) =>
    plainly(async () => {
      const { createServer } = await import('vitepress');
      writeStaticFiles(join(work, 'public'));
      const write = () => writePages({ source: openSources(), site: work });
      await Promise.all([write(), writeReference({ source: openSources(), site: work })]);
      let reload: () => void = () => {};
      const engine = await watchEngine(openSources(), join(work, 'public/zg'), {
        lenient: true,
        built: () => reload(),
      });
      const server = await createServer(siteRoot, { host: '127.0.0.1', port: Number(args.port) });
      await server.listen();
      server.printUrls();
      reload = () => server.ws.send({ type: 'full-reload' });
      const stopWatching = watchCourse(
        openSources().chapters.map(({ folder }) => folder),
        write,
      );
      const end = async () => {
        stopWatching();
        await engine.dispose();
        await server.close();
        process.exit(0);
      };
      process.on('SIGINT', () => void end());
      process.on('SIGTERM', () => void end());
    }),
});

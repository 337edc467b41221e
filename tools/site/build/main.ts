// node --conditions=@zero-to-gpt/source tools/site/build/main.ts COMMAND
// The programs behind `npm run site`, `site:build`, `site:preview` and `site:measure`.
import { defineCommand, runMain } from 'citty';

await runMain(
  defineCommand({
    meta: { name: 'site', description: 'The site of the course' },
    subCommands: {
      dev: () => import('./commands/dev.ts').then((it) => it.dev),
      build: () => import('./commands/build.ts').then((it) => it.build),
      preview: () => import('./commands/preview.ts').then((it) => it.preview),
      measure: () => import('./commands/measure.ts').then((it) => it.measure),
      engine: () => import('./commands/engine.ts').then((it) => it.engine),
    },
  }),
);

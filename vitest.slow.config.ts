import { defineConfig } from 'vitest/config';
import { slowLessons, slowTests } from './tools/build/vitest.projects.ts';

// `npm run test:slow`: what needs PyTorch, a registry, or processes that are killed, and lessons that train for long
export default defineConfig({
  test: {
    projects: [...(await slowLessons(import.meta.dirname)), ...slowTests(import.meta.dirname)],
    maxWorkers: 2, // however many cores there are: these tests start programs, browsers and threads of their own
    reporters: ['default', ['./tools/build/counts.reporter.ts', { file: '.counts/slow.json' }]],
  },
});

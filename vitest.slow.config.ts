import { defineConfig } from 'vitest/config';
import { slow } from './tools/build/vitest.preset.ts';
import { slowLessons } from './tools/build/vitest.projects.ts';

// `npm run test:slow`: what needs PyTorch, a registry, or processes that are killed, and lessons that train for long
export default defineConfig({
  test: {
    projects: [slow(import.meta.dirname), ...(await slowLessons(import.meta.dirname))],
    reporters: ['default', ['./tools/build/counts.reporter.ts', { file: '.counts/slow.json' }]],
    fileParallelism: false,
  },
});

import { defineConfig } from 'vitest/config';
import { slow } from './tools/build/vitest.preset.ts';

// `npm run test:slow`: what needs PyTorch, a registry, or processes that are killed
export default defineConfig({
  test: {
    projects: [slow(import.meta.dirname)],
    reporters: ['default', ['./tools/build/counts.reporter.ts', { file: '.counts/slow.json' }]],
    fileParallelism: false,
  },
});

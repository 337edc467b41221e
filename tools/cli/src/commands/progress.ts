import { type CommandDef, defineCommand } from 'citty';
import { nextAfter, openWork } from '../check/open-course.ts';
import { hasPassed } from '../course/progress.ts';
import { bar } from '../terminal/bar.ts';

const args = {
  json: { type: 'boolean', description: 'Print JSON' },
} as const;

/** `zero-to-gpt progress`: how far each chapter is. */
export const progress: CommandDef<typeof args> = defineCommand({
  meta: { name: 'progress', description: 'Show how far you are' },
  args,
  async run({ args }) {
    const { course, all, progress } = await openWork();
    const rows = course.chapters
      .map(({ name }) => {
        const own = all.filter(({ chapter }) => chapter === name);
        return {
          chapter: name,
          passed: own.filter(({ key }) => hasPassed(progress, key)).length,
          total: own.length,
        };
      })
      .filter(({ total }) => total > 0);
    const passed = rows.reduce((sum, row) => sum + row.passed, 0);
    const next = nextAfter(all, progress, undefined);
    if (args.json) {
      const percent = Math.floor((100 * passed) / all.length);
      return console.log(
        JSON.stringify({ passed, total: all.length, percent, chapters: rows, next: next?.key ?? null }, null, 2),
      );
    }
    for (const row of [...rows, { chapter: 'all' as const, passed, total: all.length }])
      console.log(`${row.chapter.padEnd(12)} ${bar(row.passed, row.total)}`);
    console.log(next ? `\nNext: ${next.key}, ${next.title}\n  npx zero-to-gpt start ${next.id}` : '\nAll done!');
  },
});

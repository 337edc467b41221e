import { type CommandDef, defineCommand } from 'citty';
import { nextAfter, openWork } from '../check/open-course.ts';
import { CommandError } from '../command-error.ts';
import { hasPassed } from '../course/progress.ts';
import { bar } from '../terminal/bar.ts';
import { readProgressFile, writeProgressFile } from './progress-file.ts';

const args = {
  json: { type: 'boolean', description: 'Print JSON' },
  export: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Write progress and answers to a file, as the page reads it',
  },
  import: { type: 'string', valueHint: 'FILE', description: 'Add the progress and answers of such a file' },
} as const;

/** `zero-to-gpt progress`: how far each chapter is, and the way to and from the course's page. */
export const progress: CommandDef<typeof args> = defineCommand({
  meta: { name: 'progress', description: 'Show how far you are; carry it to the page and back' },
  args,
  async run({ args }) {
    if (args.export !== undefined && args.import !== undefined)
      throw new CommandError('Cannot export and import at once: name one', 'First --import, then --export');
    const work = await openWork();
    if (args.export !== undefined) return writeProgressFile(work, args.export);
    if (args.import !== undefined) return readProgressFile(work, args.import);
    const { course, all, progress } = work;
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

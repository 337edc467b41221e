import { type CommandDef, defineCommand } from 'citty';
import { type ChapterName, chapters } from '../chapters.ts';
import { openWork } from '../check/open-course.ts';
import { hasPassed } from '../course/progress.ts';
import { bar } from '../terminal/bar.ts';
import { paint } from '../terminal/paint.ts';

/** `zero-to-gpt list`: every exercise, and which have passed. */
export const list: CommandDef = defineCommand({
  meta: { name: 'list', description: 'Show every exercise, and which have passed' },
  async run() {
    const { all, progress } = await openWork();
    const width = Math.max(...all.map(({ id }) => id.length));
    let chapter: ChapterName | undefined;
    for (const exercise of all) {
      if (exercise.chapter !== chapter) {
        chapter = exercise.chapter;
        console.log(`\n${paint.bold(chapter)}  ${paint.dim(chapters[chapter])}`);
      }
      const mark = hasPassed(progress, exercise.key) ? paint.green('✓') : paint.dim('○');
      const minutes = paint.dim(`${exercise.minutes} min`);
      console.log(`  ${mark} ${exercise.id.padEnd(width)}  ${exercise.title}  ${minutes}`);
    }
    console.log(`\n${bar(all.filter(({ key }) => hasPassed(progress, key)).length, all.length)}`);
  },
});

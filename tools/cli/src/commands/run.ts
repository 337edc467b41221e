import { type CommandDef, defineCommand } from 'citty';
import { type ChapterName, chapterNames } from '../chapters.ts';
import { CommandError } from '../command-error.ts';
import { openCourse } from '../course/course.ts';
import { requireChapter } from '../course/find-exercise.ts';
import { findModule } from '../implementation/find-module.ts';
import { runDemo } from '../implementation/run-demo.ts';

const args = {
  chapter: { type: 'positional', description: 'Chapter whose demo to run, such as linreg' },
  with: {
    type: 'string',
    valueHint: 'linalg=./mine',
    description: 'Your own module in place of a chapter; commas part more',
  },
} as const;

/** `zero-to-gpt run`: the demo of a chapter, on our chapters or on the learner's own. */
export const run: CommandDef<typeof args> = defineCommand({
  meta: { name: 'run', description: 'Run the demo of a chapter, with your own earlier chapters if you like' },
  args,
  async run({ args }) {
    const course = openCourse(process.cwd());
    const chapter: string = args.chapter ?? '';
    requireChapter(course, chapter);
    const own = new Map<ChapterName, string>();
    for (const part of (args.with ?? '').split(',').filter((text) => text !== '')) {
      const [name = '', file] = part.split('=');
      if (file === undefined || file === '')
        throw new CommandError(`Cannot read --with ${part}: wanted a chapter and a file, such as linalg=./mine`);
      requireChapter(course, name);
      if (chapterNames.indexOf(name) > chapterNames.indexOf(chapter))
        throw new CommandError(`Cannot run ${chapter} with ${part}: ${name} is a later chapter`);
      own.set(name, findModule(file));
    }
    process.exitCode = await runDemo(course, chapter, own);
  },
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import { choose, openWork } from '../check/open-course.ts';
import { CommandError } from '../command-error.ts';
import { backUp } from '../course/back-up.ts';
import { replaceByStub } from '../course/materials.ts';
import { updateProgress } from '../course/progress.ts';
import { confirm } from '../terminal/ask.ts';

const args = {
  exercise: { type: 'positional', required: false, description: 'Exercise, such as norm or linalg/norm' },
  yes: { type: 'boolean', alias: 'y', description: 'Do not ask' },
} as const;

/** `zero-to-gpt reset`: puts the stub back, and the learner's file into `.zero-to-gpt/backups`. */
export const reset: CommandDef<typeof args> = defineCommand({
  meta: { name: 'reset', description: 'Begin an exercise anew; keeps a backup of your file' },
  args,
  async run({ args }) {
    const work = await openWork();
    const { course } = work;
    const exercise = choose(work, args.exercise);
    const file = join(course.root, exercise.file);
    if (!args.yes && !(await confirm(`Put the stub back in place of ${exercise.file}? A backup is kept.`, true)))
      throw new CommandError(`Left ${exercise.file} as it is`);
    if (existsSync(file)) {
      console.log(`Your file is kept as ${backUp(course, exercise.key, readFileSync(file))}`);
    }
    replaceByStub(course, exercise);
    updateProgress(course, (progress) => {
      delete progress.exercises[exercise.key];
      progress.current = exercise.key;
    });
    console.log(`${exercise.file} is the stub again`);
  },
});

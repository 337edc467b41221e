import { type CommandDef, defineCommand } from 'citty';
import { choose, openWork } from '../check/open-course.ts';
import { CommandError } from '../command-error.ts';
import { hasPassed } from '../course/progress.ts';
import { cleanSolution } from '../course/stub-of.ts';

const args = {
  exercise: { type: 'positional', required: false, description: 'Exercise, such as norm or linalg/norm' },
  force: { type: 'boolean', description: 'Show it before your own answer passes' },
} as const;

/** `zero-to-gpt solution`: our answer, once the learner's has passed. */
export const solution: CommandDef<typeof args> = defineCommand({
  meta: { name: 'solution', description: 'Show our answer, once yours has passed' },
  args,
  async run({ args }) {
    const work = await openWork();
    const exercise = args.exercise === undefined ? lastWorkedOn(work) : choose(work, args.exercise);
    if (!args.force && !hasPassed(work.progress, exercise.key))
      throw new CommandError(
        `Cannot show the solution of ${exercise.key}: your answer has not passed yet`,
        `npx zero-to-gpt hint ${exercise.id}, or see it anyway with --force`,
      );
    console.log(cleanSolution(exercise));
  },
});

/** The exercise at hand is the one just done, not the one that comes next. */
function lastWorkedOn(work: Awaited<ReturnType<typeof openWork>>): ReturnType<typeof choose> {
  return work.all.find(({ key }) => key === work.progress.current) ?? choose(work, undefined);
}

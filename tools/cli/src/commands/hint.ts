import { type CommandDef, defineCommand } from 'citty';
import { nextHint } from '../check/next-hint.ts';
import { choose, openWork } from '../check/open-course.ts';

const args = {
  exercise: { type: 'positional', required: false, description: 'Exercise, such as norm or linalg/norm' },
} as const;

/** `zero-to-gpt hint`: the next hint of an exercise, after those already shown. */
export const hint: CommandDef<typeof args> = defineCommand({
  meta: { name: 'hint', description: 'Show the next hint' },
  args,
  async run({ args }) {
    const work = await openWork();
    console.log(nextHint(work.course, choose(work, args.exercise)));
  },
});

import { type CommandDef, defineCommand } from 'citty';
import { choose, openWork } from '../check/open-course.ts';
import { placeMaterials } from '../course/materials.ts';
import { updateProgress } from '../course/progress.ts';
import { paint } from '../terminal/paint.ts';

const args = {
  exercise: { type: 'positional', required: false, description: 'Exercise, such as norm or linalg/norm' },
} as const;

/** `zero-to-gpt start`: says what an exercise asks, and makes its file. */
export const start: CommandDef<typeof args> = defineCommand({
  meta: { name: 'start', description: 'Begin an exercise: the next one, or the one you name' },
  args,
  async run({ args }) {
    const work = await openWork();
    const exercise = choose(work, args.exercise);
    placeMaterials(work.course);
    updateProgress(work.course, (progress) => {
      progress.current = exercise.key;
    });
    const { key, title, minutes, text, file, id } = exercise;
    console.log(`${paint.bold(title)}  ${paint.dim(`${key}, about ${minutes} min`)}\n\n${text}\n`);
    console.log(`Write it in    ${paint.cyan(file)}`);
    console.log(`Check it       npx zero-to-gpt check ${id}`);
    console.log('On every save  npx zero-to-gpt watch');
  },
});

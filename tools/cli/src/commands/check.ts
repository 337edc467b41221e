import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import type { Answer } from '../check/answer.ts';
import { checkExercise } from '../check/check-exercise.ts';
import { choose, nextAfter, openWork, type Work } from '../check/open-course.ts';
import { report, reportLine, reportTypes } from '../check/report.ts';
import { trySaving } from '../check/try-saving.ts';
import { beginTypes } from '../check/type-problems.ts';
import { CommandError } from '../command-error.ts';
import type { Exercise } from '../course/exercise.ts';
import { placeStub } from '../course/materials.ts';
import { markPassed, readProgress, updateProgress } from '../course/progress.ts';
import { checkImplementation } from '../implementation/check-implementation.ts';
import { bar } from '../terminal/bar.ts';
import { paint } from '../terminal/paint.ts';

const args = {
  exercise: {
    type: 'positional',
    required: false,
    description: 'Exercises, such as norm or linalg/norm; or a chapter',
  },
  all: { type: 'boolean', description: 'Check every exercise whose file you have; with --impl, run every test' },
  json: { type: 'boolean', description: 'Print JSON' },
  types: {
    type: 'boolean',
    description: 'Ask TypeScript too: else it is asked when one exercise is checked for a reader',
    negativeDescription: 'Do not ask TypeScript',
  },
  impl: { type: 'string', valueHint: './mine', description: 'Check a module of your own against a whole chapter' },
} as const;

/** `zero-to-gpt check`: runs the checks of exercises on the learner's files. */
export const check: CommandDef<typeof args> = defineCommand({
  meta: { name: 'check', description: 'Check your answer to the current exercise, to those you name, or to --all' },
  args,
  async run({ args }) {
    const words = args._;
    const [all, json] = [args.all === true, args.json === true];
    if (args.impl !== undefined) {
      process.exitCode = await checkImplementation(words, args.impl, { all, json });
      return;
    }
    if (all && words.length > 0)
      throw new CommandError(`Cannot check ${words.join(' ')} and --all: name exercises, or take all of them`);
    const work = await openWork();
    const chosen = choices(work, words, all);
    const one = chosen.length === 1 && !json;
    const answers: Answer[] = [];
    for (const exercise of chosen) {
      const types = beginTypes(work.course, exercise.file, args.types ?? one);
      const answer = await answerOf(work, exercise, { asCurrent: !all });
      if (one) console.log(`\n${report(exercise, answer)}\n`);
      else if (!json) console.log(reportLine(exercise, answer));
      const waitForTypes = args.types === true ? types.whole : types.soon; // whoever asks for them gets them
      const problems = answer.failure?.kind === 'todo' ? types.stop() : await waitForTypes();
      if (!json && problems && problems.length > 0) console.log(`${reportTypes(problems)}\n`);
      answers.push(problems ? { ...answer, types: problems } : answer);
    }
    const passed = answers.filter(({ failure }) => !failure).length;
    process.exitCode = passed === answers.length ? 0 : 1;
    if (json) console.log(JSON.stringify({ passed, failed: answers.length - passed, answers }, null, 2));
    else if (!one) console.log(`\n${bar(passed, answers.length)}`);
    else if (passed === 1) console.log(whatNext(work, chosen[0]));
    else console.log(paint.dim(`Stuck? npx zero-to-gpt hint ${chosen[0]?.id}`));
  },
});

function choices(work: Work, words: readonly string[], all: boolean): Exercise[] {
  if (all) return work.all.filter(({ file }) => existsSync(join(work.course.root, file)));
  return words.length > 0 ? words.map((word) => choose(work, word)) : [choose(work, undefined)];
}

async function answerOf({ course }: Work, exercise: Exercise, { asCurrent }: { asCurrent: boolean }): Promise<Answer> {
  trySaving(() => {
    if (placeStub(course, exercise)) console.error(paint.dim(`Made ${exercise.file}`));
  });
  const answer = await checkExercise(course, exercise);
  trySaving(() => {
    updateProgress(course, (progress) => {
      if (asCurrent) progress.current = exercise.key;
      if (!answer.failure) markPassed(progress, exercise.key);
    });
  });
  return answer;
}

function whatNext({ course, all }: Work, done: Exercise | undefined): string {
  const { progress } = readProgress(course);
  const next = nextAfter(all, progress, done);
  const solution = `Our answer  npx zero-to-gpt solution ${done?.id}`;
  return next
    ? `${solution}\nNext        npx zero-to-gpt start ${next.id}`
    : `${solution}\nThat was the last: all have passed.`;
}

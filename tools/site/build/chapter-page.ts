import type { Chapter } from '../shared/course.ts';

/** What a learner's own version of a chapter can be held against. */
export interface ChapterSuite {
  /** Whether the package has a conformance suite. */
  readonly conformance: boolean;
  /** A later chapter whose demo it can carry. */
  readonly demo?: string;
}

/** `learn/CHAPTER/index.md`: what the chapter promises, its lessons and exercises, and what else is there. */
export function chapterPage(chapter: Chapter, suite: ChapterSuite): string {
  const { name, number, title, promise, lessons, exercises, state } = chapter;
  const minutes = exercises.reduce((sum, exercise) => sum + exercise.minutes, 0);
  return `${[
    pageFront({ title, description: promise }),
    `# ${title}`,
    '<div class="zg-overview">',
    `<p class="zg-promise">${promise}</p>`,
    lessons.length > 0
      ? [
          '## Lessons',
          '<div class="zg-lessons">',
          lessons.map(({ title, link }) => `1. [${title}](${link})`).join('\n'),
          '</div>',
        ]
      : ['The package of this chapter is there and can be used; its lessons are still to be written.'],
    exercises.length > 0
      ? [
          '## Exercises',
          `${exercises.length} exercise${exercises.length === 1 ? '' : 's'}, about ${hours(minutes)} in all. Each one stands in the lesson that leads to it, too.`,
          '<div class="zg-exercises">',
          exercises.map(exerciseItem).join('\n'),
          '</div>',
        ]
      : [],
    '## The package',
    `Chapter ${number} is the package [\`@zero-to-gpt/${name}\`](https://www.npmjs.com/package/@zero-to-gpt/${name}): \`npm install @zero-to-gpt/${name}\`. Its [reference](/api/${name}/) names everything that is in it.`,
    suite.conformance && state === 'taught' ? bringYourOwn(name, suite) : [],
    '</div>',
  ]
    .flat(2)
    .join('\n\n')}\n`;
}

/** A list item of an exercise, with its time. */
export function exerciseItem({ title, link, minutes }: Chapter['exercises'][number]): string {
  return `- [${title}](${link}) <span class="zg-minutes">${minutes} min</span>`;
}

/** Front matter as JSON, which YAML reads, in one line. */
export function pageFront(values: Readonly<Record<string, unknown>>): string {
  return `---\n${JSON.stringify(values)}\n---`;
}

function bringYourOwn(name: string, { demo }: ChapterSuite): string[] {
  const check = `npx zero-to-gpt check ${name} --impl ./mine`;
  const told = `When you have written this chapter yourself, hold it against the suite that ours passes, \`@zero-to-gpt/${name}/conformance\``;
  return demo === undefined
    ? ['## Bring your own chapter', `${told}:`, `\`\`\`sh\n${check}\n\`\`\``]
    : [
        '## Bring your own chapter',
        `${told}. Then put it in the place of ours and run a later chapter on it:`,
        `\`\`\`sh\n${check}\nnpx zero-to-gpt run ${demo} --with ${name}=./mine\n\`\`\``,
      ];
}

function hours(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes`;
  const halves = Math.round(minutes / 30) / 2;
  return `${Math.floor(halves)}${halves % 1 === 0 ? '' : '½'} hours`;
}

import { type ChapterName, chapterFolder, chapters } from '../chapters.ts';

/** The README.md of a course folder. */
export function folderReadme(names: readonly ChapterName[]): string {
  const rows = names.map((name) => `- \`${chapterFolder(name)}/\` ${chapters[name]}. Read \`lesson/\` first.`);
  return `# My way from zero to GPT

${rows.join('\n')}

Every other file of a chapter's folder is an exercise: a function whose heart is for you to write. Keep the watcher running
in a terminal beside your editor; it checks a file whenever you save it:

    npx zero-to-gpt watch

| | |
| --- | --- |
| \`npx zero-to-gpt list\` | all exercises, and which have passed |
| \`npx zero-to-gpt start\` | what the next exercise asks |
| \`npx zero-to-gpt check\` | check your answer |
| \`npx zero-to-gpt hint\` | a hint, then a clearer one |
| \`npx zero-to-gpt solution\` | our answer, once yours has passed |
| \`npx zero-to-gpt upgrade\` | the newest lessons and exercises; your work stays |

Your progress stands in \`.zero-to-gpt/progress.json\`. Commit it with your work.
`;
}

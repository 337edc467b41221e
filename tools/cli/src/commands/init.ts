import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import { type ChapterName, chapterNames, chapters, isChapter, packageName, writtenChapters } from '../chapters.ts';
import { CommandError } from '../command-error.ts';
import { openCourse } from '../course/course.ts';
import { placeMaterials } from '../course/materials.ts';
import { checkFolder, tools, writeFolder } from '../folder/folder-files.ts';
import { install, packageManager } from '../folder/package-manager.ts';
import { didYouMean } from '../nearest.ts';
import { choose } from '../terminal/ask.ts';
import { paint } from '../terminal/paint.ts';
import { version } from '../version.ts';

const args = {
  folder: { type: 'positional', required: false, default: '.', description: 'Folder of your course' },
  chapters: { type: 'string', valueHint: 'linalg,linreg', description: 'Chapters to begin with' },
  install: { type: 'boolean', default: true, negativeDescription: 'Do not fetch the packages yet' },
} as const;

/** `zero-to-gpt init`: makes a course folder, or adds chapters to one. */
export const init: CommandDef<typeof args> = defineCommand({
  meta: { name: 'init', description: 'Make your course folder, or add chapters to it' },
  args,
  async run({ args }) {
    const folder = resolve(args.folder);
    checkFolder(folder);
    const names = args.chapters === undefined ? await ask() : read(args.chapters);
    if (names.length === 0) throw new CommandError('Left without making a course');
    makeFolder(folder);
    writeFolder(folder, names);
    const go = relative(process.cwd(), folder);
    const steps = [...(go ? [`cd ${go}`] : []), ...(args.install ? [] : [`${packageManager(folder)} install`])];
    if (args.install) {
      await install(folder, packages(names));
      const placed = placeMaterials(openCourse(folder));
      const fresh = [...placed].filter(([path, what]) => what === 'new' && /^[^/]+\/[^/]+\.ts$/.test(path)).length;
      console.log(`\n${paint.green('✓')} ${names.join(', ')}: ${fresh} exercises and their lessons are in ${folder}`);
    } else console.log(`${paint.green('✓')} The course folder is ${folder}`);
    console.log(`\nGo on with\n${[...steps, 'npx zero-to-gpt start'].map((step) => `  ${step}`).join('\n')}`);
  },
});

/** What is installed: the newest chapters, and the very version of this command. */
function packages(names: readonly ChapterName[]): string[] {
  const { 'zero-to-gpt': _, typescript, ...others } = tools;
  return [
    ...[...names.map(packageName), ...Object.keys(others)].map((name) => `${name}@latest`),
    `zero-to-gpt@^${version}`,
    `typescript@${typescript}`,
  ];
}

async function ask(): Promise<readonly ChapterName[]> {
  const options = writtenChapters.map((value) => ({ value, hint: chapters[value] }));
  return (await choose('Which chapters do you begin with?', options, writtenChapters)) ?? writtenChapters;
}

function read(list: string): ChapterName[] {
  const names = list.split(/[\s,]+/).filter((word) => word !== '');
  if (names.length === 0) throw new CommandError('Cannot read --chapters: wanted names, such as linalg,linreg');
  return names.map((name) => {
    if (!isChapter(name)) throw new CommandError(`Cannot find chapter ${name}${didYouMean(name, chapterNames)}`);
    if (!writtenChapters.includes(name))
      throw new CommandError(
        `Cannot begin with ${name}: it has no exercises yet, there are ${writtenChapters.join(', ')}`,
      );
    return name;
  });
}

function makeFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CommandError(
      `Cannot make ${join(folder)}: ${error instanceof Error ? error.message : error}`,
      'Choose a place of your own',
    );
  }
}

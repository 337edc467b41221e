import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toNotebook } from '@zero-to-gpt/lesson-kit';
import type { CourseFiles } from '../markdown/course-files.ts';
import { homePage } from '../pages/home.ts';
import type { Chapter, Course } from '../shared/course.ts';
import { pieceNames } from '../vitepress/pieces.ts';
import { type ChapterSuite, chapterPage } from './chapter-page.ts';
import { outlineChapter, type ReadChapter, readChapter } from './course-outline.ts';
import { type CourseSource, chapterNames, readManifest } from './course-source.ts';
import { exercisePage } from './exercise-page.ts';
import { exercisesPage } from './exercises-page.ts';
import { lessonPage } from './lesson-page.ts';
import { packageRanges } from './package-ranges.ts';
import { repository, siteRoot } from './paths.ts';
import { ChangedFiles } from './write-changed.ts';

/** What `writePages` works on. */
export interface WritePagesOptions {
  readonly source: CourseSource;
  /** The folder `.site`. */
  readonly site: string;
}

/**
 * Writes `pages` (VitePress's sources, apart from `pages/api`), `course.json`, `source.json` and notebooks below `.site`.
 * Files that stay the same are left alone.
 * @throws SyntaxError `Cannot read FILE:LINE: …` for a lesson or an exercise that cannot be read
 */
export function writePages({ source, site }: WritePagesOptions): Course {
  const read = new Map(source.chapters.map((chapter) => [chapter.name, readChapter(chapter)]));
  const course: Course = {
    chapters: chapterNames().map((name, i) => outlineChapter(name, i + 1, read.get(name))),
  };
  const pages = new ChangedFiles(join(site, 'pages'));
  writeOwnPages(pages, course);
  for (const chapter of course.chapters) {
    const files = read.get(chapter.name);
    if (!files) continue;
    pages.write(`learn/${chapter.name}/index.md`, chapterPage(chapter, suiteOf(chapter.name, source)));
    writeChapter(pages, files, chapter);
  }
  pages.close({ others: ['api'] });
  writeNotebooks(new ChangedFiles(join(site, 'public/notebooks')), [...read.values()], packageRanges(source));
  const data = new ChangedFiles(site);
  data.write('course.json', JSON.stringify(course, null, 1));
  data.write('source.json', JSON.stringify(sourceFiles([...read.values()]), null, 1));
  return course;
}

/** Pages that are written by hand, and the one that begins the course. */
function writeOwnPages(pages: ChangedFiles, course: Course): void {
  pages.write('exercises/index.md', exercisesPage(course));
  for (const file of globSync('**/*.md', { cwd: join(siteRoot, 'pages') }))
    if (file !== 'index.md') pages.copy(file, join(siteRoot, 'pages', file));
  pages.write('index.md', homePage(course));
}

/** Whether a learner's own chapter can be checked, and which later one's demo it can carry. */
function suiteOf(name: string, { chapters }: CourseSource): ChapterSuite {
  const has = (entry: string, folder: string): boolean => entry in readManifest(folder).exports;
  const place = chapters.findIndex((chapter) => chapter.name === name);
  const later = chapters.slice(place + 1).find(({ folder }) => has('./demo', folder));
  return {
    conformance: has('./conformance', chapters[place]!.folder),
    ...(later && { demo: later.name }),
  };
}

function writeChapter(pages: ChangedFiles, { name, folder, lessons, exercises }: ReadChapter, chapter: Chapter): void {
  for (const lesson of lessons) pages.write(`learn/${name}/${lesson.name}.md`, lessonPage(lesson));
  for (const picture of globSync('lesson/**/*.{svg,png,jpg,webp}', { cwd: folder }))
    pages.copy(`learn/${name}/${picture.replace(/^lesson[\\/]/, '')}`, join(folder, picture));
  for (const exercise of exercises) pages.write(`exercises/${name}/${exercise.id}.md`, exercisePage(exercise, chapter));
}

function writeNotebooks(
  notebooks: ChangedFiles,
  chapters: readonly ReadChapter[],
  versions: Readonly<Record<string, string>>,
): void {
  for (const { name, folder, lessons } of chapters)
    for (const lesson of lessons) {
      const picture = (src: string): string | undefined => {
        const file = join(folder, 'lesson', src);
        return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      };
      const notebook = toNotebook(lesson, { picture, versions });
      notebooks.write(`${name}/${lesson.name}.ipynb`, `${JSON.stringify(notebook, null, 1)}\n`);
    }
  notebooks.close();
}

function sourceFiles(chapters: readonly ReadChapter[]): CourseFiles {
  return {
    repository,
    widgets: pieceNames(join(siteRoot, 'widgets')),
    chapters: chapters.map(({ name, folder, lessons, exercises }) => ({
      name,
      folder,
      lessons: lessons.map((lesson) => lesson.name),
      exercises: exercises.map(({ id, title, minutes }) => ({ id, title, minutes })),
    })),
  };
}

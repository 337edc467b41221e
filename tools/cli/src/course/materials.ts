import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapterFolder } from '../chapters.ts';
import type { Course, InstalledChapter } from './course.ts';
import { type Exercise, exercises } from './exercise.ts';
import { lessonPage } from './lesson-page.ts';
import { digest, type Material, type Placed, place } from './place.ts';
import { updateProgress } from './progress.ts';
import { stubOf } from './stub-of.ts';
import { writeWhole } from './write-whole.ts';

/** What became of the files of one `placeMaterials`, by path. */
export type PlacedFiles = ReadonlyMap<string, Placed>;

/** Writes the stubs and lessons of every installed chapter into the learner's folder, around the learner's work. */
export function placeMaterials(course: Course): PlacedFiles {
  const placed = new Map<string, Placed>();
  updateProgress(course, (progress) => {
    for (const material of materials(course)) placed.set(material.path, place(course, progress, material));
  });
  return placed;
}

/** Writes the stub of one exercise if the learner has no file of it; returns whether it did. */
export function placeStub(course: Course, exercise: Exercise): boolean {
  if (existsSync(join(course.root, exercise.file))) return false;
  updateProgress(course, (progress) => {
    place(course, progress, { path: exercise.file, content: stubOf(exercise) });
  });
  return true;
}

/** Writes the stub of an exercise over whatever its file holds. */
export function replaceByStub(course: Course, exercise: Exercise): void {
  const content = stubOf(exercise);
  writeWhole(join(course.root, exercise.file), content);
  updateProgress(course, (progress) => {
    progress.files[exercise.file] = digest(content);
  });
}

function* materials(course: Course): Generator<Material> {
  const all = exercises(course);
  for (const exercise of all) yield { path: exercise.file, content: stubOf(exercise) };
  for (const chapter of course.chapters)
    yield* lessons(
      chapter,
      all.filter((exercise) => exercise.chapter === chapter.name),
    );
}

/** The lessons of a chapter and the pictures they show: `01-linalg/lesson/01-vectors.md`. */
function* lessons({ name, folder }: InstalledChapter, own: readonly Exercise[]): Generator<Material> {
  const home = join(folder, 'lesson');
  if (!existsSync(home)) return;
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /\.(md|svg|png)$/.test(name)).sort())
    yield {
      path: `${chapterFolder(name)}/lesson/${file.replaceAll('\\', '/')}`,
      content: file.endsWith('.md')
        ? lessonPage(readFileSync(join(home, file), 'utf8'), own)
        : readFileSync(join(home, file)),
    };
}

/** The course's files as pages need them; `build/pages.ts` writes it to `.site/source.json` for the Markdown plugin. */
export interface CourseFiles {
  /** Root of the repository, where links to files that are no pages are looked up. */
  readonly repository: string;
  /** Chapters whose packages are there, in the course's order. */
  readonly chapters: readonly ChapterFiles[];
  /** Interactive pieces that there are. */
  readonly widgets: readonly string[];
}

/** What lies in a chapter's package. */
export interface ChapterFiles {
  readonly name: string;
  /** The package's root. */
  readonly folder: string;
  /** Names of lessons in their order, such as `01-vectors`. */
  readonly lessons: readonly string[];
  /** Exercises in their order. */
  readonly exercises: readonly ExerciseFile[];
}

/** An exercise as lists name it. */
export interface ExerciseFile {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
}

/** What a page says of itself in its front matter, under `zg`. */
export interface PageSource {
  readonly kind: 'lesson' | 'exercise';
  readonly chapter: string;
  /** A lesson's name or an exercise's id. */
  readonly name: string;
  /** Lines of the source's front matter: the page's has as many. */
  readonly lines: number;
}

/** Where a page's text stands in the repository; errors and links start from it. */
export function sourcePath({ kind, chapter, name }: Pick<PageSource, 'kind' | 'chapter' | 'name'>): string {
  return kind === 'lesson'
    ? `packages/${chapter}/lesson/${name}.md`
    : `packages/${chapter}/exercises/${name}/exercise.md`;
}

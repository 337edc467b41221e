import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ChapterFiles, CourseFiles } from './course-files.ts';

const github = 'https://github.com/zero-to-gpt/zero-to-gpt';

/** Whether a link leads out of the site. */
export const isExternal = (href: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(href);

/**
 * Where a link of a lesson leads on the site. Lessons link as GitHub and npm want it, from file to file; what the site has
 * no page for is on GitHub. `from` is the file that links, from the repository's root.
 * @throws RangeError for what is not there
 */
export function siteLink(href: string, { from, course }: { from: string; course: CourseFiles }): string {
  if (isExternal(href) || href.startsWith('#') || href.startsWith('/')) return href;
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href)!; // matches any text of one line
  const target = posix.join(posix.dirname(from), decodeURI(path)).replace(/\/$/, '');
  const page = pageOf(target, course);
  if (page !== undefined) return page + rest;
  const file = fileOf(target, course);
  if (file === undefined) throw new RangeError(`found a link to ${href}, which is not there`);
  return `${github}/${statSync(file).isDirectory() ? 'tree' : 'blob'}/main/${target}${rest}`;
}

function pageOf(target: string, course: CourseFiles): string | undefined {
  const [, name = '', path = ''] = /^packages\/([^/]+)\/?(.*)$/.exec(target) ?? [];
  const chapter = course.chapters.find((one) => one.name === name);
  return chapter && chapterPage(path, chapter);
}

function chapterPage(path: string, { name, lessons, exercises }: ChapterFiles): string | undefined {
  if (path === '' || path === 'lesson') return `/learn/${name}/`;
  if (path === 'exercises') return `/learn/${name}/#exercises`;
  if (path === 'README.md') return `/api/${name}/`;
  const lesson = /^lesson\/([^/]+)\.md$/.exec(path)?.[1];
  if (lesson !== undefined) return lessons.includes(lesson) ? `/learn/${name}/${lesson}` : undefined;
  const exercise = /^exercises\/([^/]+)(?:\/exercise\.md)?$/.exec(path)?.[1];
  return exercises.some(({ id }) => id === exercise) ? `/exercises/${name}/${exercise}` : undefined;
}

/** A file of the repository, or of a package as npm installed it. */
function fileOf(target: string, course: CourseFiles): string | undefined {
  if (target.startsWith('..')) return undefined;
  const [, name, path = ''] = /^packages\/([^/]+)\/?(.*)$/.exec(target) ?? [];
  const folder = course.chapters.find((one) => one.name === name)?.folder;
  return [join(course.repository, target), ...(folder === undefined ? [] : [join(folder, path)])].find(existsSync);
}

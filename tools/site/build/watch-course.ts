import { watch } from 'node:fs';

/** What a page of a lesson or an exercise is made of. */
const ofPages = /^[^/]+\/(lesson\/|exercises\/[^/]+\/[^/]+$|README\.md$)/;

/** Writes the pages again soon after a lesson or an exercise below `folder` has changed. Answers how to stop. */
export function watchCourse(folder: string, write: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    write().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  };
  const watcher = watch(folder, { recursive: true }, (_, path) => {
    if (path === null || !ofPages.test(path.replaceAll('\\', '/'))) return;
    clearTimeout(timer);
    timer = setTimeout(again, 100);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

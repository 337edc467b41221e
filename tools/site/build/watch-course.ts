import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Writes the pages again soon after something in a lesson or an exercise of these packages has changed. Answers how to stop. */
export function watchCourse(folders: readonly string[], write: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const again = (): void => {
    write().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  };
  const watchers = folders
    .flatMap((folder) => ['lesson', 'exercises'].map((name) => join(folder, name)))
    .filter((folder) => existsSync(folder))
    .map((folder) =>
      watch(folder, { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(again, 100);
      }),
    );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

import type { Manifest } from '../shared/manifest.ts';

let folder = '/zg/';
let loading: Promise<Manifest> | undefined;

/** Says where the site lies, such as `/` or `/course/`. */
export function setBase(base: string): void {
  folder = `${base.replace(/\/?$/, '/')}zg/`;
}

/** The site's path, with a slash at both ends. */
export function siteBase(): string {
  return folder.slice(0, -'zg/'.length);
}

/** Where the built modules lie, as whole URLs; fetched once. A failure is forgotten, so that the next click tries again. */
export function manifest(): Promise<Manifest> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Manifest> {
  const url = new URL(`${folder}manifest.json`, location.href);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`Cannot load ${url.pathname}: found status ${answer.status}, wanted 200`);
  const found = (await answer.json()) as Manifest; // written by our own build
  const whole = (paths: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, new URL(path, url).href]));
  return {
    ...found,
    worker: new URL(found.worker, url).href,
    editor: new URL(found.editor, url).href,
    packages: whole(found.packages),
    exercises: whole(found.exercises),
    widgets: whole(found.widgets),
  };
}

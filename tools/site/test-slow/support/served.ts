import { join } from 'node:path';
import { work } from '../../build/paths.ts';
import { buildSite, serveSite } from '../../build/site.ts';

/** Where the site that is tested begins: below the root of its host, as on GitHub's pages. */
export const base = '/course/';

/** A build at `/course/` to test as it is, for who changes the tests. */
const given = process.env.ZERO_TO_GPT_SITE;

/** The folder of the build that all tests share. */
export const out: string = given ?? join(work, 'test');

/** The build, on a server. */
export interface Served extends AsyncDisposable {
  readonly origin: string;
  /** The whole address of a path below the base. */
  at(path: string): string;
}

/** Serves the site from the packed packages; the first of a run builds it, the others find it. */
export async function serveBuilt({ isolated = true } = {}): Promise<Served> {
  if (given === undefined) await buildSite({ base, out, reuse: true });
  const server = await serveSite(out, { base, isolated });
  return {
    origin: server.origin,
    at: (path) => server.url + path,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

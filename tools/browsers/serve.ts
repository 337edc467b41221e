import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Headers that isolate a page from other origins: with them it may share memory between threads. */
export const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

/** One thing that is served. */
export interface Served {
  readonly body: string;
  /** Default: what the ending of the path says, `.js` or anything else, which is HTML. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server of a few pages, until it is disposed. */
export interface Site extends AsyncDisposable {
  /** `http://localhost:<port>`, which browsers take for a secure origin. */
  readonly origin: string;
}

const defaults: Readonly<Record<string, Served>> = {
  '/favicon.ico': { body: '', type: 'image/x-icon' }, // browsers ask for it, and complain of a 404
};

/** Serves each path of `pages` from localhost, and 404 for all others. */
export async function serve(pages: Readonly<Record<string, Served>>): Promise<Site> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?')[0]!;
    const page = new Map(Object.entries({ ...defaults, ...pages })).get(path);
    const type = page?.type ?? (path.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.writeHead(page ? 200 : 404, { 'Content-Type': `${type}; charset=utf-8`, ...page?.headers });
    response.end(page?.body);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`, // it listens on a port, so it is no string
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

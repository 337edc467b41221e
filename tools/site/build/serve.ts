import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** A folder being served, until it is disposed. */
export interface SiteServer extends AsyncDisposable {
  /** Such as `http://localhost:41234`, which browsers take for a secure origin. */
  readonly origin: string;
  /** The home page: origin and base. */
  readonly url: string;
}

/** Options of `serveSite`. */
export interface ServeOptions {
  /** Where the site begins, with slashes around it. Default: `/`. */
  readonly base?: string;
  /** Whether pages may share memory between threads: sends the headers that isolate them. Default: true. */
  readonly isolated?: boolean;
  /** Default: 0, a free one. */
  readonly port?: number;
}

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Endings that sirv does not know. */
const types: Readonly<Record<string, string>> = { '.ipynb': 'application/x-ipynb+json' };

/** Serves what `buildSite` wrote as static hosts do: clean addresses, 404.html for the rest. On this machine only. */
export async function serveSite(folder: string, options: ServeOptions = {}): Promise<SiteServer> {
  const { isolated = true, port = 0 } = options;
  const base = asBase(options.base ?? '/');
  if (!existsSync(join(folder, 'index.html')))
    throw new RangeError(`Cannot serve ${folder}: it holds no index.html (npm run site:build makes one)`);
  const files = sirv(folder, {
    dev: true, // look at each request, so that a new build shows up
    etag: true,
    setHeaders(response, path) {
      const type = types[/\.\w+$/.exec(path)?.[0] ?? ''];
      if (type) response.setHeader('Content-Type', type);
    },
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (isolated) for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
    if (path === base.slice(0, -1) && base !== '/') return redirect(response, base);
    if (!path.startsWith(base)) return notFound(response, folder);
    request.url = path.slice(base.length - 1);
    files(request, response, () => notFound(response, folder));
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`; // it listens on a port, so it is no string
  return {
    origin,
    url: origin + base,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** `course`, `/course` and `/course/` are all `/course/`. */
export function asBase(text: string): string {
  const parts = text.split('/').filter((part) => part !== '');
  const odd = parts.find((part) => !/^[\w.~-]+$/.test(part) || /^\.+$/.test(part));
  if (odd !== undefined || text.includes('://'))
    throw new RangeError(`Cannot take ${text} for a base: wanted a path such as /course/`);
  return parts.length === 0 ? '/' : `/${parts.join('/')}/`;
}

/** The base that a site was built with, as its home page has it. */
export function builtBase(folder: string): string {
  return /(?:src|href)="(\/[^"]*?)assets\//.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1] ?? '/';
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to }).end();
}

function notFound(response: ServerResponse, folder: string): void {
  const page = join(folder, '404.html');
  response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' });
  response.end(existsSync(page) ? readFileSync(page) : 'Not found');
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The root of this repository. */
export const repository: string = join(import.meta.dirname, '../../..');

/** Output of a command; throws with all it printed where it fails. */
export function sh(cwd: string, env: NodeJS.ProcessEnv, command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (error || status !== 0)
    throw new Error(
      `Cannot run ${command} ${args.join(' ')} in ${cwd}: ${error ?? `status ${status}`}\n${stdout}${stderr}`,
    );
  return stdout;
}

/** A registry of our own on the loopback interface: `zero-to-gpt` and `@zero-to-gpt/*` are what is published to it, the rest comes from npm's. */
export class Registry implements AsyncDisposable {
  /** A folder that goes away with the registry. */
  readonly folder: string = mkdtempSync(join(tmpdir(), 'zero-to-gpt-registry-'));
  /** Environment in which npm, npx and pnpm use this registry, with a cache of their own. */
  readonly env: NodeJS.ProcessEnv;
  readonly #process: ChildProcess;

  private constructor(port: number) {
    const url = `http://127.0.0.1:${port}/`;
    const outside = sh(this.folder, process.env, 'npm', 'config', 'get', 'registry').trim();
    const config = join(this.folder, 'verdaccio.yaml');
    writeFileSync(
      config,
      `storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: -1 } }
uplinks: { npmjs: { url: '${outside}', timeout: 120s, max_fails: 100 } }
packages:
  '@zero-to-gpt/*': { access: $all, publish: $anonymous }
  zero-to-gpt: { access: $all, publish: $anonymous }
  '**': { access: $all, proxy: npmjs }
middlewares: { audit: { enabled: false } }
web: { enable: false }
max_body_size: 100mb
log: { type: stdout, format: json, level: error }
`,
    );
    writeFileSync(join(this.folder, 'npmrc'), `registry=${url}\n//127.0.0.1:${port}/:_authToken=none\n`);
    const { npm_config_registry: _, ...inherited } = process.env;
    this.env = {
      ...inherited,
      npm_config_registry: url,
      npm_config_userconfig: join(this.folder, 'npmrc'),
      npm_config_cache: join(this.folder, 'cache'),
      npm_config_provenance: 'false',
      npm_config_update_notifier: 'false',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      no_proxy: `127.0.0.1,${process.env.no_proxy ?? ''}`,
      NO_PROXY: `127.0.0.1,${process.env.NO_PROXY ?? ''}`,
    };
    const verdaccio = join(repository, 'node_modules/verdaccio/bin/verdaccio');
    const args = [verdaccio, '--config', config, '--listen', `127.0.0.1:${port}`];
    this.#process = spawn(process.execPath, args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'ignore'] });
  }

  /** Starts a registry and waits until it answers. */
  static async start(): Promise<Registry> {
    const registry = new Registry(await freePort());
    const url = `${registry.env.npm_config_registry}-/ping`;
    for (let tries = 0; ; tries++) {
      const answer = await fetch(url).catch(() => undefined);
      if (answer?.ok) return registry;
      if (registry.#process.exitCode !== null || tries > 300)
        throw new Error('Cannot start verdaccio: it does not answer');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Publishes a package folder as the release workflow does. */
  publish(folder: string): void {
    const { packageManager } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const where = ['--registry', this.env.npm_config_registry ?? ''];
    sh(folder, this.env, 'npx', '-y', packageManager, 'publish', '--no-git-checks', ...where);
  }

  /** Publishes packages of this repository in one go. */
  publishAll(names: readonly string[]): void {
    const { packageManager } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const where = ['--registry', this.env.npm_config_registry ?? ''];
    const which = names.map((name) => `--filter=${name}`);
    sh(repository, this.env, 'npx', '-y', packageManager, '-r', ...which, 'publish', '--no-git-checks', ...where);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exit = once(this.#process, 'exit');
    if (this.#process.exitCode === null && this.#process.kill()) await exit;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('Cannot find a free port');
  return address.port;
}

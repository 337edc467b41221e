import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Serves by verdaccio on a port that the system chooses, tells which, and ends with its parent. */
const program = `
const [verdaccio, config] = process.argv.slice(1);
process.on('disconnect', () => process.exit());
require(verdaccio).runServer(config).then((server) =>
  server.listen(0, '127.0.0.1', () => process.send(server.address().port)));
`;

/** A registry of our own on the loopback interface: `zero-to-gpt` and `@zero-to-gpt/*` are what is published to it, the rest comes from npm's. */
export class Registry implements AsyncDisposable {
  /** A folder that goes away with the registry. */
  readonly folder: string;
  /** Environment in which npm, npx and pnpm use this registry, with a cache of their own. */
  readonly env: NodeJS.ProcessEnv;
  readonly #process: ChildProcess;

  private constructor(folder: string, port: number, child: ChildProcess) {
    this.folder = folder;
    this.#process = child;
    const url = `http://127.0.0.1:${port}/`;
    writeFileSync(join(folder, 'npmrc'), `registry=${url}\n//127.0.0.1:${port}/:_authToken=none\n`);
    const { npm_config_registry: _, ...inherited } = process.env;
    this.env = {
      ...inherited,
      npm_config_registry: url,
      npm_config_userconfig: join(folder, 'npmrc'),
      npm_config_cache: join(folder, 'cache'),
      npm_config_provenance: 'false',
      npm_config_update_notifier: 'false',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      no_proxy: `127.0.0.1,${process.env.no_proxy ?? ''}`,
      NO_PROXY: `127.0.0.1,${process.env.NO_PROXY ?? ''}`,
    };
  }

  /** Starts a registry and waits until it answers. */
  static async start(): Promise<Registry> {
    const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-registry-'));
    const config = join(folder, 'verdaccio.yaml');
    writeFileSync(config, configuration(sh(folder, process.env, 'npm', 'config', 'get', 'registry').trim()));
    const args = ['-e', program, join(repository, 'node_modules/verdaccio'), config];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (told) => resolve(Number(told)));
      child.once('exit', (code) => reject(new Error(`Cannot start verdaccio: it ended with ${code}`)));
    });
    return new Registry(folder, port, child);
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

function configuration(outside: string): string {
  return `storage: ./storage
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
`;
}

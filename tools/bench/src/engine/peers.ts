import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Measure, type Peer, startPeer } from '@zero-to-gpt/build/bench';
import { startPyTorch } from '../pytorch.ts';
import { big, small, type Workload } from '../training.ts';

const here = join(import.meta.dirname, 'peers');
const cache = join(import.meta.dirname, '../../../../node_modules/.cache/zero-to-gpt');
/** Where `--setup` installs the JavaScript peers, at the versions that peers/package.json pins. */
const installed = join(cache, 'peers');

/** Peers on npm, each with its program. */
const programs = {
  tfjs: new URL('./peers/tfjs.mjs', import.meta.url),
  jax: new URL('./peers/jax.mjs', import.meta.url),
  onnx: new URL('./peers/onnx.mjs', import.meta.url),
  tfjsByHand: new URL('./peers/by-hand/tfjs.mjs', import.meta.url),
  jaxByHand: new URL('./peers/by-hand/jax.mjs', import.meta.url),
  tfjsAutograd: new URL('./peers/autograd/tfjs.mjs', import.meta.url),
  jaxAutograd: new URL('./peers/autograd/jax.mjs', import.meta.url),
};
/** Their names. */
export type JavaScriptPeer = keyof typeof programs;
/** Workloads that PyTorch trains. */
export type WorkloadName = 'small' | 'big';

const workloads: Record<WorkloadName, Workload> = { small, big };

/** The peers of one run: each is started when it is first asked, and waits while others run. */
export class Peers implements AsyncDisposable {
  readonly #started = new Map<string, Promise<Peer>>();
  readonly #fact: (line: string) => void;

  /** `fact` takes each peer's version. */
  constructor({ fact }: { fact(line: string): void }) {
    this.#fact = fact;
  }

  /** Measures by asking a peer on npm; it throws where that is not installed or cannot do it. */
  npm(name: JavaScriptPeer, operation: string, sizes: object): Measure {
    return async () => number(await this.ask(name, { [operation]: sizes }));
  }

  /** A peer's answer to `{ [operation]: sizes }`. */
  async ask(name: JavaScriptPeer, request: object): Promise<unknown> {
    return (await this.#get(name, () => this.#startNpm(name))).ask(request);
  }

  /** Measures the native FMA peak of so many threads, in GFLOP/s. */
  peak(threads: number): Measure {
    return async () => number(await (await this.#get('peak', () => this.#startPeak())).ask(threads));
  }

  /** Measures by asking PyTorch, in a process for one workload and number of threads. */
  pytorch(name: WorkloadName, threads: number, request: object): Measure {
    return async () => {
      const peer = await this.#get(`pytorch ${name} ${threads}`, async () => {
        const started = await startPyTorch(workloads[name], { threads });
        this.#fact(started.description);
        return started.peer;
      });
      return number(Object.values((await peer.ask(request)) as object)[0]); // step.py's answers begin with the figure
    };
  }

  /** Ends them. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of this.#started.values()) await (await peer.catch(() => null))?.[Symbol.asyncDispose]();
  }

  #get(key: string, start: () => Promise<Peer>): Promise<Peer> {
    const peer = this.#started.get(key) ?? start();
    this.#started.set(key, peer);
    return peer;
  }

  async #startNpm(name: JavaScriptPeer): Promise<Peer> {
    if (!existsSync(join(installed, 'node_modules')))
      throw new Error('not installed: run npm run bench -- engine --setup');
    const peer = startPeer(process.execPath, [fileURLToPath(programs[name]), installed]);
    this.#fact(String(await peer.ask({ version: {} })));
    return peer;
  }

  async #startPeak(): Promise<Peer> {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'peak-'));
    const program = join(folder, 'peak');
    const flags = ['-O2', '-march=native', '-ffp-contract=fast', '-fno-tree-vectorize', '-fno-tree-slp-vectorize'];
    const { status, stderr, error } = spawnSync('gcc', [...flags, '-pthread', join(here, 'peak.c'), '-o', program], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`gcc cannot compile peak.c: ${error?.message ?? stderr}`);
    const peer = startPeer(program, []);
    return {
      ask: (request) => peer.ask(request),
      async [Symbol.asyncDispose]() {
        await peer[Symbol.asyncDispose]();
        rmSync(folder, { recursive: true });
      },
    };
  }
}

/** Installs the JavaScript peers, apart from the workspace; their install scripts do not run. */
export function installPeers(log: (line: string) => void): void {
  mkdirSync(installed, { recursive: true });
  cpSync(join(here, 'package.json'), join(installed, 'package.json'));
  const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'], {
    cwd: installed,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('Cannot install the peers: `npm install` failed');
  log(`peers: ${installed}`);
}

/** The file of a package among them. @throws Error where it is not installed */
export function installedModule(name: string): string {
  return pathToFileURL(createRequire(join(installed, 'package.json')).resolve(name)).href;
}

/** A peer's figure. @throws Error with the peer's words where it has none */
function number(answer: unknown): number {
  if (typeof answer === 'number') return answer;
  const { error } = (answer ?? {}) as { error?: unknown }; // serve.mjs answers so
  throw new Error(String(error ?? `expected a number, found ${JSON.stringify(answer)}`));
}

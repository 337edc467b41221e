import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conditions } from '../here.ts';

/** How a child process ended. */
export interface Ended {
  /** `result`: it told one · `time`: a step took too long · `exit`: it ended without a result. */
  readonly how: 'result' | 'time' | 'exit';
  /** The result it told. */
  readonly result?: unknown;
  /** The last step it told. */
  readonly step: string;
  /** What it printed to stdout, at most 64 KB. */
  readonly printed: string;
  /** What it printed to stderr, at most 64 KB. */
  readonly complained: string;
  /** Its status; null when a signal ended it. */
  readonly status: number | null;
}

/** Options of `runChild`. */
export interface ChildOptions {
  /** Folder it runs in. */
  readonly cwd: string;
  /** Milliseconds that each step may take. */
  readonly limit: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

const most = 65_536;
/** Milliseconds for Node to start on a busy machine. */
const starting = 10_000;

/** Runs a bundle in a process of its own, so that it may loop for ever, exit or run out of memory. */
export function runChild(file: string, { cwd, limit, signal }: ChildOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const flags = ['--enable-source-maps', ...conditions.map((name) => `--conditions=${name}`)];
    const child = spawn(process.execPath, [...flags, file], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { NODE_COMPILE_CACHE: join(tmpdir(), 'zero-to-gpt-compiled'), ...process.env },
    });
    let [step, printed, complained] = ['', '', ''];
    let timer: NodeJS.Timeout | undefined;
    let ended: Pick<Ended, 'how' | 'result'> = { how: 'exit' };
    const wait = (time: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => stop({ how: 'time' }), time);
    };
    const stop = (end: typeof ended): void => {
      clearTimeout(timer);
      ended = end;
      child.kill('SIGKILL');
    };
    const abort = (): void => stop({ how: 'exit' });
    signal?.addEventListener('abort', abort);
    wait(Math.max(limit, starting));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (printed.length < most) printed = (printed + text).slice(0, most);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (complained.length < most) complained = (complained + text).slice(0, most);
    });
    child.on('message', (message: { step?: string; result?: unknown }) => {
      if (ended.how !== 'exit') return;
      if (message.step !== undefined) {
        step = message.step;
        wait(limit);
      }
      if (message.result !== undefined) {
        clearTimeout(timer);
        ended = { how: 'result', result: message.result };
        timer = setTimeout(() => child.kill('SIGKILL'), 1000); // it exits by itself once the message is through
      }
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve({ ...ended, step, printed, complained, status });
    });
  });
}

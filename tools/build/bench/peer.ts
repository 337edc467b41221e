import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A peer in a process of its own, which waits on its stdin while our side runs. */
export interface Peer extends AsyncDisposable {
  /** Sends one line of JSON and resolves to the line of JSON that answers it; rejects when the peer ends first. */
  ask(request: unknown): Promise<unknown>;
}

/** Options of `startPeer`. */
export interface PeerOptions {
  /** Added to this process's own environment. */
  env?: Readonly<Record<string, string>>;
}

/** Starts a peer. It reads requests from stdin and writes answers to stdout, a line of JSON each; its stderr is ours. */
export function startPeer(command: string, args: readonly string[], { env = {} }: PeerOptions = {}): Peer {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = exit.then(([code, signal]) => new Error(`Cannot ask ${command}: it ended with ${signal ?? code}`));
  exit.catch(() => {}); // a command that cannot start: `ask` tells
  ended.catch(() => {});
  child.stdin.on('error', () => {}); // an answer that never comes tells more than EPIPE
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      if (line.done) throw await ended;
      return JSON.parse(line.value);
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await exit.catch(() => {});
    },
  };
}

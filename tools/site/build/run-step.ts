import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Options of `runStep`. */
export interface StepOptions {
  /** Show what it prints as it comes. Default: only where it fails. */
  readonly loud?: boolean;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Runs a program of this folder on this Node. */
export async function runStep(file: string, args: readonly string[], options: StepOptions = {}): Promise<void> {
  const { loud = false, signal } = options;
  const command = ['--conditions=@zero-to-gpt/source', join(import.meta.dirname, file), ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (loud ? process.stderr.write(chunk) : said.push(chunk.toString())));
  const status = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  if (status !== 0) throw new Error(`Cannot build the site: ${file} ended with ${status}\n${said.join('')}`.trim());
}

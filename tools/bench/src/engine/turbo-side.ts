import { fileURLToPath } from 'node:url';
import { type Measure, startPeer } from '@zero-to-gpt/build/bench';
import { CannotRun, type Sides } from '../comparison.ts';
import type { TurboRequest } from './turbo.ts';

/** Our side with 256-bit code, in a process of its own: V8's flag for it holds for the whole process. */
export function turboSide(request: TurboRequest): Pick<Sides, 'ours'> & { close(): unknown } {
  const program = fileURLToPath(new URL('./turbo.ts', import.meta.url));
  const peer = startPeer(process.execPath, [...process.execArgv, program]);
  const ours: Measure = async () => {
    const answer = await peer.ask(request);
    if (typeof answer !== 'number') throw new CannotRun('no 256-bit code here: turbo() is false');
    return answer;
  };
  return { ours, close: () => peer[Symbol.asyncDispose]() };
}

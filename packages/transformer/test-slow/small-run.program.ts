// The run as a program for any host. Pages and Node find it as `smallRun`; a worker runs it for a message, and answers.
import { type SmallRunOptions, smallRun } from './small-run.ts';

Object.assign(globalThis, { smallRun });
if (globalThis.document === undefined && typeof postMessage === 'function')
  addEventListener(
    'message',
    ({ data }: MessageEvent<SmallRunOptions>) => void smallRun(data).then(postMessage, reportError),
  );

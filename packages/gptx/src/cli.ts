#!/usr/bin/env node
import { gptx } from './cli/program.ts';
import { steadyHeap } from './steady-heap.ts';

// a reader that has seen enough (`gptx sample run | head -1`) is no error; a terminal that was closed (EIO) is none either,
// as the run that it showed still has to save
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    if (error.code !== 'EIO') throw error;
  });
}

steadyHeap();
process.exitCode = await gptx(process.argv.slice(2));

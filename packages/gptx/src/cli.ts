#!/usr/bin/env node
import { gptx } from './cli/program.ts';

// a reader that has seen enough (`gptx sample run | head -1`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await gptx(process.argv.slice(2));

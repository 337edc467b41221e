#!/usr/bin/env node
import { command } from './command.ts';

// a reader that has seen enough (`lesson-kit json … | head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  command(process.argv.slice(2), (text) => process.stdout.write(text));
} catch (error) {
  // what a reader of the terminal can act on; a stack is of use for mistakes in this program only
  const known = error instanceof SyntaxError || error instanceof TypeError || (error as { code?: unknown }).code;
  console.error(known ? (error as Error).message : error);
  process.exitCode = 1;
}

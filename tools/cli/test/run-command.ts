import { vi } from 'vitest';
import { main } from '../src/main.ts';

/** What a command printed, and its exit status. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Types `zero-to-gpt …` in a folder, in this process. */
export async function runCommand(folder: string, ...words: string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const log = vi.spyOn(console, 'log').mockImplementation((line = '') => void out.push(String(line)));
  const error = vi.spyOn(console, 'error').mockImplementation((line = '') => void err.push(String(line)));
  const [before, exitCode] = [process.cwd(), process.exitCode];
  process.chdir(folder);
  try {
    return { status: await main(words), out: out.join('\n'), err: err.join('\n') };
  } finally {
    process.chdir(before);
    process.exitCode = exitCode;
    log.mockRestore();
    error.mockRestore();
  }
}

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Course } from '../course/course.ts';
import { findPackage } from '../course/find-package.ts';
import { conditions } from '../here.ts';

/** One thing that TypeScript finds wrong. */
export interface TypeProblem {
  /** `path:line:column`, from the root of the course. */
  readonly at: string;
  /** What TypeScript says, with its number: `TS2322`. */
  readonly code: string;
  /** The sentence. */
  readonly message: string;
}

const manifest = z.object({ bin: z.object({ tsc: z.string() }) });

/** The compiler of the learner's folder; undefined where TypeScript is not installed. */
export function compilerOf(course: Course): string | undefined {
  const folder = findPackage(course.root, 'typescript');
  if (folder === undefined) return undefined;
  const read = manifest.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return read.success ? join(folder, read.data.bin.tsc) : undefined;
}

/** A look of TypeScript at a file, begun beside the run of its check. */
export interface TypesBegun {
  /** What it finds, however long it takes. */
  whole(): Promise<readonly TypeProblem[] | undefined>;
  /** The same; waits three seconds at most, for the answer is already there. */
  soon(): Promise<readonly TypeProblem[] | undefined>;
  /** Ends it. */
  stop(): undefined;
}

/** Begins to ask TypeScript about a file, if it is wanted. */
export function beginTypes(course: Course, file: string, wanted: boolean): TypesBegun {
  const controller = new AbortController();
  const found = wanted ? typeProblems(course, file, controller) : Promise.resolve(undefined);
  const stop = (): undefined => void controller.abort();
  return {
    whole: () => found,
    soon() {
      const timer = setTimeout(stop, 3000);
      return found.finally(() => clearTimeout(timer));
    },
    stop,
  };
}

/** What TypeScript finds wrong in one of the learner's files; undefined where it is not installed or was stopped. */
export async function typeProblems(
  course: Course,
  file: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly TypeProblem[] | undefined> {
  const tsc = compilerOf(course);
  if (tsc === undefined) return undefined;
  const place = mkdtempSync(join(tmpdir(), 'zero-to-gpt-types-'));
  const project = join(place, 'tsconfig.json');
  const config = {
    extends: join(course.root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      customConditions: conditions,
      typeRoots: [join(course.root, 'node_modules/@types')],
    },
    files: [join(course.root, file)],
    include: [],
  };
  try {
    writeFileSync(project, JSON.stringify(config));
    const output = await run(tsc, ['--project', project, '--pretty', 'false'], course.root, signal);
    return output === undefined ? undefined : parse(output, file);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function run(tsc: string, args: string[], cwd: string, signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, ...args], { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    behind(child.pid);
    const kill = (): void => void child.kill('SIGKILL');
    signal?.addEventListener('abort', kill);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (status) => {
      signal?.removeEventListener('abort', kill);
      resolve(status === null ? undefined : output);
    });
  });
}

/** Lets the check go first where cores are few. */
function behind(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, 10);
  } catch {} // it may have ended, or the host may not allow it
}

/** Problems in the learner's file alone: what is wrong elsewhere, or in tsconfig.json, is not the answer's fault. */
function parse(output: string, file: string): TypeProblem[] {
  return output.split('\n').flatMap((line) => {
    const found = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line.trimEnd());
    const [, path = '', row, column, code = '', message = ''] = found ?? [];
    return path.replaceAll('\\', '/').endsWith(file) ? [{ at: `${file}:${row}:${column}`, code, message }] : [];
  });
}

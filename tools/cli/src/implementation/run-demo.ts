import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChapterName, packageName } from '../chapters.ts';
import { bundle } from '../check/bundle.ts';
import { CommandError } from '../command-error.ts';
import type { Course } from '../course/course.ts';
import { childProgram, conditions } from '../here.ts';
import { missingNames } from './check-implementation.ts';
import { runSuite } from './run-suite.ts';

/** Runs the demo of a chapter, with modules of the learner's in place of earlier chapters. Returns the exit status. */
export async function runDemo(
  course: Course,
  chapter: ChapterName,
  own: ReadonlyMap<ChapterName, string>,
): Promise<number> {
  for (const [name, file] of own) {
    if (name === chapter) continue; // its suite says what the next chapter needs, not what its own demo does
    const { missing, tests } = await runSuite(course, name, file, { only: 'names' });
    if (missing.length > 0)
      throw new CommandError(missingNames(file, missing), `npx zero-to-gpt check ${name} --impl …`);
    const failed = tests.find(({ ok }) => !ok);
    if (failed) throw new CommandError(`Cannot read ${file}: ${failed.message}${failed.at ? ` (${failed.at})` : ''}`);
  }
  const place = mkdtempSync(join(tmpdir(), 'zero-to-gpt-demo-'));
  try {
    const outfile = join(place, 'demo.mjs');
    const wrong = await bundle({
      entry: `import { show } from ${JSON.stringify(childProgram('demo'))};
await show(() => import(${JSON.stringify(`${packageName(chapter)}/demo`)}));
`,
      ...{ root: course.root, outfile },
      instead: new Map([...own].map(([name, file]) => [packageName(name), file])),
    });
    const missing = wrong.flatMap(
      ({ message }) => /No matching export in .* for import "(\w+)"/.exec(message)?.[1] ?? [],
    );
    if (missing.length > 0) throw new CommandError(missingNames([...own.values()].join(', '), [...new Set(missing)]));
    const [first] = wrong;
    if (first?.message.includes('/demo')) throw new CommandError(`Cannot run ${chapter}: its package has no demo`);
    if (first) throw new CommandError(`Cannot bundle the demo of ${chapter}: ${first.message}`);
    return await run(outfile, course.root);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Runs the bundle on our own terminal, so that its lines come as they are printed and Ctrl-C reaches it. */
function run(file: string, cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const flags = ['--enable-source-maps', ...conditions.map((name) => `--conditions=${name}`)];
    const child = spawn(process.execPath, [...flags, file], { cwd, stdio: 'inherit' });
    const ignore = (): void => {};
    process.on('SIGINT', ignore); // the demo gets it too, and ends by it
    child.on('error', reject);
    child.on('close', (status, signal) => {
      process.off('SIGINT', ignore);
      resolve(status ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}

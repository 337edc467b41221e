import { type CommandDef, defineCommand } from 'citty';
import { type Course, openCourse } from '../course/course.ts';
import type { Finding } from '../doctor/finding.ts';
import { folder, node, typescript } from '../doctor/host.ts';
import { browser, mpi } from '../doctor/programs.ts';
import { relaxedSimd, threads, wasmSimd } from '../doctor/wasm.ts';
import { webgpu } from '../doctor/webgpu.ts';
import { paint } from '../terminal/paint.ts';

const args = {
  json: { type: 'boolean', description: 'Print JSON' },
} as const;

/** `zero-to-gpt doctor`: what works on this machine, what that means, and the cure where it does not. */
export const doctor: CommandDef<typeof args> = defineCommand({
  meta: { name: 'doctor', description: 'Say what works on this machine, what it means, and the cure' },
  args,
  async run({ args }) {
    const course = courseOrReason();
    const own = typeof course === 'string' ? undefined : course;
    const findings = [
      ...[node(), folder(course), typescript(own), wasmSimd(), relaxedSimd(), await threads()],
      ...[webgpu(own?.root), browser(), mpi()],
    ];
    process.exitCode = findings.some(({ state }) => state === 'broken') ? 1 : 0;
    console.log(args.json ? JSON.stringify(findings, null, 2) : findings.map(show).join('\n'));
  },
});

function courseOrReason(): Course | string {
  try {
    return openCourse(process.cwd());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function show({ name, state, found, means, cure }: Finding): string {
  const mark = { works: paint.green('✓'), missing: paint.yellow('○'), broken: paint.red('✗') }[state];
  const lines = [`${mark} ${paint.bold(name.padEnd(18))} ${found}`, `  ${' '.repeat(18)} ${paint.dim(means)}`];
  if (cure !== undefined) lines.push(`  ${' '.repeat(18)} ${paint.cyan(cure)}`);
  return lines.join('\n');
}

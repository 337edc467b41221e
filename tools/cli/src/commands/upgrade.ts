import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import { packageName } from '../chapters.ts';
import { type Course, openCourse } from '../course/course.ts';
import { placeMaterials } from '../course/materials.ts';
import { besideName } from '../course/place.ts';
import { install } from '../folder/package-manager.ts';
import { paint } from '../terminal/paint.ts';
import { version } from '../version.ts';

const args = {
  install: { type: 'boolean', default: true, negativeDescription: 'Take the packages as they are installed now' },
} as const;

/** `zero-to-gpt upgrade`: the newest chapters; exercises that changed are replaced where the learner had not begun them. */
export const upgrade: CommandDef<typeof args> = defineCommand({
  meta: { name: 'upgrade', description: 'Fetch the newest lessons and exercises; your work stays' },
  args,
  async run({ args }) {
    const course = openCourse(process.cwd());
    if (args.install) {
      const names = [...course.chapters.map(({ name }) => name), ...course.missing];
      const packages = [...names.map(packageName), '@zero-to-gpt/check', 'zero-to-gpt'];
      await install(
        course.root,
        packages.map((name) => `${name}@latest`),
      );
      if (goOnWithTheNew(course)) return;
    }
    const placed = placeMaterials(openCourse(course.root));
    const of = (what: string): string[] => [...placed].flatMap(([path, became]) => (became === what ? [path] : []));
    const [fresh, replaced, beside] = [of('new'), of('replaced'), of('beside')];
    for (const path of fresh) console.log(`${paint.green('new')}       ${path}`);
    for (const path of replaced) console.log(`${paint.green('replaced')}  ${path}`);
    for (const path of beside)
      console.log(`${paint.yellow('kept')}      ${path}: yours; the new text is ${besideName(path)}`);
    if (fresh.length + replaced.length + beside.length === 0) console.log('Everything is up to date');
  },
});

/** Where a newer command was just installed, it does the rest: it knows the newest format. Returns whether it did. */
function goOnWithTheNew({ root }: Course): boolean {
  const folder = join(root, 'node_modules/zero-to-gpt');
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const found = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string; bin?: Record<string, string> }; // npm wrote it
  const program = found.bin?.['zero-to-gpt'];
  if (found.version === version || program === undefined) return false;
  const { status } = spawnSync(process.execPath, [join(folder, program), 'upgrade', '--no-install'], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  return true;
}

import { join } from 'node:path';
import { type CommandDef, defineCommand } from 'citty';
import { choose, openWork } from '../check/open-course.ts';
import { lines, screen } from '../watch/screen.ts';
import { Watcher } from '../watch/watcher.ts';

const args = {
  exercise: { type: 'positional', required: false, description: 'Exercise to begin with' },
} as const;

/** `zero-to-gpt watch`: checks an exercise whenever its file is saved. */
export const watch: CommandDef<typeof args> = defineCommand({
  meta: { name: 'watch', description: 'Check whenever you save; keys: h hint, n next, s solution, q quit' },
  args,
  async run({ args }) {
    const work = await openWork();
    const { stdin, stdout } = process;
    const plain = stdout.isTTY !== true;
    const watcher = new Watcher(work, choose(work, args.exercise), (view, what) => {
      stdout.write(plain ? `${lines(view, what)}\n` : screen(view, work.all));
    });
    const chokidar = await import('chokidar');
    const own = ['node_modules', '.zero-to-gpt', '.git'].map((name) => join(work.course.root, name));
    const files = chokidar.watch(work.course.root, {
      ignored: (path) => own.includes(path) || /(\.new\.ts|~|\.sw[a-z])$/.test(path),
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: 60, pollInterval: 20 },
    });
    const ended = new Promise<void>((end, fail) => {
      const run = (step: Promise<void>): void => void step.catch(fail);
      const saved = (path: string): void => {
        if (/\.[mc]?[tj]s$/.test(path)) run(watcher.saved(path));
      };
      files.on('add', saved).on('change', saved).on('error', fail);
      files.once('ready', () => run(watcher.check())); // what is saved while the first check runs is seen from now on
      const press = {
        h: () => watcher.hint(),
        s: () => watcher.solution(),
        n: () => run(watcher.next()),
        q: end,
        '\x03': end,
      };
      if (stdin.isTTY) {
        stdin.setRawMode(true).setEncoding('utf8');
        stdin.on('data', (keys: string) => {
          for (const key of keys) if (Object.hasOwn(press, key)) press[key as keyof typeof press](); // just looked up
        });
      }
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end());
      if (!plain) stdout.write(screen(watcher.view, work.all));
    });
    try {
      await ended;
    } finally {
      watcher.stop();
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.pause();
      await files.close();
    }
  },
});

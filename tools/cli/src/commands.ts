import type { ArgsDef, CommandDef } from 'citty';

/** The commands; each is loaded when it is called. */
export const commands: Readonly<Record<string, () => Promise<CommandDef>>> = {
  init: async () => amongOthers((await import('./commands/init.ts')).init),
  upgrade: async () => amongOthers((await import('./commands/upgrade.ts')).upgrade),
  list: async () => amongOthers((await import('./commands/list.ts')).list),
  start: async () => amongOthers((await import('./commands/start.ts')).start),
  check: async () => amongOthers((await import('./commands/check.ts')).check),
  watch: async () => amongOthers((await import('./commands/watch.ts')).watch),
  hint: async () => amongOthers((await import('./commands/hint.ts')).hint),
  solution: async () => amongOthers((await import('./commands/solution.ts')).solution),
  reset: async () => amongOthers((await import('./commands/reset.ts')).reset),
  progress: async () => amongOthers((await import('./commands/progress.ts')).progress),
  run: async () => amongOthers((await import('./commands/run.ts')).run),
  doctor: async () => amongOthers((await import('./commands/doctor.ts')).doctor),
};

/** A command among others: citty parses for each the arguments that this one declares. */
function amongOthers<T extends ArgsDef>(command: CommandDef<T>): CommandDef {
  return command as unknown as CommandDef; // see above
}

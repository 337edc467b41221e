import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real terminal, held by tmux, with a shell in a folder. */
export class Terminal implements Disposable {
  readonly #folder: string = mkdtempSync(join(tmpdir(), 'zero-to-gpt-tmux-'));

  constructor(cwd: string, env: Readonly<Record<string, string>> = {}) {
    const set = Object.entries({ CI: '', NO_COLOR: '', FORCE_COLOR: '', ...env });
    const flags = set.flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const shell = "PS1='$ ' exec bash --norc --noprofile"; // the shell that tmux starts it from would not hand PS1 on
    this.#tmux('new-session', '-d', '-x', '110', '-y', '50', '-c', cwd, ...flags, shell);
  }

  /** Types a line, and Enter, once the shell asks for one: on an empty screen, where only what comes of it will stand. */
  async type(line: string): Promise<void> {
    await this.prompt();
    this.#tmux('send-keys', '-R');
    this.#tmux('send-keys', '-l', line);
    this.press('Enter');
  }

  /** Presses keys: `h`, `Enter`, `C-c`. */
  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  /** What stands on the screen now; with its colours as escape sequences. */
  screen({ colours = false }: { colours?: boolean } = {}): string {
    return this.#tmux('capture-pane', '-p', ...(colours ? ['-e'] : []));
  }

  /** Waits until the screen shows a text; two minutes are more than the slowest machine takes for any of them. */
  async see(text: string | RegExp): Promise<string> {
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      const screen = this.screen();
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Cannot see ${text} on the screen:\n${this.screen()}`);
  }

  /** Waits until the shell asks for a line: what is typed earlier would still reach the program that is ending. */
  async prompt(): Promise<void> {
    await this.see(/(^|\n)\$\s*$/);
  }

  [Symbol.dispose](): void {
    this.#tmux('kill-server');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #tmux(...words: string[]): string {
    const args = ['-S', join(this.#folder, 'socket'), '-f', '/dev/null', ...words];
    const { status, stdout, stderr } = spawnSync('tmux', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Cannot run tmux ${words.join(' ')}: ${stderr}`);
    return stdout;
  }
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real terminal, held by tmux, with a shell in a folder. */
export class Terminal implements Disposable {
  readonly #folder: string = mkdtempSync(join(tmpdir(), 'zero-to-gpt-tmux-'));

  constructor(cwd: string, env: Readonly<Record<string, string>> = {}) {
    const set = Object.entries({ CI: '', NO_COLOR: '', FORCE_COLOR: '', PS1: '$ ', ...env });
    const flags = set.flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    this.#tmux('new-session', '-d', '-x', '110', '-y', '50', '-c', cwd, ...flags, 'bash --norc --noprofile');
  }

  /** Types a line, and Enter. */
  type(line: string): void {
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

  /** Waits until the screen shows a text, a minute at most. */
  async see(text: string | RegExp): Promise<string> {
    for (let tries = 0; tries < 600; tries++) {
      const screen = this.screen();
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Cannot see ${text} on the screen:\n${this.screen()}`);
  }

  /** Waits until the shell asks for a line: what is typed earlier would still reach the program that is ending. */
  async prompt(): Promise<void> {
    await this.see(/[#$]\s*$/);
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

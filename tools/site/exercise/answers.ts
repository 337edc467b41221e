import { isExerciseId } from '@zero-to-gpt/lesson-kit/progress';
import { keys, read, remove, write } from '../runtime/store.ts';

const codeKey = (id: string): string => `zg:exercise:${id}`;
const backupKey = (id: string): string => `zg:backup:${id}`;

/** How many earlier answers of an exercise are kept. */
const most = 5;

/** The reader's answer to an exercise; null where it is the stub. */
export function readAnswer(id: string): string | null {
  return read(codeKey(id));
}

/** The exercises that have an answer. */
export function answered(): string[] {
  return keys(codeKey(''))
    .map((key) => key.slice(codeKey('').length))
    .filter(isExerciseId);
}

/** Keeps an answer; null forgets it. */
export function keepAnswer(id: string, code: string | null): void {
  if (code === null) remove(codeKey(id));
  else write(codeKey(id), code);
}

/** Earlier answers that were put away, the newest first. */
export function backups(id: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(read(backupKey(id)) ?? '[]');
    return Array.isArray(list) ? list.filter((code) => typeof code === 'string').slice(0, most) : [];
  } catch {
    return []; // somebody else wrote there
  }
}

/** Puts an answer away. One that is there already comes to the top. */
export function putAway(id: string, code: string): void {
  write(backupKey(id), JSON.stringify([code, ...backups(id).filter((other) => other !== code)].slice(0, most)));
}

/** Takes the newest answer that was put away; `instead`, what stands there now, goes to the end of the list. */
export function bringBack(id: string, instead: string | null): string | undefined {
  const [newest, ...rest] = backups(id);
  if (newest === undefined) return undefined;
  keepBackups(id, instead === null ? rest : [...rest.filter((code) => code !== instead), instead]);
  return newest;
}

/** Forgets an answer that was put away. */
export function dropBackup(id: string, code: string): void {
  keepBackups(
    id,
    backups(id).filter((other) => other !== code),
  );
}

function keepBackups(id: string, codes: readonly string[]): void {
  if (codes.length > 0) write(backupKey(id), JSON.stringify(codes));
  else remove(backupKey(id));
}

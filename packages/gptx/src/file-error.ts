const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'it already exists',
  ELOOP: 'its links lead in a circle',
};

/**
 * The error of a file operation in words: `Cannot write runs/a/config.json: the disk is full`.
 * Keeps the cause and its `code`; an error that comes from no file operation is given back unchanged.
 *
 * @param action - what failed, as in `write runs/a/config.json`
 */
export function fileError(action: string, cause: unknown): unknown {
  const code = (cause as { code?: unknown } | null)?.code;
  if (!(cause instanceof Error) || typeof code !== 'string' || !('syscall' in cause)) return cause;
  return Object.assign(new Error(`Cannot ${action}: ${reasons[code] ?? cause.message}`, { cause }), { code });
}

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  /** Name of the class. */
  override readonly name: string = 'UsageError';
}

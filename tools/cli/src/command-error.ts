/** Why a command cannot do what it was asked; ends it with status 2. The message says what was found and wanted. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** What the reader can type next. */
  readonly cure: string | undefined;

  constructor(message: string, cure?: string) {
    super(message);
    this.cure = cure;
  }
}

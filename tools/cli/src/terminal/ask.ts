/** Whether somebody can be asked: both ends are a terminal. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI;
}

/** Asks a question that is answered by yes or no; `otherwise` where nobody can be asked. */
export async function confirm(message: string, otherwise: boolean): Promise<boolean> {
  if (!canAsk()) return otherwise;
  const clack = await import('@clack/prompts');
  return (await clack.confirm({ message })) === true; // a symbol says that the question was left
}

/** Lets the reader choose some of a list; undefined where nobody can be asked, an empty list where it was left. */
export async function choose<T extends string>(
  message: string,
  options: readonly { readonly value: T; readonly hint: string }[],
  chosen: readonly T[],
): Promise<readonly T[] | undefined> {
  if (!canAsk()) return undefined;
  const clack = await import('@clack/prompts');
  const answer = await clack.multiselect<string>({
    message,
    options: options.map(({ value, hint }) => ({ value, label: value, hint })),
    initialValues: [...chosen],
    required: true,
  });
  return clack.isCancel(answer) ? [] : options.map(({ value }) => value).filter((value) => answer.includes(value));
}

/**
 * Does steps side by side. Where one fails, the others are asked to stop by the signal, and waited for, so that nothing
 * goes on behind our back; what is thrown is the first failure.
 */
export async function together(steps: readonly ((signal: AbortSignal) => Promise<unknown>)[]): Promise<void> {
  const abort = new AbortController();
  const failures: unknown[] = [];
  await Promise.all(
    steps.map(async (step) => {
      try {
        await step(abort.signal);
      } catch (error) {
        failures.push(error);
        abort.abort();
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}

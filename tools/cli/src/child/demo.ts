/** Runs a chapter's demo, and prints the lines it logs. */
export async function show(load: () => Promise<unknown>): Promise<void> {
  const { demo } = (await load()) as { demo(options: { log(line: string): void }): unknown }; // what every chapter exports there
  await demo({ log: (line) => console.log(line) });
}

/** Milliseconds of the processor's time of a call, as the mean of `repeats`. */
export async function cpuTime(repeats, run) {
  const start = process.cpuUsage();
  for (let i = 0; i < repeats; i++) await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / repeats;
}

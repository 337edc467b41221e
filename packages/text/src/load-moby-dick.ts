/**
 * The text of *Moby Dick*, from an asset of 0.6 MB that is imported when this is called.
 * @throws RangeError where the asset is damaged
 */
export async function loadMobyDick(): Promise<string> {
  // by the package's own name, so that bundles keep it apart
  const { mobyDick } = await import('@zero-to-gpt/text/data/moby-dick');
  return await mobyDick();
}

/** `Cannot read FILE:LINE: …`: what found and wanted is, from where. */
export function cannotRead(file: string, line: number, message: string): SyntaxError {
  return new SyntaxError(`Cannot read ${file}:${line}: ${message}`);
}

/** No white space at line ends, no blank lines at the end. */
export function trimLines(text: string): string {
  return text.replace(/[^\S\n]+$/gm, '').trimEnd();
}

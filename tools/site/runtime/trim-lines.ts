/** Text as an `output` block holds it: no white space at the ends of lines, no empty lines at the end. */
export function trimLines(text: string): string {
  return text.replace(/[^\S\n]+$/gm, '').trimEnd();
}

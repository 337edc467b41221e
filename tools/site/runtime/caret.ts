/** How many characters of `root`'s text stand before a point of the screen; undefined where it is not known. */
export function caretOffset(root: Node, x: number, y: number): number | undefined {
  const at = pointed(x, y);
  if (!at || !root.contains(at.node)) return undefined;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(at.node, at.offset);
  return before.toString().length;
}

function pointed(x: number, y: number): { node: Node; offset: number } | undefined {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(x, y); // Safari, and Chromium before 128
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

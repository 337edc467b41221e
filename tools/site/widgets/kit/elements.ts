/** Attributes of an element; `false`, `null` and `undefined` take one away, `true` sets it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An HTML element with attributes and children. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = set(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

/** An SVG element with attributes and children. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const element = set(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes);
  element.append(...children);
  return element;
}

/** Changes attributes of an element that is there already. */
export function set<E extends Element>(element: E, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  return element;
}

let named = 0;

/** An id that no other element of the page has. */
export function newId(): string {
  named += 1;
  return `zgw-piece-${named}`;
}

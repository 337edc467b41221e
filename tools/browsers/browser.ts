/** The browsers there are. */
export type BrowserName = 'chromium' | 'firefox';

/** Options of `openBrowser`. */
export interface BrowserOptions {
  /** Added to the browser's command line, for example `['--enable-unsafe-webgpu']`. */
  readonly args?: readonly string[];
  /** False: pages cannot register service workers. Default: true. */
  readonly serviceWorkers?: boolean;
}

/** Milliseconds for a browser to start or a page to load: a busy machine needs several times the half minute that is usual. */
export const patience = 180_000;

/** Options of a visit. */
export interface VisitOptions {
  /** Size of what is seen, in CSS pixels. Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** JavaScript that runs in the page before its own, for example to take something away from it. */
  readonly before?: string;
  /** False: the page's scripts do not run. Default: true. Chromium only. */
  readonly javaScript?: boolean;
  /** What the reader's system prefers. Default: `light`. Chromium only. */
  readonly colorScheme?: 'light' | 'dark';
  /** The reader's system wants nothing to move. Default: false. Chromium only. */
  readonly reducedMotion?: boolean;
}

/** A page that has loaded. */
export interface Page {
  /** The value of an expression, awaited where it is a promise: what JSON can say. */
  evaluate(expression: string): Promise<unknown>;
  /** Lines on its console so far, `<level>: <text>`, and uncaught errors as `uncaught: <message>`. */
  readonly console: readonly string[];
  /** Addresses that the page, its workers and its service worker have asked for so far. */
  readonly requests: readonly string[];
  /** Goes elsewhere, or to the same address once more, and waits until that has loaded. */
  goto(url: string): Promise<void>;
  /** Opens another page with the same storage, as a second tab; `close` closes both. */
  beside(url: string): Promise<Page>;
  /** Presses a key as the reader does: `Tab`, `Shift+Enter`. */
  press(keys: string): Promise<void>;
  /** Types a text, key by key. */
  type(text: string): Promise<void>;
  /** Writes a PNG of what is seen, or with `whole` of the page from top to bottom. */
  screenshot(file: string, options?: { readonly whole?: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** A browser without a window, until it is disposed. */
export interface Browser extends AsyncDisposable {
  readonly name: BrowserName;
  /** Its name and number. */
  readonly version: string;
  /** Opens a page of its own, which shares no storage with others, and waits until it has loaded. */
  visit(url: string, options?: VisitOptions): Promise<Page>;
}

/** Makes modules out of text. */
export interface Modules {
  /** The address of a module with that JavaScript. */
  make(code: string): string;
  /** Forgets an address; modules that were loaded from it live on. */
  forget(url: string): void;
  load(url: string): Promise<Readonly<Record<string, unknown>>>;
}

/** Modules of Blob URLs: what a page can make without a server. */
export const blobModules: Modules = {
  make: (code) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
  forget: (url) => URL.revokeObjectURL(url),
  load: (url) => import(/* @vite-ignore */ url) as Promise<Record<string, unknown>>, // a module's namespace
};

export type * from './browser.ts';
export * from './bundle.ts';
export * from './nested-workers.ts';
export * from './nodes.ts';
export * from './open-browser.ts';
export * from './serve.ts';

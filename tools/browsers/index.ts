export * from './browser.ts';
export * from './bundle.ts';
export * from './nodes.ts';
export * from './serve.ts';

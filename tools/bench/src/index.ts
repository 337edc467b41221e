export * from './bench.ts';
export * from './peer.ts';

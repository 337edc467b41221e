export * from './interleave.ts';
export * from './peer.ts';

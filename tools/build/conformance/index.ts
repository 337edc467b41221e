export { broken } from './broken.ts';
export { failures } from './small-runner.ts';
export { testConformance } from './test-conformance.ts';

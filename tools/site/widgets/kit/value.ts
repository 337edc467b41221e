// The engine of chapter 5, bundled by itself (build/alone.ts): a piece that imports it does not load whole packages.
export { topologicalOrder, Value } from '@zero-to-gpt/autograd';

// The schedules of chapter 6, bundled by themselves (build/alone.ts): a piece that imports them does not load whole packages.
export { type Schedule, schedules } from '@zero-to-gpt/optim';

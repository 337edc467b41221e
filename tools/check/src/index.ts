export { type Check, type CheckOptions, check, type RunOptions } from './check.ts';
export type { CloseOptions } from './close.ts';
export type { GradOptions } from './gradient.ts';
export type { ArrayValue, Numbers, Tolerance } from './numbers.ts';
export type { CheckResult, Failure, FailureKind, StepResult } from './result.ts';
export type { WhatOptions } from './shape.ts';
export type { Steps } from './steps.ts';
export type { ThrowsOptions } from './throws.ts';
export { Todo } from './todo.ts';

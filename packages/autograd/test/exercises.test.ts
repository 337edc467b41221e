import { describeExercises } from '@zero-to-gpt/lesson-kit/exercises';
import { describe, expect, test } from 'vitest';

describeExercises(new URL('../exercises', import.meta.url), { describe, test, expect });

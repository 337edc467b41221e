import { preset } from '@zero-to-gpt/build/vitest';
import { lessons } from '@zero-to-gpt/lesson-kit/vitest';

export default preset(import.meta.dirname, { lessons: lessons() });

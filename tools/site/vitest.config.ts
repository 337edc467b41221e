import { preset } from '@zero-to-gpt/build/vitest';

export default preset(import.meta.dirname);

import { preset } from '@zero-to-gpt/build/tsup';

export default preset({ entry: [], extra: ['src/cli.ts'] });

import { preset } from '@zero-to-gpt/build/tsup';

export default preset({ data: ['src/data/moby-dick.ts'] });

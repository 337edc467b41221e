import { preset } from '@zero-to-gpt/build/tsup';

export default preset({ entry: ['src/index.ts', 'src/plot.ts', 'src/exercise/index.ts'], extra: ['src/main.ts'] });

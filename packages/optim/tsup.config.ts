import { preset } from '@zero-to-gpt/build/tsup';

export default preset({ entry: ['src/index.ts', 'src/node/index.ts', 'src/conformance/index.ts', 'src/demo.ts'] });

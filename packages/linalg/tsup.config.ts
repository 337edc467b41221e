import { preset } from '@zero-to-gpt/build/tsup';

export default preset({
  entry: [
    'src/index.ts',
    'src/table/index.ts',
    'src/asset.ts',
    'src/testing/index.ts',
    'src/conformance/index.ts',
    'src/demo.ts',
  ],
  data: ['src/data/weather.ts'],
});

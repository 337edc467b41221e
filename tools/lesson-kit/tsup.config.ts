import { preset } from '@zero-to-gpt/build/tsup';

export default preset({
  entry: ['src/index.ts', 'src/plot.ts', 'src/cell.ts', 'src/run.ts', 'src/exercise/index.ts', 'src/progress.ts'],
  extra: ['src/main.ts'],
});

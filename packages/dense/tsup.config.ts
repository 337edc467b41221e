import { preset } from '@zero-to-gpt/build/tsup';

export default preset({
  entry: ['src/index.ts', 'src/conv/index.ts', 'src/conformance/index.ts', 'src/demo.ts'],
  data: [
    'src/data/penguins.ts',
    'src/data/cars.ts',
    'src/data/shapes.ts',
    'src/data/idx.ts',
    'src/data/fashion-mnist.ts',
  ],
});

import { define } from './kit/define.ts';
import { about } from './plane/about.ts';
import type { Matrix2 } from './plane/model.ts';
import { build } from './plane/view.ts';

define('zg-plane', {
  about,
  build: (frame, { matrix, presets }) => build(frame, { matrix: matrix as unknown as Matrix2, presets }), // 2 × 2, as checked
});

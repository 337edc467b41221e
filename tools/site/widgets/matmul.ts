import { define } from './kit/define.ts';
import { about } from './matmul/about.ts';
import { build } from './matmul/view.ts';

define('zg-matmul', { about, build });

import { define } from './kit/define.ts';
import { about } from './unrolled/about.ts';
import { build } from './unrolled/view.ts';

define('zg-unrolled', { about, build });

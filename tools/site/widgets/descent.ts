import { about } from './descent/about.ts';
import { build } from './descent/view.ts';
import { define } from './kit/define.ts';

define('zg-descent', { about, build });

import { define } from './kit/define.ts';
import { about } from './race/about.ts';
import { build } from './race/view.ts';

define('zg-race', { about, build });

import { define } from './kit/define.ts';
import { about } from './shadow/about.ts';
import { build } from './shadow/view.ts';

define('zg-shadow', { about, build });

import { about } from './broadcast/about.ts';
import { build } from './broadcast/view.ts';
import { define } from './kit/define.ts';

define('zg-broadcast', { about, build });

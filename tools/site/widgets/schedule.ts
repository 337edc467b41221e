import { define } from './kit/define.ts';
import { about } from './schedule/about.ts';
import { build } from './schedule/view.ts';

define('zg-schedule', { about, build });

import { about } from './floats/about.ts';
import { build } from './floats/view.ts';
import { define } from './kit/define.ts';

define('zg-floats', { about, build });

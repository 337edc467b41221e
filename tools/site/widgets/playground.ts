import { define } from './kit/define.ts';
import { about } from './playground/about.ts';
import { build } from './playground/view.ts';

define('zg-playground', { about, build });

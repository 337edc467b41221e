import { about } from './graph/about.ts';
import { build } from './graph/view.ts';
import { define } from './kit/define.ts';

define('zg-graph', { about, build });

export { type LessonsPlugin, lessons } from './plugin.ts';

export { capture, errorText, plainText, type Ran } from './capture.ts';
export { format } from './format.ts';
export type { Block, Cell, ExerciseBlock, Lesson, Output, Picture, Prose, WidgetBlock } from './lesson.ts';
export { picturePath } from './lesson.ts';
export { type Binding, type LinkedCell, type LinkOptions, linkCell, valueName } from './link.ts';
export { type LinkLessonOptions, linkLesson } from './link-lesson.ts';
export { type MimeBundle, mimeBundle } from './mime.ts';
export { parseLesson } from './parse.ts';
export { table } from './table.ts';

export { type Exercise, type ExerciseFiles, type Mistake, type MistakeKind, mistakeKinds } from './exercise.ts';
export { type Import, importsOf, strayImports } from './imports.ts';
export { applyMistake, parseMistakes } from './mistakes.ts';
export { parseExercise } from './parse-exercise.ts';
export { toStub } from './stub.ts';

/** Chapters of the course, in its order, with what the reader builds in each. */
export const chapters = {
  linalg: 'vectors, matrices and arrays: the mathematics behind every model',
  linreg: 'a line through data, found by going downhill',
  dense: 'layers of neurons and classification',
  rnn: 'networks that read sequences',
  autograd: 'gradients of anything, by a machine of your own',
  optim: 'better ways downhill, and keeping models honest',
  text: 'tokens out of text, text out of tokens',
  transformer: 'attention, and a GPT that trains',
  distributed: 'training on many machines',
  kernels: 'your own programs on the graphics processor',
  gpt2: 'GPT-2 with its real weights',
  gptx: 'a GPT of your own design',
} as const;

/** Name of a chapter: `@zero-to-gpt/<name>` on npm. */
export type ChapterName = keyof typeof chapters;

/** All names, in the order of the course. */
export const chapterNames = Object.keys(chapters) as ChapterName[]; // the literal above has no other keys

/** Chapters whose lessons and exercises are written. */
export const writtenChapters: readonly ChapterName[] = ['linalg', 'linreg', 'dense', 'rnn', 'autograd', 'optim'];

/** Whether a word is the name of a chapter. */
export function isChapter(word: string): word is ChapterName {
  return Object.hasOwn(chapters, word);
}

/** Folder of a chapter in the learner's course: `01-linalg`. */
export function chapterFolder(name: ChapterName): string {
  return `${String(chapterNames.indexOf(name) + 1).padStart(2, '0')}-${name}`;
}

/** Name of a chapter's package on npm. */
export function packageName(name: ChapterName): string {
  return `@zero-to-gpt/${name}`;
}

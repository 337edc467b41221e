/** What a newcomer reads about a chapter before its first lesson. */
export interface ChapterPromise {
  /** A few words for lists. */
  readonly title: string;
  /** One sentence: what you can do after it. */
  readonly promise: string;
}

/** All chapters of the course, written or not, by the names of chapters.json. */
export const chapterPromises: Readonly<Record<string, ChapterPromise>> = {
  linalg: {
    title: 'Arrays and linear algebra',
    promise: 'Turn four years of weather into arrays, and let one equation find the line that foretells tomorrow.',
  },
  linreg: {
    title: 'Learning by going downhill',
    promise: 'Write the loop that trains every model of this course, and know why it diverges, crawls or over-fits.',
  },
  dense: {
    title: 'Layers and bends',
    promise: 'Stack layers that draw curved borders, and write the backward pass of each by hand.',
  },
  rnn: {
    title: 'A memory for sequences',
    promise: 'Give a network a memory, let it read letter by letter, and watch gradients fade through time.',
  },
  autograd: {
    title: 'Gradients that write themselves',
    promise: 'Build the tape that differentiates any program, and never work out a backward pass by hand again.',
  },
  optim: {
    title: 'Steps that arrive sooner',
    promise: 'Go from plain descent to AdamW with warm-up, and stop and resume a training run to the bit.',
  },
  text: {
    title: 'From words to numbers and back',
    promise: 'Cut a whole novel into the tokens that language models read, with a tokenizer of your own.',
  },
  transformer: {
    title: 'Attention, and a GPT of your own',
    promise: 'Write attention, stack it into a GPT, and let it write on in the style of what it has read.',
  },
  distributed: {
    title: 'Many machines, one model',
    promise: 'Split one training run over several machines that still take every step as one.',
  },
  kernels: {
    title: 'Programs for the GPU',
    promise: 'Write the GPU programs under your own arrays, from the naive one to one that is many times faster.',
  },
  gpt2: {
    title: 'The real GPT-2',
    promise: 'Load the published weights of GPT-2 into code you have written, and get the same words out.',
  },
  gptx: {
    title: 'Yours',
    promise: 'Choose the size, the data and the recipe, train your own GPT, and talk with it.',
  },
};

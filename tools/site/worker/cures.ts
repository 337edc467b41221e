/** What is known of an error from its message alone. `place` is the line where it happened. */
interface Cure {
  readonly pattern: RegExp;
  readonly cure: string;
}

// V8's words, then SpiderMonkey's
const cures: readonly Cure[] = [
  {
    pattern: /^Assignment to constant variable|^invalid assignment to const/,
    cure: 'const keeps its value for ever: declare with let what is to change',
  },
  {
    pattern: /^Cannot access '.+' before initialization|^can't access lexical declaration '.+' before init/,
    cure: 'The line stands above the one that declares the name: move it down',
  },
  {
    pattern: /^Cannot (?:read|set) properties of (?:undefined|null)|^can't access property|^\S+ is (?:undefined|null)$/,
    cure:
      'What stands before the dot is not there: print it one line above. Reading behind the end of a list, a misspelt ' +
      'name and a function without return all give undefined',
  },
  {
    pattern: /^Maximum call stack size exceeded|^too much recursion/,
    cure: 'A function calls itself and never stops: for which input shall it answer without calling itself?',
  },
  {
    pattern:
      /^Invalid array length|^invalid array length|Array buffer allocation failed|allocation size overflow|out of memory/i,
    cure: 'More was asked for than there is memory: try it with fewer numbers',
  },
  {
    pattern: /^Cannot allocate .* on cpu/,
    cure: 'Free what you no longer need, by tidy(() => …) or using, or try it with fewer numbers',
  },
  {
    pattern: /^Failed to fetch|^NetworkError when attempting/,
    cure: 'Data come with the packages here; other sites rarely allow a page to read from them',
  },
  {
    pattern: /is not iterable|is not async iterable/,
    cure: 'Only lists, texts, maps, sets and arrays can be walked through or spread; a promise wants await before it',
  },
  {
    pattern: /is not a constructor/,
    cure: 'new makes an object of a class: leave it out before a function',
  },
  {
    pattern: /^Class constructor .* cannot be invoked without 'new'|^class constructors must be invoked with 'new'/,
    cure: 'Write new before the name of a class',
  },
  {
    pattern: /^Cannot (?:convert|mix) .*BigInt|^can't convert BigInt/,
    cure: 'Numbers that end in n are of another kind: Number(x) makes a usual one of them',
  },
  {
    pattern: /^Unterminated (?:string|template)|^Unterminated regular expression/,
    cure: 'A quotation mark is missing',
  },
  {
    pattern: /^Identifier '.+' has already been declared/,
    cure: 'A cell declares a name once: leave out the second const or let, or choose another name',
  },
  {
    pattern: /^Cannot use keyword 'await' outside an async function|^Unexpected reserved word 'await'/,
    cure: 'Write async before the function that awaits',
  },
  {
    pattern: /^'return' outside of function/,
    cure: 'A cell has no return: its last line is what it shows',
  },
];

/** Names that programs elsewhere have and cells have not. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:window|document|alert|prompt|confirm|localStorage|sessionStorage)$/,
    'Cells run beside the page and cannot reach it: print with console.log, show with display of @zero-to-gpt/lesson-kit/cell',
  ],
  [/^require$/, 'Write import … from … instead of require'],
  [/^(?:process|Buffer|__dirname|__filename|global)$/, 'That is a part of Node, and this page runs in a browser'],
  [/^(?:True|False|None|len|range|print|np|torch|elif|def)$/, 'That is Python: cells are written in TypeScript'],
];

/** What to do about an error, as far as its message tells. */
export function cureOf(message: string): string | undefined {
  return cures.find(({ pattern }) => pattern.test(message))?.cure;
}

/** What to say of a name that the browser has not and others have. */
export function cureOfName(name: string): string | undefined {
  return elsewhere.find(([pattern]) => pattern.test(name))?.[1];
}

/** What errors of the language mean, for those who meet them first. */
const known: readonly (readonly [pattern: RegExp, cure: string])[] = [
  [
    /(?:Cannot read properties of|can't access property|is not an object).*(?:undefined|null)/,
    'Something is undefined there: does an index go past the end, or is a name misspelt?',
  ],
  [/^Cannot set properties of undefined/, 'The row or object that is written to is not there yet: make it first'],
  [
    /is not defined$|^Can't find variable/,
    'That name was declared nowhere: is it misspelt, or is its `import` missing?',
  ],
  [/is not a function/, 'That name holds no function: is it misspelt, or does the value have no such method?'],
  [
    /Assignment to constant|invalid assignment to const/,
    'A `const` keeps its first value: declare it with `let` where it changes',
  ],
  [/before initialization/, 'It is used above the line that declares it'],
  [/Maximum call stack|too much recursion/, 'A function calls itself without end: where does it stop?'],
  [/is not iterable/, '`for … of`, `[...x]` and `const [a, b] = x` want a list: is it a number, or undefined?'],
  [/Invalid (?:typed )?array length|invalid array length/, 'A length must be a whole number and not negative'],
  [/Cannot mix BigInt/, 'A number with an `n` behind it is a BigInt: leave the `n` out'],
];

/** What an error of the language means; undefined for other errors. */
export function cureOf(error: Error): string | undefined {
  if (!/^(?:TypeError|ReferenceError|RangeError|InternalError)$/.test(error.name)) return undefined;
  return known.find(([pattern]) => pattern.test(error.message))?.[1];
}

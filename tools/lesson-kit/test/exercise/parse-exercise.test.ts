import { parseExercise } from '@zero-to-gpt/lesson-kit/exercise';
import { describe, expect, test } from 'vitest';

const front = ['---', 'id: dot', 'chapter: linalg', 'title: A product', 'minutes: 5', 'order: 2', '---'];
const body = ['', 'Write it.', '', '## Hint', 'One.', '', '## Hint', 'Two.', '', '## After', 'Done.', ''];
const text = (...lines: readonly string[]): string => lines.join('\n');

describe('parseExercise()', () => {
  test('reads front matter, text, hints and what comes after', () => {
    expect(parseExercise(text(...front, ...body))).toEqual({
      id: 'dot',
      chapter: 'linalg',
      title: 'A product',
      minutes: 5,
      order: 2,
      text: 'Write it.',
      hints: ['One.', 'Two.'],
      after: 'Done.',
    });
  });

  test('reads Windows lines', () => {
    expect(parseExercise([...front, ...body].join('\r\n')).hints).toEqual(['One.', 'Two.']);
  });

  test('keeps headings of the third level and code blocks in their section', () => {
    const code = ['### How', '```md', '## Hint', '```'];
    expect(parseExercise(text(...front, ...code, ...body)).text).toBe(text(...code, '', 'Write it.'));
  });

  test.each<[string, readonly string[], string]>([
    [
      'no front matter',
      body,
      '1: found no front matter, wanted id, chapter, title, minutes, order between two lines "---"',
    ],
    [
      'front matter without end',
      ['---', 'id: dot'],
      '1: found no front matter, wanted id, chapter, title, minutes, order between two lines "---"',
    ],
    [
      'YAML that is none',
      ['---', 'id: dot', 'title: [', '---'],
      '3: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'a missing key',
      [...front.filter((line) => !line.startsWith('title')), ...body],
      '1: found title: nothing, wanted a text',
    ],
    [
      'a misspelt key',
      [...front.slice(0, 5), 'orders: 2', '---', ...body],
      '6: found orders, wanted id, chapter, title, minutes, order',
    ],
    [
      'minutes that are no number',
      [...front.map((line) => (line === 'minutes: 5' ? 'minutes: five' : line)), ...body],
      '5: found minutes: "five", wanted a whole number from 1',
    ],
    [
      'an order that is not whole',
      [...front.map((line) => (line === 'order: 2' ? 'order: 1.5' : line)), ...body],
      '6: found order: 1.5, wanted a whole number from 1',
    ],
    [
      'an id that is no folder name',
      [...front.map((line) => (line === 'id: dot' ? 'id: Dot Product' : line)), ...body],
      '2: found id: Dot Product, wanted kebab-case',
    ],
    ['no text', [...front, ...body.slice(3)], '8: found nothing below the front matter'],
    [
      'an empty hint',
      [...front, 'Write it.', '## Hint', '## Hint', 'Two.', '## After', 'Done.'],
      '9: found nothing below "Hint"',
    ],
    ['one hint', [...front, ...body.slice(0, 6), ...body.slice(9)], '11: found 1 hint, wanted 2 or more'],
    ['no hint', [...front, 'Write it.', '## After', 'Done.'], '10: found 0 hints, wanted 2 or more'],
    ['nothing after', [...front, ...body.slice(0, 9)], '15: found no "## After", wanted one at the end'],
    ['two sections After', [...front, ...body, '## After', 'Again.'], '20: found a second "After", wanted one'],
    [
      'After above a hint',
      [...front, 'Write it.', '## After', 'Done.', '## Hint', 'One.', '## Hint', 'Two.'],
      '9: found "After" above a hint, wanted it at the end',
    ],
    [
      'another heading',
      [...front, ...body, '## Hints', 'Three.'],
      '20: found the heading "Hints", wanted Hint or After (### inside the text)',
    ],
  ])('names the line of %s', (_, lines, message) => {
    expect(() => parseExercise(text(...lines), 'dot/exercise.md')).toThrow(
      new SyntaxError(`Cannot read dot/exercise.md:${message}`),
    );
  });
});

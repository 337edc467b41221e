import { describe, expect, test } from 'vitest';
import { firstSentences } from '../../build/lesson-description.ts';

describe('firstSentences()', () => {
  test.each([
    ['# Title\n\n![x](y.svg)\n\nOne *fine* day. `Two` [links](x.md)?', 'One fine day. Two links?'],
    ['The line $0.5\\,x + 2$ is $w \\cdot x$.', 'The line 0.5 x + 2 is w · x.'],
    ['', ''],
  ])('of %j is %j', (markdown, text) => {
    expect(firstSentences(markdown)).toBe(text);
  });

  test('stops at the end of a sentence, or, where the first is longer, at a word', () => {
    expect(firstSentences('One two. Three four.', 12)).toBe('One two.');
    expect(firstSentences('One two three four five.', 12)).toBe('One two …');
  });
});

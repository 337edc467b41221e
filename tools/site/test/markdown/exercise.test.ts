import { afterAll, describe, expect, test } from 'vitest';
import { exercisePage } from '../../build/exercise-page.ts';
import { answer } from '../../markdown/exercise.ts';
import { CourseFixture } from './course-fixture.ts';

const fixture = new CourseFixture();
afterAll(() => fixture[Symbol.dispose]());
const inLesson = () => fixture.lesson('```exercise\nadd\n```\n');

describe('an exercise in a lesson', () => {
  test('has its name, title and minutes', () => {
    const html = inLesson();
    expect(html).toContain(
      '<zg-exercise v-pre data-exercise="tiny/add" data-title="Adding &lt;two&gt;" data-minutes="5">',
    );
    expect(html).toContain(
      '<p class="zg-title"><a href="/base/exercises/tiny/add">Adding &lt;two&gt;</a> <span class="zg-minutes">about 5 minutes</span></p>',
    );
  });

  test('has the task with its formulas, then the file to fill', () => {
    const html = inLesson();
    expect(html).toMatch(/<div class="zg-ask"><p>Write <code>add<\/code>: <span class="zg-math"><span class="katex">/);
    expect(html).toContain("const sum = 0;\n  throw new Todo('about 1 line');");
  });

  test('has a ladder of hints, whose links lead to pages', () => {
    const html = inLesson();
    expect(html).toContain(
      '<details class="zg-hint"><summary>Hint 1</summary><p>Use <a href="/base/learn/tiny/02-more">the sum</a>.</p>',
    );
    expect(html).toContain('<summary>Hint 2</summary>');
  });

  test('has our answer without marks, and what it was good for', () => {
    const html = inLesson();
    expect(html).toContain('<details class="zg-solution"><summary>Our answer</summary>');
    expect(html).toContain('<div class="zg-after"><p>That is all.</p>\n</div>');
    expect(html).not.toContain('#region');
  });

  test('leads to the next one of the course', () => {
    expect(inLesson()).toContain(
      '<p class="zg-next"><a href="/base/exercises/tiny/twice">Next: Twice</a></p></zg-exercise>',
    );
  });

  test('leaves Vue nothing to do', () => {
    const [, exercise] = inLesson().split(/(?=<zg-exercise)/);
    expect(exercise!.match(/v-pre/g)).toHaveLength(1);
  });
});

describe("an exercise's own page", () => {
  const chapter = {
    name: 'tiny',
    number: 1,
    title: 'Tiny',
    promise: '',
    state: 'taught' as const,
    link: '/learn/tiny/',
    lessons: [{ title: 'Sums', name: '01-sums', link: '/learn/tiny/01-sums' }],
    exercises: [{ id: 'add', title: 'Adding', minutes: 5, link: '/exercises/tiny/add', lesson: '01-sums' }],
  };

  test('has the title as its heading and the way back', () => {
    const html = fixture.page('exercises/tiny/add.md', exercisePage({ id: 'add', text: 'Write `add`.' }, chapter));
    expect(html).toMatch(/<h1 id="adding"/);
    expect(html).toContain(
      '<a href="/base/learn/tiny/">Chapter 1: Tiny</a> › <a href="/base/learn/tiny/01-sums">Sums</a>',
    );
    expect(html).toContain('<p class="zg-title"><span class="zg-minutes">about 5 minutes</span></p>');
  });
});

describe('answer()', () => {
  test('drops the marks of regions and what only the learner’s file holds', () => {
    expect(
      answer('a\n  // #region TODO x\n  //| let t;\n  b\n  // #endregion\n// #region ANSWER\nc\n// #endregion\n'),
    ).toBe('a\n  b\nc\n');
  });
});

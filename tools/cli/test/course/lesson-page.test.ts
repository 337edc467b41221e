import { expect, test } from 'vitest';
import { lessonPage } from '../../src/course/lesson-page.ts';
import { CourseFolder } from '../course-folder.ts';

test('lessonPage() drops the front matter and links exercises', () => {
  using folder = new CourseFolder({ stubs: false });
  const lesson = '---\ntitle: Lists\norder: 1\n---\n# Lists\n\n```exercise\nadd\n```\n\n---\n\nMore.\n';
  expect(lessonPage(lesson, [folder.exercise('linalg/add')])).toBe(
    '# Lists\n\n> **Your turn:** [Add two lists](../add.ts), about 5 minutes. `npx zero-to-gpt start add`\n\n---\n\nMore.\n',
  );
});

test('lessonPage() leaves other blocks and unknown exercises alone', () => {
  const lesson = '# Lists\n\n```ts run id=a\n1 + 1\n```\n\n```exercise\nnone\n```\n';
  expect(lessonPage(lesson, [])).toBe(lesson);
});

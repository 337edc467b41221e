import { parseLesson, toNotebook } from '@zero-to-gpt/lesson-kit';
import { expect, test } from 'vitest';
import { withEdits } from '../../runtime/notebook.ts';

const text = `---
chapter: linalg
title: T
order: 1
---
# T

\`\`\`ts run id=one
import { array } from '@zero-to-gpt/linalg';
array([1])
\`\`\`

\`\`\`output
[1]
\`\`\`

\`\`\`ts run id=two
2
\`\`\`

\`\`\`output
2
\`\`\`

\`\`\`ts run id=page browser
location.href
\`\`\`
`;
const notebook = toNotebook(parseLesson(text, '01-t.md'), { versions: { '@zero-to-gpt/linalg': '^1.2.0' } });
const byId = (json: typeof notebook, id: string) => json.cells.find((cell) => cell.id === id)!;

test('withEdits() puts the reader’s code in, with the versions that the notebook has', () => {
  const code = "import { eye } from '@zero-to-gpt/linalg';\nimport { Plot } from '@observablehq/plot';\neye(2)";
  const edited = withEdits(notebook, [{ name: 'one', code }], { '@observablehq/plot': '^0.6.0' });
  expect(byId(edited, 'one').source).toEqual([
    "import { eye } from 'npm:@zero-to-gpt/linalg@^1.2.0';\n",
    "import { Plot } from 'npm:@observablehq/plot@^0.6.0';\n",
    'eye(2)',
  ]);
});

test('withEdits() takes out the outputs from the first edited cell on', () => {
  const edited = withEdits(notebook, [{ name: 'two', code: '3' }], {});
  expect(byId(edited, 'one').outputs).toHaveLength(1);
  expect(byId(edited, 'two').outputs).toEqual([]);
  const first = withEdits(notebook, [{ name: 'one', code: '3' }], {});
  expect(byId(first, 'two').outputs).toEqual([]);
});

test('withEdits() keeps a cell for browsers as text', () => {
  const edited = withEdits(notebook, [{ name: 'page', code: '1' }], {});
  expect(byId(edited, 'page')).toMatchObject({ cell_type: 'markdown', source: ['```ts\n', '1\n', '```'] });
});

test('withEdits() leaves the rest as it is', () => {
  expect(withEdits(notebook, [], {})).toEqual(notebook);
  expect(withEdits(notebook, [{ name: 'nowhere', code: '1' }], {})).toEqual(notebook);
});

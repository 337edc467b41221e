import { type Block, type Lesson, parseLesson } from '@zero-to-gpt/lesson-kit';
import { type PageSource, sourcePath } from './course-files.ts';
import { type Markdown, type PageEnv, pageSource, type Token } from './page-env.ts';

/** Cells, exercises and pieces: what a lesson's page shows in place of a fence. */
export type CourseBlock = Exclude<Block, { type: 'prose' }>;

/**
 * Puts one token `zg_cell`, `zg_exercise` or `zg_widget` where lesson-kit's reader has found such a block, and takes away
 * what belongs to it, output and picture. The reader decides, so that pages and tests see the same lesson.
 */
export function lessonBlocks(md: Markdown): void {
  md.core.ruler.after('block', 'zg-lesson', (state) => {
    const env: PageEnv = state.env;
    const source = env.part ? undefined : pageSource(env);
    if (source === undefined) return;
    const blocks =
      source.kind === 'lesson' ? readLesson(state.src, source, env).blocks : exerciseBlocks(source, state.tokens);
    const tokens = replace(state.tokens, blocks, source.lines, (block) => {
      const token = new state.Token(`zg_${block.type}`, '', 0);
      token.block = true;
      token.meta = block;
      return token;
    });
    if (source.kind === 'lesson') addBar(tokens, new state.Token('zg_lesson', '', 0));
    state.tokens = tokens;
  });
}

/** The element that holds what can be done with all cells stands below the title. */
function addBar(tokens: Token[], bar: Token): void {
  const title = tokens.findIndex(({ type, tag }) => type === 'heading_close' && tag === 'h1');
  tokens.splice(title + 1, 0, bar);
}

/** The lesson on the page. Its front matter has been taken off the text; as many lines stand in for it. */
function readLesson(body: string, source: PageSource, { frontmatter = {} }: PageEnv): Lesson {
  const { chapter, title, order } = frontmatter;
  const front = ['---', JSON.stringify({ chapter, title, order }), ...Array(source.lines - 3).fill(''), '---'];
  return parseLesson(`${front.join('\n')}\n${body}`, sourcePath(source));
}

/** An exercise's own page holds that exercise alone, in place of its fence. */
function exerciseBlocks({ name, lines }: PageSource, tokens: readonly Token[]): CourseBlock[] {
  const fence = tokens.find(({ type, info }) => type === 'fence' && info === 'exercise');
  return fence ? [{ type: 'exercise', id: name, line: fence.map![0] + 1 + lines }] : []; // fences have lines
}

function replace(
  tokens: readonly Token[],
  blocks: readonly Block[],
  above: number,
  make: (block: CourseBlock) => Token,
): Token[] {
  const starts = new Map<number, CourseBlock>();
  const gone = new Set<number>();
  for (const block of blocks) {
    if (block.type !== 'prose') starts.set(block.line, block);
    if (block.type !== 'cell') continue;
    if (block.output) gone.add(block.output.line);
    if (block.picture) gone.add(block.picture.line);
  }
  const kept: Token[] = [];
  let inPicture = false;
  for (const token of tokens) {
    const line = token.map ? token.map[0] + 1 + above : 0;
    const start = token.type === 'fence' && token.level === 0 ? starts.get(line) : undefined;
    if (token.type === 'paragraph_open' && token.level === 0) inPicture = gone.has(line);
    if (start) kept.push(make(start));
    else if (!inPicture && !(token.type === 'fence' && gone.has(line))) kept.push(token);
    if (token.type === 'paragraph_close' && token.level === 0) inPicture = false;
  }
  return kept;
}

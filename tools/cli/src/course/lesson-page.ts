import type { Exercise } from './exercise.ts';

/**
 * A lesson as an editor's Markdown preview shows it best: without its front matter, and with a link to the learner's
 * file where an exercise stands. `exercises` are those of the lesson's chapter.
 */
export function lessonPage(markdown: string, exercises: readonly Exercise[]): string {
  const text = markdown.replaceAll('\r\n', '\n').replace(/^---\n[\s\S]*?\n---\n+/, '');
  return text.replace(/^```exercise\n\s*(\S+)\s*\n```$/gm, (fence, id: string) => {
    const exercise = exercises.find((each) => each.id === id);
    if (!exercise) return fence;
    const { title, minutes } = exercise;
    return `> **Your turn:** [${title}](../${id}.ts), about ${minutes} minutes. \`npx zero-to-gpt start ${id}\``;
  });
}

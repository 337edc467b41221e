import { formatProgress, parseProgress, progressFile, progressLimits } from '@zero-to-gpt/lesson-kit/progress';
import { saveFile } from '../runtime/save-file.ts';
import { button, element } from './dom.ts';
import { type Brought, bring, collect, takeAnswer } from './exchange.ts';

/** Saves all progress to a file, as a download. */
export function saveProgress(said: HTMLElement): void {
  saveFile(progressFile, formatProgress(collect()), 'application/json');
  said.textContent = `Saved as ${progressFile} where your downloads go.`;
}

/** Adds a progress file to what is here; says what it brought, and asks where answers differ. */
export async function readFile(
  file: File,
  links: readonly HTMLAnchorElement[],
  said: HTMLElement,
  asks: HTMLElement,
): Promise<void> {
  try {
    if (file.size > 4 * progressLimits.file)
      throw new SyntaxError(`Cannot read the progress: found ${file.size} bytes, wanted a smaller file`);
    const brought = bring(parseProgress(await file.text()));
    said.textContent = news(brought, links);
    asks.replaceChildren(...brought.differing.map(({ id, code }) => ask(id, code, links)));
  } catch (error) {
    said.textContent = error instanceof Error ? error.message : String(error);
  }
}

function news({ passed, answers, differing }: Brought, links: readonly HTMLAnchorElement[]): string {
  const known = new Set(links.map((link) => link.dataset.exercise));
  const strange = [...passed, ...answers].filter((id, i, all) => !known.has(id) && all.indexOf(id) === i);
  const parts = [
    `${count(passed.length, 'exercise')} more passed, ${count(answers.length, 'answer')} taken from the file.`,
    ...(differing.length > 0
      ? [
          `${count(differing.length, 'answer')} of the file ${differing.length === 1 ? 'differs' : 'differ'} from yours: choose below.`,
        ]
      : []),
    ...(strange.length > 0 ? [`Kept, though this site has no such exercise: ${strange.join(', ')}.`] : []),
  ];
  return parts.join(' ');
}

/** Asks which of two answers to keep; the other one can be brought back in the exercise. */
function ask(id: string, code: string, links: readonly HTMLAnchorElement[]): HTMLElement {
  const title = links.find((link) => link.dataset.exercise === id)?.textContent ?? id;
  const row = element('div', { class: 'zg-question', role: 'group', 'aria-label': title, tabindex: '-1' });
  const done = (words: string): void => {
    row.replaceChildren(element('p', {}, `${title}: ${words}`));
    row.focus(); // the button that had it is gone
  };
  row.append(
    element('p', {}, `${title}: which answer stays in the editor? The other is kept, the exercise brings it back.`),
    button('Mine', () => done('yours stays.')),
    button('The one in the file', () => {
      takeAnswer(id, code);
      done('taken from the file.');
    }),
    element('details', {}, element('summary', {}, 'Show the one in the file'), element('pre', { tabindex: '0' }, code)),
  );
  return row;
}

/** A number of things: `1 answer`, `2 answers`. */
export const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

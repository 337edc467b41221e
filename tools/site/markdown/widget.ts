import type { WidgetBlock } from '@zero-to-gpt/lesson-kit';
import { attributes, escapeHTML } from './html.ts';

/** Says in a sentence what an interactive piece shows, for readers without it; throws where it knows no such options. */
export type Still = (options: unknown) => string;

/** The interactive pieces that there are, by name. */
export type Widgets = Readonly<Record<string, Still>>;

/**
 * An interactive piece, which its element replaces when it comes near the screen.
 * @throws RangeError where there is no such piece, and what the piece throws about its options
 */
export function widgetHTML({ name, options }: Pick<WidgetBlock, 'name' | 'options'>, widgets: Widgets): string {
  const still = Object.hasOwn(widgets, name) ? widgets[name] : undefined;
  if (still === undefined)
    throw new RangeError(`found the widget ${name}, wanted one of ${Object.keys(widgets).sort().join(', ')}`);
  const own = attributes({ class: 'zg-widget', 'data-options': JSON.stringify(options) });
  return `<zg-${name} v-pre${own}><p class="zg-static">${escapeHTML(still(options))}</p></zg-${name}>\n`;
}

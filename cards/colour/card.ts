/** The colours of a case with their reasons, the newest first, and what each colour means here. */
import type { ColourHistory } from '../../services/colourHistory.ts';
import { COLOURS } from '../../services/rules/rag.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { eventLine } from '../case/timeline.ts';
import { colourInWords } from '../case/words.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import { button } from '../words.ts';

/** So few that the longest reasons fit on a page. */
const LINES = 5;

/** In blocks, so that they go in pages. */
const inBlocks = ({ events, names }: ColourHistory, scheme: Scheme): Block[] => {
  const lines = events.map((event) => eventLine(event, names, scheme));
  return Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) => ({
    heading: at === 0 ? 'The newest first' : 'Earlier',
    lines: lines.slice(at * LINES, (at + 1) * LINES),
    buttons: [],
  }));
};

export const colourHistoryCard = (view: {
  readonly seen: ColourHistory;
  readonly scheme: Scheme;
  readonly area: string;
  readonly page: number;
}): Card => {
  const { seen, scheme, area, page } = view;
  const { ref, body } = seen.doc;
  const { rag } = bodyOf({ scheme }, body);
  const meanings: Block[] = rag
    ? [
        {
          heading: 'What the colours mean',
          lines: COLOURS.map((colour) =>
            line(`${rag[colour].meaning} Source: ${sourceInWords(rag[colour].source)}.`, colourInWords[colour]),
          ),
          buttons: [],
        },
      ]
    : [];
  return sheet({
    heading: `Colour history of ${ref}`,
    intro: seen.events.length === 0 ? ['No colour has been set yet.'] : [],
    blocks: [...inBlocks(seen, scheme), ...meanings],
    buttons: [button('Back', 'case.view', { case: ref, tab: 'summary', page: 1 })],
    page,
    turn: (title, to) => button(title, 'colour.history', { case: ref, page: to }),
    area,
  });
};

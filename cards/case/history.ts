/** What happened to a case, the newest first, in pages that are read by key. */
import { blocksOf } from '../papers/history.ts';
import { type Block, line } from '../papers/sheet.ts';
import { type Button, button } from '../words.ts';
import { eventLine } from './timeline.ts';
import { block, type CaseView } from './view.ts';

export const history = ({ seen, scheme, past }: CaseView): Block[] => {
  const lines = seen.events.map(({ doc }) => eventLine(doc, seen.names, scheme));
  const heading = past ? 'What happened earlier' : 'What happened, the newest first';
  return lines.length > 0 ? blocksOf(heading, lines) : [block(heading, [line('Nothing is recorded.')])];
};

export const historyButtons = ({ seen: { doc, more }, past }: CaseView): Button[] => {
  const about = { case: doc.ref, tab: 'history', page: 1 };
  return [
    ...(more ? [button('Earlier', 'case.view', { ...about, past: more })] : []),
    ...(past ? [button('The newest', 'case.view', about)] : []),
    button('Who looked', 'case.looked', { case: doc.ref }),
  ];
};

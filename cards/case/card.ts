/** A case in tabs that open in place, for the person who asked only. */
import { TABS, type Tab } from '../../services/caseSeen.ts';
import { bodyOf } from '../../services/work.ts';
import { type Block, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { button } from '../words.ts';
import { colourBlocks, custodyBlocks, custodyPresses, proposalBlocks, questionBlocks, tacticBlocks } from './colour.ts';
import { contacts } from './contacts.ts';
import { youngOffender } from './dyo.ts';
import { history, historyButtons } from './history.ts';
import { needs } from './needs.ts';
import { consentBlocks } from './ownership.ts';
import { contactParts, dueBlocks, planParts, wantedBlocks } from './parts.ts';
import { plan } from './plan.ts';
import { removalBlocks } from './removal.ts';
import { alike, people, person, standing } from './summary.ts';
import type { CaseView } from './view.ts';

export { TABS, type Tab } from '../../services/caseSeen.ts';
export type { CaseView } from './view.ts';

const titleOf: Record<Tab, string> = {
  summary: 'Summary',
  plan: 'Plan',
  needs: 'Needs',
  contacts: 'Contacts',
  history: 'History',
};

/** What a reader acts upon comes first; what they look up, and what they can put to the body, after it. */
const summary = (view: CaseView): Block[] => {
  const custody = custodyBlocks(view);
  const presses = custodyPresses(view);
  return [
    ...removalBlocks(view),
    ...wantedBlocks(view),
    ...colourBlocks(view),
    ...(presses ? custody : []),
    ...dueBlocks(view),
    ...standing(view),
    ...proposalBlocks(view),
    ...people(view),
    ...(presses ? [] : custody),
    ...person(view),
    ...youngOffender(view),
    ...consentBlocks(view),
    ...alike(view),
    ...questionBlocks(view),
  ];
};

const blocksOf = (view: CaseView): Block[] => {
  switch (view.tab) {
    case 'summary':
      return summary(view);
    case 'plan':
      return [...dueBlocks(view), ...plan(view), ...planParts(view), ...tacticBlocks(view)];
    case 'needs':
      return needs(view);
    case 'contacts':
      return [...contacts(view), ...contactParts(view)];
    case 'history':
      return history(view);
  }
};

/** The other parts of the card come above everything else: nobody looks for them below a whole case on a telephone. */
const tabs = ({ seen, tab }: CaseView): Block => ({
  heading: 'More of this case',
  lines: [],
  buttons: TABS.filter((other) => other !== tab).map((other) =>
    button(titleOf[other], 'case.view', { case: seen.doc.ref, tab: other, page: 1 }),
  ),
});

export const caseCard = (view: CaseView): Card => {
  const { seen, scheme, area, tab, page, past, notice } = view;
  const { ref, identity, body } = seen.doc;
  const about = { case: ref, tab, ...(past && { past }) };
  return sheet({
    notice,
    heading: `${ref}: ${plain(identity.name ?? 'no name')}`,
    intro: [`${titleOf[tab]}. ${bodyOf({ scheme }, body).name}. Only you see this. That you opened it is in the log.`],
    blocks: [tabs(view), ...blocksOf(view)],
    buttons: tab === 'history' ? historyButtons(view) : [],
    page,
    turn: (title, to) => button(title, 'case.view', { ...about, page: to }),
    area,
  });
};

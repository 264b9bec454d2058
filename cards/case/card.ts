/** A case in tabs that open in place, for the person who asked only. */
import type { CaseSeen } from '../../services/caseSeen.ts';
import type { PersonKey } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';
import { colourBlocks, custodyBlocks, proposalBlocks, tacticBlocks } from './colour.ts';
import { eventLine } from './timeline.ts';

export const TABS = ['summary', 'plan', 'needs', 'contacts', 'history'] as const;
export type Tab = (typeof TABS)[number];

export type CaseView = {
  readonly seen: CaseSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly tab: Tab;
  readonly page: number;
  /** Who reads it. */
  readonly viewer?: PersonKey;
  readonly coordinator?: boolean;
  readonly notice?: Notice | undefined;
};

const titleOf: Record<Tab, string> = {
  summary: 'Summary',
  plan: 'Plan',
  needs: 'Needs',
  contacts: 'Contacts',
  history: 'History',
};

const block = (heading: string, lines: Block['lines'], buttons: Block['buttons'] = []): Block => ({
  heading,
  lines,
  buttons,
});

const summary = ({ seen: { doc }, scheme }: CaseView): Block[] => [
  block('Where it stands', [
    line(agencyName({ scheme }, doc.leadAgency), 'Lead agency'),
    line(inWords(doc.reviewOn), 'Next review'),
  ]),
];

const blocksOf = (view: CaseView): Block[] => {
  const { seen, scheme } = view;
  switch (view.tab) {
    case 'summary':
      return [...summary(view), ...colourBlocks(view), ...custodyBlocks(view), ...proposalBlocks(view)];
    case 'plan':
      return tacticBlocks(view);
    case 'needs':
    case 'contacts':
      return [];
    case 'history':
      return [
        block(
          'What happened',
          seen.events.map(({ doc }) => eventLine(doc, seen.names, scheme)),
        ),
      ];
  }
};

export const caseCard = (view: CaseView): Card => {
  const { seen, scheme, area, tab, page, notice } = view;
  const { ref, identity, body } = seen.doc;
  return sheet({
    notice,
    heading: `${ref}: ${identity.name ?? 'no name'}`,
    intro: [`${bodyOf({ scheme }, body).name}. Only you see this. That you opened it is in the log.`],
    blocks: blocksOf(view),
    buttons: TABS.filter((other) => other !== tab).map((other) =>
      button(titleOf[other], 'case.view', { case: ref, tab: other, page: 1 }),
    ),
    page,
    turn: (title, to) => button(title, 'case.view', { case: ref, tab, page: to }),
    area,
  });
};

/** The cases in which somebody has a part: as lead professional, as police contact, or because their agency owns them. */
import { A_PAGE, type CasePage } from '../../services/casePages.ts';
import { PARTS, type Part } from '../../services/register.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { caseBlock } from '../case/line.ts';
import { sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';
import { shownInWords } from './card.ts';

type View = {
  readonly part: Part;
  readonly page: CasePage;
  readonly past?: string | undefined;
  readonly agency?: string | undefined;
  readonly scheme: Scheme;
  readonly area: string;
};

const heading: Record<Part, string> = {
  lead: 'My cases: I am lead professional',
  contact: 'My cases: I am police contact',
  agency: 'My cases: my agency is owner',
};
const title: Record<Part, string> = {
  lead: 'As lead professional',
  contact: 'As police contact',
  agency: 'Of my agency',
};
const none: Record<Part, string> = {
  lead: 'You are lead professional of no case.',
  contact: 'You are police contact of no case.',
  agency: 'Your agency owns no case.',
};

export const myCasesCard = ({ part, page, past, agency, scheme, area }: View): Card =>
  sheet({
    heading: heading[part],
    intro: [...(part === 'agency' && agency ? [`${agency}.`] : []), shownInWords(page, past, none[part])],
    blocks: page.lines.map((one) => caseBlock(one, scheme)),
    buttons: [
      ...(page.more ? [button(`Next ${A_PAGE}`, 'case.mine', { part, past: page.more })] : []),
      ...(past ? [button('From the start', 'case.mine', { part })] : []),
      ...PARTS.filter((other) => other !== part && (other !== 'agency' || agency)).map((other) =>
        button(title[other], 'case.mine', { part: other }),
      ),
    ],
    area,
  });

/** The register of a body, ten cases at a time. */
import { A_PAGE, type CasePage } from '../../services/casePages.ts';
import type { Filter } from '../../services/register.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { caseBlock } from '../case/line.ts';
import { sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, count, listed } from '../words.ts';
import { filterInWords, filterPressed } from './words.ts';

export type RegisterView = {
  readonly body: Body;
  /** Every register this person reads. */
  readonly bodies: readonly Body[];
  readonly filter: Filter;
  readonly page: CasePage;
  readonly past?: string | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly scheme: Scheme;
  readonly area: string;
};

/** How many are shown, and where only some fit, how many had to be looked at. */
export const shownInWords = ({ lines, looked, more }: CasePage, past: string | undefined, none: string): string => {
  if (lines.length === 0) {
    if (more) return `None of the ${looked} looked at fits; there are more.`;
    return looked > 0 ? `${none} ${count(looked, 'case was', 'cases were')} looked at.` : none;
  }
  const through = looked > lines.length ? `, found among ${looked} looked at` : '';
  return `${count(lines.length, past ? 'further case' : 'case')}${through}. ${more ? 'There are more.' : past ? 'These are the last.' : 'These are all.'}`;
};

const registerButtons = ({ body, bodies, filter, page, past }: RegisterView): Button[] => {
  const about = { body: body.id, ...filterPressed(filter) };
  return [
    ...(page.more ? [button(`Next ${A_PAGE}`, 'register.view', { ...about, past: page.more })] : []),
    ...(past ? [button('From the start', 'register.view', about)] : []),
    button('Filter', 'register.filter', about),
    ...bodies.filter(({ id }) => id !== body.id).map(({ id, name }) => button(name, 'register.view', { body: id })),
  ];
};

export const registerCard = (view: RegisterView): Card => {
  const { body, filter, page, past, names, scheme, area } = view;
  const chosen = filterInWords(filter, names, scheme);
  return sheet({
    heading: `Register: ${body.name}`,
    intro: [
      ...(chosen.length > 0 ? [`Filter: ${listed(chosen)}.`] : []),
      shownInWords(page, past, chosen.length > 0 ? 'No case fits.' : 'Nobody is on this register yet.'),
    ],
    blocks: page.lines.map((one) => caseBlock(one, scheme)),
    buttons: registerButtons(view),
    area,
  });
};

/** The overdue actions of the agencies that somebody leads. */
import type { Overdue } from '../../services/overdue.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count } from '../words.ts';

const lineOf = ({ action, days, owner, ladder }: Overdue, scheme: Scheme) => {
  const above = bodyOf({ scheme }, action.body).escalates;
  const up = ladder.find(({ rung }) => rung === 'body above');
  return line(
    [
      `${action.what}. ${owner}, due ${inWords(action.due)}, ${count(days, 'working day')} overdue.`,
      up && above ? `With the ${bodyOf({ scheme }, above).name} since ${inWords(up.since)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    action.ref,
  );
};

/** Small enough for one page, whatever was typed. */
const A_BLOCK = 15;

export const overdueCard = (view: {
  readonly overdue: readonly Overdue[];
  readonly agencies: readonly Overdue['agency'][];
  readonly scheme: Scheme;
  readonly area: string;
  readonly page: number;
}): Card => {
  const { overdue, agencies, scheme, area, page } = view;
  const blocks = agencies.flatMap((agency): Block[] => {
    const own = overdue.filter((one) => one.agency === agency);
    return Array.from({ length: Math.ceil(own.length / A_BLOCK) }, (_, at) => ({
      heading: `${agency ? agencyName({ scheme }, agency) : 'No agency recorded for the owner'}${at > 0 ? ', continued' : `: ${own.length}`}`,
      lines: own.slice(at * A_BLOCK, (at + 1) * A_BLOCK).map((one) => lineOf(one, scheme)),
      buttons: [],
    }));
  });
  return sheet({
    heading: 'Overdue actions',
    intro: [
      overdue.length === 0
        ? 'Nothing is overdue.'
        : `${count(overdue.length, 'action is', 'actions are')} overdue, the longest first. Please see that each is done, or handed to somebody who can.`,
    ],
    blocks,
    buttons: [],
    page,
    turn: (title, to) => button(title, 'overdue.list', { page: to }),
    area,
  });
};

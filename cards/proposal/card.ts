/** What a body that does not vote made of a proposal; references only, since it opens in the channel. */
import type { Proposal } from '../../services/caseModel.ts';
import type { AgendaItem, Meeting } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { itemTitle } from '../agenda/card.ts';
import { changeInWords } from '../case/words.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

export const settlingCard = (
  meeting: Meeting,
  item: AgendaItem,
  { change }: Proposal,
  scheme: Scheme,
  area: string,
): Card => {
  const about = { meeting: meeting.id, item: item.id };
  const rule = ruleFor(meeting.voting, change.motion);
  const agrees = rule.kind === 'agreement';
  const name = bodyOf({ scheme }, meeting.body).name;
  const press = (title: string, outcome: 'carried' | 'lost', byChair: boolean, style: 'default' | 'positive') =>
    button(title, 'proposal.settle', { ...about, outcome, byChair }, { style, inputs: 'auto' });
  return formCard({
    heading: itemTitle(item),
    intro: [
      `${changeInWords(change, scheme)} is proposed.`,
      agrees
        ? `The ${name} agrees without a vote. Where partners disagree after discussion, its chair decides and gives reasons.`
        : rule.kind === 'selection'
          ? `In the ${name}, ${agencyName({ scheme }, rule.agency)} selects, and what is recorded is its decision.`
          : '',
    ].filter(Boolean),
    parts: [
      part({
        inputs: [
          inputOf({
            id: 'why',
            label: agrees ? 'Reasons, which the chair gives when partners disagree' : 'Reasons',
            kind: { of: 'text', max: 1000, lines: true },
          }),
        ],
      }),
    ],
    buttons: [
      press(agrees ? 'Agreed' : 'Decided so', 'carried', false, 'positive'),
      press(agrees ? 'Agreed not to' : 'Not decided so', 'lost', false, 'default'),
      ...(agrees
        ? [
            press('The chair decides so', 'carried', true, 'default'),
            press('The chair decides not to', 'lost', true, 'default'),
          ]
        : []),
      button('Back', 'agenda.item', about),
    ],
    area,
  });
};

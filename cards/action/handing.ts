/** An action goes to a colleague: to whom, and why. */
import type { ActionSeen } from '../../services/actions.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { line } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

export const handingCard = ({ action, version }: ActionSeen, area: string): Card =>
  formCard({
    heading: `Hand over the action for ${action.ref}`,
    intro: [
      'It is offered to your colleague, who accepts it or gives it back. Until then it is on their list already.',
    ],
    parts: [
      part({
        lines: [line(action.what)],
        inputs: [
          inputOf({
            id: 'to',
            label: 'Give it to',
            hint: 'type part of a name',
            kind: { of: 'choice', choices: [], dataset: `members|${area}` },
          }),
          inputOf({ id: 'why', label: 'Reason', kind: { of: 'text', max: 500, lines: true } }),
        ],
      }),
    ],
    buttons: [
      button('Hand it over', 'action.hand', { action: action.id, version }, { style: 'positive', inputs: 'auto' }),
      button('Back', 'action.view', { action: action.id }),
    ],
    area,
  });

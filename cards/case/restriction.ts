/** To whom a case is open; on a card for whoever restricts it. */
import type { Case } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

type View = {
  readonly doc: Case;
  readonly version: number;
  /** Whoever is offered, and what they are called. */
  readonly people: ReadonlyMap<PersonKey, string>;
  readonly area: string;
};

export const REASON = 500;

const reason = inputOf({ id: 'why', label: 'Reason', kind: { of: 'text', max: REASON, lines: true } });
const somebodyElse = (area: string) =>
  inputOf({
    id: 'other',
    label: 'Somebody else',
    hint: 'one more person of the team',
    kind: { of: 'choice', choices: [], dataset: `members|${area}` },
  });

/** To the co-ordinator, who sees nothing else of the case. */
export const namingCard = ({ ref, version, people, area }: Omit<View, 'doc'> & { readonly ref: string }): Card =>
  formCard({
    heading: `Who may open ${ref}`,
    intro: [
      'Those to whom it is open have left the team, or cannot open it to its body again.',
      'Name others, of whom one at least is a co-ordinator or holds the chair’s seat. You see nothing of it unless you are among them.',
    ],
    parts: [
      part({
        inputs: [
          inputOf({
            id: 'people',
            label: 'Open to',
            kind: { of: 'choice', many: true, choices: [...people].map(([value, title]) => ({ title, value })) },
          }),
          somebodyElse(area),
          reason,
        ],
      }),
    ],
    buttons: [
      button('Name them', 'case.rename', { case: ref, version }, { inputs: 'auto', style: 'positive' }),
      button('Back', 'handover.view', {}),
    ],
    area,
  });

export const restrictionCard = ({ doc, version, people, area }: View): Card => {
  const { ref, restrictedTo, leadProfessional, policeContact } = doc;
  const pressed = { case: ref, version };
  const named = restrictedTo ?? [leadProfessional, policeContact].filter((person) => person !== undefined);
  const choices = [...people].map(([value, title]) => ({ title, value }));
  return formCard({
    heading: `Who may open ${ref}`,
    intro: [
      restrictedTo
        ? 'It is open to the people ticked below and to nobody else.'
        : 'It is open to its body, the co-ordinator and those who have a part in it. Restricted, it is open to the people you tick and to nobody else: others find neither it nor its name, and cannot complete an action for it.',
      'You stay among them, since nobody else could open it again.',
    ],
    parts: [
      part({
        inputs: [
          inputOf(
            { id: 'people', label: 'Open to', kind: { of: 'choice', many: true, choices } },
            named.filter((person) => people.has(person)).join(','),
          ),
          somebodyElse(area),
          reason,
        ],
      }),
    ],
    buttons: [
      button(restrictedTo ? 'Change who may open it' : 'Restrict it', 'case.restrict', pressed, {
        inputs: 'auto',
        style: 'positive',
      }),
      ...(restrictedTo ? [button('Open it to its body again', 'case.unrestrict', pressed, { inputs: 'auto' })] : []),
      button('Back', 'case.view', { case: ref, tab: 'summary', page: 1 }),
    ],
    area,
  });
};

/** Who leads for each agency: on its overdue work, and on the deter young offenders. */
import type { Area, Member } from '../../services/model.ts';
import { LEADS, type Lead } from '../../services/rules/leads.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName } from '../../services/work.ts';
import { formCard, inputOf, section } from '../form/card.ts';
import { line } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { button, type Notice } from '../words.ts';

const titleOf: Record<Lead, string> = {
  'agency lead': 'Agency leads: who gets an agency’s overdue actions first',
  'DYO lead': 'Leads for deter young offenders',
};

const namedIn = (area: Area, lead: Lead) => Object.entries((lead === 'agency lead' ? area.leads : area.dyoLeads) ?? {});

export const leadsCard = (area: Area, scheme: Scheme, members: readonly Member[], notice?: Notice): Card => {
  const nameOf = (person: string | undefined): string =>
    plain(members.find((member) => member.person === person)?.name ?? 'somebody who has left the team');
  const chosen = (title: string, lead: Lead) => button(title, 'leads.name', { lead }, { inputs: 'auto' });
  const removed = (title: string, lead: Lead) => button(title, 'leads.none', { lead }, { inputs: 'auto' });
  return formCard({
    notice,
    heading: 'Leads of agencies',
    intro: ['A lead belongs to the agency. Whoever is named takes the place of the lead before.'],
    parts: [
      ...LEADS.map((lead) => {
        const named = namedIn(area, lead);
        return section(titleOf[lead], named.length === 0 ? ['Nobody is named yet.'] : [], {
          ...(named.length > 0 && {
            lines: named.map(([agency, person]) => line(nameOf(person), agencyName({ scheme }, agency))),
          }),
        });
      }),
      section('Name somebody', [], {
        inputs: [
          inputOf({
            id: 'agency',
            label: 'Agency',
            kind: { of: 'choice', choices: scheme.agencies.map(({ id, name }) => ({ title: name, value: id })) },
          }),
          inputOf({
            id: 'person',
            label: 'Person',
            hint: 'type part of a name',
            kind: { of: 'choice', choices: [], dataset: `members|${area.id}` },
          }),
        ],
        buttons: [
          chosen('Name as agency lead', 'agency lead'),
          chosen('Name as lead for young offenders', 'DYO lead'),
          removed('No agency lead', 'agency lead'),
          removed('No lead for young offenders', 'DYO lead'),
        ],
      }),
    ],
    buttons: [button('Seats', 'setup.seats', {})],
    area: area.id,
  });
};

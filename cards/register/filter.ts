/** Which cases of a register are wanted. */
import { COLOURS } from '../../services/caseModel.ts';
import { CONSENTS, type Filter } from '../../services/register.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { colourInWords } from '../case/words.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Choice } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

/** An answer that asks for nothing, for a client that cannot empty a list once something is chosen. */
export const ANY = 'any';
const any = (title: string): Choice => ({ title, value: ANY });

export const filterCard = (
  body: Body,
  filter: Filter,
  names: ReadonlyMap<string, string>,
  scheme: Scheme,
  area: string,
): Card => {
  const { colour, agency, lead, consent, due, removed } = filter;
  const choose = (id: string, label: string, choices: readonly Choice[], value: string | undefined) =>
    inputOf({ id, label, kind: { of: 'choice', choices } }, value ?? ANY);
  const leads = { of: 'choice' as const, dataset: `members|${area}`, choices: [any('Anybody')] };
  return formCard({
    heading: `Register: ${body.name}`,
    intro: ['Choose what the cases you want have in common. Leave the rest as it is.'],
    parts: [
      part({
        inputs: [
          choose(
            'colour',
            'Colour',
            [any('Any colour'), ...COLOURS.map((value) => ({ title: colourInWords[value], value }))],
            colour,
          ),
          choose(
            'agency',
            'Lead agency',
            [any('Any agency'), ...scheme.agencies.map(({ id, name }) => ({ title: name, value: id }))],
            agency,
          ),
          inputOf(
            {
              id: 'lead',
              label: 'Lead professional',
              kind: {
                ...leads,
                choices: [...leads.choices, ...(lead ? [{ title: names.get(lead) ?? 'somebody', value: lead }] : [])],
              },
            },
            lead ?? ANY,
          ),
          choose(
            'consent',
            'Consent',
            [any('Any answer'), ...CONSENTS.map((value) => ({ title: value, value }))],
            consent,
          ),
          inputOf({ id: 'due', label: 'Review due by', kind: { of: 'date', ahead: true } }, due ?? ''),
          choose(
            'removed',
            'On the register or removed',
            [
              { title: 'On the register', value: 'no' },
              { title: 'Removed from it', value: 'yes' },
            ],
            removed ? 'yes' : 'no',
          ),
        ],
      }),
    ],
    buttons: [
      button('Show them', 'register.view', { body: body.id }, { inputs: 'auto', style: 'positive' }),
      button('Show all', 'register.view', { body: body.id }),
    ],
    area,
  });
};

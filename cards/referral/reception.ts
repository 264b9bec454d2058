/** An assessment on reception in prison becomes a referral (London, HMP: risk and needs assessment). */
import { bodiesForReferrals } from '../../services/referrals.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

export const receptionCard = (scheme: Scheme, seen: number, area: string): Card =>
  formCard({
    heading: 'Refer somebody after a reception assessment',
    intro: ['What the assessment found begins the referral; the form asks for the rest.'],
    parts: [
      part({
        inputs: [
          inputOf({ id: 'on', label: 'Day of the assessment', kind: { of: 'date' } }),
          inputOf({
            id: 'found',
            label: 'Risks of re-offending and needs that it found',
            kind: { of: 'text', max: 900, lines: true },
          }),
          inputOf({
            id: 'body',
            label: 'Panel to refer to',
            kind: {
              of: 'choice',
              choices: bodiesForReferrals(scheme).map(({ id, name }) => ({ title: name, value: id })),
            },
          }),
        ],
      }),
    ],
    buttons: [button('Begin the form', 'referral.assessed', { seen }, { style: 'positive', inputs: 'auto' })],
    area,
  });

export const receptionAnswers = (on: Day, found: string): Partial<ReferralAnswers> => ({
  alreadyDoing: `Reception assessment in prison on ${inWords(on)}: ${found}`,
});

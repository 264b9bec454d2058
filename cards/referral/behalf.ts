/** A referral of somebody without Teams, whom the co-ordinator enters; both names are recorded (G Q9). */
import { bodiesForReferrals } from '../../services/referrals.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

const named = ({ id, name }: { readonly id: string; readonly name: string }) => ({ title: name, value: id });

export const behalfCard = (scheme: Scheme, seen: number, area: string): Card =>
  formCard({
    heading: 'Enter a referral for somebody without Teams',
    intro: ['It stands under their name and agency, and yours as who entered it. What comes back to them, pass on.'],
    parts: [
      part({
        inputs: [
          inputOf({ id: 'author', label: 'Who refers', kind: { of: 'text', max: 120 } }),
          inputOf({ id: 'agency', label: 'Their agency', kind: { of: 'choice', choices: scheme.agencies.map(named) } }),
          inputOf({
            id: 'body',
            label: 'Panel to refer to',
            kind: { of: 'choice', choices: bodiesForReferrals(scheme).map(named) },
          }),
        ],
      }),
    ],
    buttons: [button('Begin the form', 'referral.enter', { seen }, { style: 'positive', inputs: 'auto' })],
    area,
  });

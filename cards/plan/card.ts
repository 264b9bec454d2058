/** The form for a new meeting, and what became of it. */
import type { Day } from '../../services/rules/days.ts';
import type { Body, BodyId, Scheme } from '../../services/rules/scheme.ts';
import { type Card, render } from '../render.ts';
import { type Button, button, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type PlanCard = {
  notice: readonly Notice[];
  explains: string;
  form: readonly {
    body: BodyId;
    bodies: readonly { title: string; value: BodyId }[];
    date: Day;
    time: string;
  }[];
  buttons: readonly Button[];
};

/** Proposes the body and its next date; both may be changed. */
export const planCard = (scheme: Scheme, body: Body, date: Day, area: string): Card =>
  render(
    template,
    {
      notice: [],
      explains: `The day and time are the next of the ${body.name}: change them for another body or another day. The card of the meeting is posted in the body’s channel; members say there whether they are coming.`,
      form: [
        {
          body: body.id,
          bodies: scheme.bodies.map(({ id, name }) => ({ title: name, value: id })),
          date,
          time: body.rhythm.time,
        },
      ],
      buttons: [button('Make the meeting', 'meeting.make', {}, { inputs: 'auto', style: 'positive' })],
    } satisfies PlanCard,
    { area },
  );

export const plannedCard = (notice: Notice, meeting: string, area: string): Card =>
  render(
    template,
    {
      notice: notices(notice),
      explains: 'Next: when the referrals are in, type “agenda” in the body’s channel to send the agenda out.',
      form: [],
      buttons: [button('Show the meeting', 'meeting.view', { meeting })],
    } satisfies PlanCard,
    { area },
  );

import { z } from 'zod';
import { lookAtAcknowledgement, type Meant, receive } from '../../services/acknowledgements.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { acknowledgementCard } from './card.ts';

const answer = async (turn: Turn, meant: Meant, notice?: Notice): Promise<Answer> => ({
  card: acknowledgementCard({
    seen: await lookAtAcknowledgement(turn, meant),
    scheme: schemeOf(turn),
    area: turn.area.id,
    forReferrer: turn.roles.has('referrer'),
    forOffice: turn.actor.coordinator,
    notice,
  }),
});

export const view = command({
  verb: 'acknowledgement.view',
  does: 'view',
  allowed: ['referrer', 'co-ordinator', 'chair'],
  /** `meeting` makes its chair known; only an acknowledgement of that meeting is shown then. */
  input: z.object({ referral: Id, meeting: Id.optional() }),
  run: (meant, turn) => answer(turn, meant),
});

const thanks = ({ roles }: Turn): string =>
  roles.has('referrer')
    ? 'Thank you. It is recorded that you have received this.'
    : 'It is recorded that the referrer has received this; nobody is reminded of it any more.';

export const received = command({
  verb: 'acknowledgement.received',
  does: 'change',
  allowed: ['referrer', 'co-ordinator'],
  input: z.object({ referral: Id, meeting: Id }),
  run: async (input, turn) => {
    const status = await receive(turn, input);
    return answer(turn, { referral: input.referral }, status === 'recorded' ? done(thanks(turn)) : overtaken);
  },
});

/** Sent to the referrer when the meeting closes. */
export const told: Telling = {
  view: 'acknowledgement',
  mention: 'there is an answer to a referral that you made.',
  opens: (referral) => ({ verb: view.verb, data: { referral } }),
  card: async (place, _person, referral) => ({
    card: acknowledgementCard({
      seen: await lookAtAcknowledgement(place, { referral }),
      scheme: schemeOf(place),
      area: place.area.id,
      forReferrer: true,
    }),
    summary: `Answer to referral ${referral}`,
  }),
};

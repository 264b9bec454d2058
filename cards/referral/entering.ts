/** Referrals that begin in another way: for somebody without Teams, and after a reception assessment in prison. */
import { z } from 'zod';
import { startDraft } from '../../services/drafts.ts';
import { referralsBy } from '../../services/referralIndex.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { command, type Turn } from '../command.ts';
import { plain } from '../render.ts';
import { done, overtaken } from '../words.ts';
import { answer } from './answer.ts';
import { behalfCard } from './behalf.ts';
import { receptionAnswers, receptionCard } from './reception.ts';

export const isOfPrison = (turn: Turn): boolean =>
  schemeOf(turn).agencies.some(({ id, kind }) => id === turn.actor.agency && kind === 'prison');

const permitPrison = (turn: Turn): void => {
  if (!isOfPrison(turn))
    throw new Refusal('not of a prison', 'Only people of a prison refer after a reception assessment. Type “refer”.');
};

export const reception = command({
  verb: 'referral.reception',
  does: 'view',
  allowed: ['agency'],
  input: z.object({}),
  run: async (_, turn) => {
    permitPrison(turn);
    const seen = (await referralsBy(turn, turn.actor.person)).length;
    return { card: receptionCard(schemeOf(turn), seen, turn.area.id) };
  },
});

export const assessed = command({
  verb: 'referral.assessed',
  does: 'change',
  category: 'collection',
  allowed: ['agency'],
  input: z.object({
    seen: z.int().min(0),
    on: z.union([z.literal(''), Day], 'give the day of the assessment').optional(),
    found: z.string().trim().max(900, 'what it found can be 900 characters at most').optional(),
    body: z.string().optional(),
  }),
  run: async ({ seen, on, found, body }, turn) => {
    permitPrison(turn);
    if (!on || !found || !body)
      throw new Refusal('incomplete', 'Please give the day of the assessment, what it found, and the panel.');
    if (on > dayIn(turn.now))
      throw new Refusal('ahead', 'Please look at “Day of the assessment”: it lies in the future.');
    const { status, ref } = await startDraft(turn, { body, seen, known: receptionAnswers(on, found) });
    return status === 'started'
      ? answer(turn, ref, 'identity', done(`Your draft is ${ref}. It begins with what the assessment found.`))
      : answer(turn, ref, undefined, overtaken);
  },
});

export const behalf = command({
  verb: 'referral.behalf',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  run: async (_, turn) => ({
    card: behalfCard(schemeOf(turn), (await referralsBy(turn, turn.actor.person)).length, turn.area.id),
  }),
});

export const enter = command({
  verb: 'referral.enter',
  does: 'change',
  category: 'collection',
  allowed: ['co-ordinator'],
  input: z.object({
    seen: z.int().min(0),
    author: z.string().trim().max(120, 'a name can be 120 characters at most').optional(),
    agency: z.string().optional(),
    body: z.string().optional(),
  }),
  run: async ({ seen, author, agency, body }, turn) => {
    if (!author || !agency || !body)
      throw new Refusal('incomplete', 'Please give who refers, their agency, and the panel to refer to.');
    const { status, ref } = await startDraft(turn, { body, seen, author: { name: author, agency } });
    return status === 'started'
      ? answer(turn, ref, 'identity', done(`The draft for ${plain(author)} is ${ref}. It is kept from now on.`))
      : answer(turn, ref, undefined, overtaken);
  },
});

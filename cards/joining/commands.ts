import { z } from 'zod';
import { joinItem, settleJoining } from '../../services/joining.ts';
import { joiningRow, joinings, proposeAgency, putJoining } from '../../services/joinings.ts';
import { seatHolders } from '../../services/members.ts';
import { Refusal } from '../../services/refusal.ts';
import { AgencyKind } from '../../services/rules/scheme.ts';
import { openMotion } from '../../services/votes.ts';
import { bodyOf, meetingRow, nameOf, schemeOf } from '../../services/work.ts';
import { agendaAnswer } from '../agenda/answer.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { plain } from '../render.ts';
import { voteAnswer } from '../vote/answer.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { answeredCard, proposingCard, receivedCard } from './card.ts';

const proposingAnswer = async (turn: Turn, notice?: Notice): Promise<Answer> => {
  const { person, coordinator } = turn.actor;
  const all = await joinings(turn);
  return {
    card: proposingCard({
      bodies: schemeOf(turn).bodies.filter(
        (body) => body.motions.includes('other') && seatHolders(turn, body, () => true).includes(person),
      ),
      listed: coordinator ? all : all.filter(({ by }) => by === person),
      coordinator,
      scheme: schemeOf(turn),
      area: turn.area.id,
      notice,
    }),
  };
};

export const proposing = command({
  verb: 'joining.proposing',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: z.object({}),
  typed: {
    words: 'propose agency',
    does: 'proposes another agency for a body on which you sit',
    where: ['personal'],
    menu: false,
  },
  run: (_, turn) => proposingAnswer(turn),
});

const words = (max: number, what: string) =>
  z.string().trim().max(max, `${what} can be ${max} characters at most`).optional();

export const propose = command({
  verb: 'joining.propose',
  does: 'change',
  allowed: ['member'],
  input: z.object({
    body: z.string().optional(),
    name: words(80, 'a name'),
    kind: z.union([z.literal(''), AgencyKind], 'choose a kind of agency').optional(),
    post: words(80, 'a post'),
    why: words(500, 'a reason'),
  }),
  run: async ({ body, name, kind, post, why }, turn) => {
    if (!body || !name || !kind || !post || !why)
      throw new Refusal(
        'incomplete',
        `A proposal needs everything that is asked. Still missing: ${[
          ...(body ? [] : ['the body']),
          ...(name ? [] : ['the name of the agency']),
          ...(kind ? [] : ['its kind']),
          ...(post ? [] : ['who would sit for it']),
          ...(why ? [] : ['the reason']),
        ].join(', ')}.`,
      );
    await proposeAgency(turn, { body, name, kind, post, why });
    return proposingAnswer(turn, done(`${plain(name)} is proposed. The co-ordinator puts it to the body.`));
  },
});

const received = async (place: Place, id: string, notice?: Notice) => {
  const { doc, version } = await joiningRow(place, id);
  return receivedCard(doc, version, await nameOf(place, doc.by), schemeOf(place), place.area.id, notice);
};

const Joining = z.object({ joining: Id });

export const view = command({
  verb: 'joining.view',
  does: 'view',
  allowed: ['co-ordinator'],
  input: Joining,
  run: async ({ joining }, turn) => ({ card: await received(turn, joining) }),
});

export const put = command({
  verb: 'joining.put',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Joining.extend({ version: z.int().min(1), attends: z.enum(['permanent', 'as required']) }),
  run: async ({ joining, version, attends }, turn) => {
    const status = await putJoining(turn, { id: joining, version, attends });
    const notice = status === 'put' ? done('It comes to the next agenda of the body by itself.') : overtaken;
    return { card: await received(turn, joining, notice) };
  },
});

const Item = z.object({ meeting: Id, item: Id });

export const vote = command({
  verb: 'joining.vote',
  does: 'change',
  allowed: ['chair'],
  input: Item,
  run: async (of, turn) => {
    const { doc } = await meetingRow(turn.store, turn.area.id, of.meeting);
    const { join } = joinItem(doc, of.item);
    const motion = await openMotion(turn, {
      ...of,
      kind: 'other',
      question: `That ${join.name} joins the ${bodyOf(turn, doc.body).name}.`,
      join: join.id,
    });
    return voteAnswer(turn, motion, done('The vote is open. Its card is in the channel.'));
  },
});

export const settle = command({
  verb: 'joining.settle',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Item.extend({
    outcome: z.enum(['carried', 'lost']),
    byChair: z.boolean(),
    why: words(500, 'reasons'),
  }),
  run: async ({ why, ...settling }, turn) =>
    agendaAnswer(
      turn,
      settling.meeting,
      1,
      (await settleJoining(turn, { ...settling, ...(why && { why }) })) === 'settled'
        ? done('What was decided is recorded.')
        : overtaken,
    ),
});

/** To the co-ordinators. */
export const proposed: Telling = {
  view: 'agency proposed',
  mention: 'a member proposes another agency for a body.',
  opens: (joining) => ({ verb: view.verb, data: { joining } }),
  card: async (place, _, id) => ({ card: await received(place, id), summary: 'An agency is proposed' }),
};

/** To the proposer. */
export const answered: Telling = {
  view: 'agency answered',
  mention: 'there is an answer on the agency that you proposed.',
  opens: () => ({ verb: proposing.verb, data: {} }),
  card: async (place, person, id) => {
    const { doc } = await joiningRow(place, id);
    if (doc.by !== person) return undefined;
    return { card: answeredCard(doc, schemeOf(place), place.area.id), summary: 'An answer on the agency you proposed' };
  },
};

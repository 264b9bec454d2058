import { z } from 'zod';
import { itemOf } from '../../services/agenda.ts';
import {
  answerSeen,
  escalationRow,
  lookAtEscalation,
  lookAtRaised,
  notedAt,
  raise as raisedBy,
  reply as replied,
  sendOn,
} from '../../services/escalating.ts';
import { standingsOf } from '../../services/escalationsDue.ts';
import { listReadable } from '../../services/escalationsRead.ts';
import { seatedOn } from '../../services/overnight.ts';
import { Refusal } from '../../services/refusal.ts';
import { dayIn } from '../../services/rules/days.ts';
import { nextRung } from '../../services/rules/rungs.ts';
import { meetingRow, namesOf, schemeOf } from '../../services/work.ts';
import { aboutOf } from '../agenda/card.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { raisedAnswer } from './answer.ts';
import { escalationCard, inputs, MOST_SAID, raiseCard, raisedListCard } from './card.ts';

const text = z.string().optional();
const One = z.object({ id: Id });
const Item = z.object({ meeting: Id, item: Id });
const Pressed = Item.extend({ version: z.int().min(1) });
const Said = Pressed.extend({ says: z.string().trim().max(MOST_SAID, 'it can be 500 characters at most').optional() });

/** Bodies in which the person sits and that somebody is above. */
const bodiesOf = (turn: Turn): string[] => {
  const scheme = schemeOf(turn);
  return scheme.bodies
    .filter((body) => seatedOn(turn, body).has(turn.actor.person) && nextRung(scheme, body.id).to !== 'nobody')
    .map(({ id }) => id);
};

/** References of the person an escalation is about. */
const about = async (turn: Turn, id: string): Promise<string[]> => {
  const { ref } = (await escalationRow(turn, id)).doc;
  return ref ? [ref] : [];
};

const aboutItem = async (turn: Turn, of: z.infer<typeof Item>): Promise<string[]> => {
  const { ref } = (await lookAtRaised(turn, of)).seen.escalation;
  return ref ? [ref] : [];
};

const answer = async (turn: Turn, id: string, notice?: Notice): Promise<Answer> => ({
  card: escalationCard({
    seen: await lookAtEscalation(turn, id),
    scheme: schemeOf(turn),
    area: turn.area.id,
    viewer: turn.actor.person,
    notice,
  }),
});

export const view = command({
  verb: 'raised.view',
  does: 'view',
  allowed: ['anyone'],
  input: One,
  whose: ({ id }, turn) => about(turn, id),
  run: ({ id }, turn) => answer(turn, id),
});

export const seen = command({
  verb: 'raised.seen',
  does: 'change',
  allowed: ['anyone'],
  input: One,
  run: async ({ id }, turn) =>
    answer(turn, id, (await answerSeen(turn, id)) === 'done' ? done('It is noted that you have read it.') : overtaken),
});

const list = async (turn: Turn, notice?: Notice, page = 1): Promise<Answer> => {
  const scheme = schemeOf(turn);
  const mine = scheme.bodies.filter((body) => turn.actor.coordinator || seatedOn(turn, body).has(turn.actor.person));
  const all = await Promise.all(
    mine.map(async ({ id: body }) => ({ body, standings: await listReadable(turn, await standingsOf(turn, body)) })),
  );
  return { card: raisedListCard(all, { scheme, area: turn.area.id, notice, page }) };
};

export const listing = command({
  verb: 'raised.list',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'escalations',
    does: 'lists what your bodies have sent up, have to answer, or have an answer to',
    where: ['personal'],
    menu: false,
    data: async () => ({ page: 1 }),
  },
  run: ({ page }, turn) => list(turn, undefined, page),
});

const refuseWithoutBody = (turn: Turn): string[] => {
  const bodies = bodiesOf(turn);
  if (bodies.length === 0)
    throw new Refusal(
      'no body above',
      'Somebody with a seat on a body raises something for the one above it, and you sit on none that has one.',
    );
  return bodies;
};

export const form = command({
  verb: 'raised.form',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: z.object({ meeting: Id.optional(), item: Id.optional() }),
  typed: {
    words: 'escalate',
    does: 'raises something for the body above yours',
    where: ['personal'],
    menu: false,
    data: async () => ({}),
  },
  run: async ({ meeting, item }, turn) => {
    const bodies = refuseWithoutBody(turn);
    const at = meeting ? (await meetingRow(turn.store, turn.area.id, meeting)).doc : undefined;
    const ref = at && item ? aboutOf(itemOf(at, item)) : undefined;
    const body = bodies.find((one) => one === at?.body);
    return { card: raiseCard({ id: turn.newId(), scheme: schemeOf(turn), area: turn.area.id, bodies, body, ref }) };
  },
});

export const raise = command({
  verb: 'raised.raise',
  does: 'change',
  allowed: ['member', 'co-ordinator'],
  input: One.extend({ body: text, about: text, what: text }),
  run: async ({ id, about: ref = '', ...typed }, turn) => {
    const scheme = schemeOf(turn);
    const today = dayIn(turn.now);
    const from = inputs.from(scheme.bodies.filter((body) => refuseWithoutBody(turn).includes(body.id)));
    const status = await raisedBy(turn, {
      id,
      body: typedMust(from, typed, today),
      what: typedMust(inputs.what, typed, today),
      ref: ref.trim(),
    });
    return answer(turn, id, status === 'done' ? done('It is raised. You get the answer in your own chat.') : overtaken);
  },
});

export const reply = command({
  verb: 'raised.reply',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Said,
  whose: (of, turn) => aboutItem(turn, of),
  run: async ({ says, ...pressed }, turn) => {
    if (!says) throw new Refusal('no answer', 'Please write the answer under “In words”, then press again.');
    const status = await replied(turn, { ...pressed, says });
    const said = done('The answer is on its way down, to every rung and to whoever raised it.');
    return raisedAnswer(turn, pressed, status === 'done' ? said : overtaken);
  },
});

export const up = command({
  verb: 'raised.up',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Said,
  whose: (of, turn) => aboutItem(turn, of),
  run: async ({ says = '', ...pressed }, turn) => {
    const status = await sendOn(turn, { ...pressed, says });
    return raisedAnswer(turn, pressed, status === 'done' ? done('It is one rung further.') : overtaken);
  },
});

export const noted = command({
  verb: 'raised.noted',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Item,
  whose: (of, turn) => aboutItem(turn, of),
  run: async (of, turn) =>
    raisedAnswer(turn, of, (await notedAt(turn, of)) === 'done' ? done('It is taken note of.') : overtaken),
});

/** To whoever raised it. */
export const answered: Telling = {
  view: 'escalation back',
  mention: 'what you raised is answered.',
  opens: (id) => ({ verb: 'raised.view', data: { id } }),
  card: async (place, person, id) => {
    const { doc, version } = await escalationRow(place, id);
    if (doc.by !== person || doc.seenAt || (await listReadable({ ...place, actor: { person } }, [doc])).length === 0)
      return undefined;
    const names = await namesOf(
      place,
      doc.path.map(({ by }) => by),
    );
    return {
      card: escalationCard({
        seen: { escalation: doc, version, names },
        scheme: schemeOf(place),
        area: place.area.id,
        viewer: person,
        notice: heed('What you raised is answered.'),
      }),
      summary: `Answer to what you raised${doc.ref ? ` on ${doc.ref}` : ''}`,
    };
  },
};

import { z } from 'zod';
import { seatedOn } from '../../services/overnight.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { mayChange } from '../../services/rules/teamMeeting.ts';
import {
  forChannel,
  heldWhen,
  listFor,
  listRow,
  lookAtList,
  nextMeeting,
  ofTeam,
  TEAM_LIST,
  teamsOf,
} from '../../services/teamMeeting.ts';
import {
  addItem,
  answerNoted,
  correctItem,
  heldSeats,
  type Ticked,
  takeItemBack,
  tickOff,
} from '../../services/teamMeetingItems.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Place, type Showing, type Telling, type Turn } from '../command.ts';
import { type Typed, typedMust, wrong } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { addCard, correctCard, fullCard, inputs, listCard, tickCard } from './card.ts';

const text = z.string().optional();
const OfBody = z.object({ body: Id });
const Item = OfBody.extend({ item: Id });
const Pressed = Item.extend({ version: z.int().min(1) });
const people = ['member', 'co-ordinator'] as const;

/** The team of whoever types; for a co-ordinator the first there is. */
const ownTeam = (turn: Turn): { readonly body: string } => {
  const teams = teamsOf(turn);
  const own = teams.find(({ body }) => seatedOn(turn, body).has(turn.actor.person)) ?? teams[0];
  if (!own)
    throw new Refusal(
      'no team',
      'No body of this scheme collects items for a weekly meeting. “escalate” raises something for the body above yours.',
    );
  return { body: own.body.id };
};

/** The list that is out, until its meeting is over; then what is being collected. */
const presentMeeting = async (turn: Turn, body: string): Promise<Day> => {
  const listed = (await listRow(turn, body))?.doc.meeting;
  const team = ofTeam(turn, body).body;
  if (listed && (await heldWhen(turn, team, listed)).date >= dayIn(turn.now)) return listed;
  return (await nextMeeting(turn, team)).turn;
};

const answer = async (turn: Turn, body: string, meeting: Day, notice?: Notice, page = 1): Promise<Answer> => ({
  card: fullCard({
    seen: await listFor(turn, body, meeting),
    scheme: schemeOf(turn),
    area: turn.area.id,
    viewer: turn.actor.person,
    listed: (await listRow(turn, body))?.doc.meeting,
    next: (await nextMeeting(turn, ofTeam(turn, body).body)).turn,
    others: teamsOf(turn).flatMap(({ body: one }) =>
      one.id !== body && (turn.actor.coordinator || seatedOn(turn, one).has(turn.actor.person)) ? [one] : [],
    ),
    page,
    notice,
  }),
});

export const view = command({
  verb: 'team.view',
  does: 'view',
  allowed: people,
  input: OfBody.extend({ day: Day.optional(), page: z.int().min(1).default(1) }),
  typed: {
    words: 'team meeting',
    does: 'opens the list of the team’s weekly meeting',
    where: ['personal'],
    menu: false,
    data: async (turn) => ownTeam(turn),
  },
  whose: async ({ body, day }, turn) => {
    const seen = await listFor(turn, body, day ?? (await presentMeeting(turn, body)));
    return seen.items.flatMap(({ ref }) => ref ?? []);
  },
  run: async ({ body, day, page }, turn) =>
    answer(turn, body, day ?? (await presentMeeting(turn, body)), undefined, page),
});

export const form = command({
  verb: 'team.form',
  does: 'view',
  allowed: people,
  input: OfBody.extend({ case: Id.optional() }),
  typed: {
    words: 'for the meeting',
    does: 'adds an item to the next weekly meeting of your team',
    where: ['personal'],
    menu: false,
    data: async (turn) => ownTeam(turn),
  },
  run: async ({ body: id, case: ref }, turn) => {
    const team = ofTeam(turn, id);
    const held = await nextMeeting(turn, team.body);
    const late = (await listRow(turn, id))?.doc.meeting === held.turn;
    return { card: addCard({ ...team, meeting: held.turn, held, area: turn.area.id, id: turn.newId(), ref, late }) };
  },
});

const brought = (turn: Turn, body: string, { about, ...typed }: Typed) => {
  const { rules } = ofTeam(turn, body);
  const today = dayIn(turn.now);
  return {
    kind: typedMust(inputs.kind(rules), typed, today),
    ref: typeof about === 'string' ? about.trim() : '',
    what: typedMust(inputs.what, typed, today),
  };
};

const Brought = { kind: text, about: text, what: text };

export const add = command({
  verb: 'team.add',
  does: 'change',
  allowed: people,
  input: OfBody.extend({ id: Id, ...Brought }),
  run: async ({ body, id, ...typed }, turn) => {
    const status = await addItem(turn, { body, id, ...brought(turn, body, typed) });
    const meeting = (await nextMeeting(turn, ofTeam(turn, body).body)).turn;
    return answer(turn, body, meeting, status === 'done' ? done('It is on the list of the meeting.') : overtaken);
  },
});

/** An item as the person may see it, with the list it stands on; nothing once it is gone. */
const found = async (turn: Turn, body: string, id: string) => {
  const list = (await listRow(turn, body))?.doc;
  const meeting = list?.items.find((item) => item.id === id)?.meeting;
  if (!list || !meeting) return undefined;
  const seen = await listFor(turn, body, meeting);
  const number = seen.items.findIndex((item) => item.id === id) + 1;
  const item = seen.items[number - 1];
  return item && { list, seen, item, number, meeting, held: seen.held, ...seen.team };
};

const gone = (): Refusal =>
  new Refusal('gone', 'This item is not on the list any more. Type “team meeting” to see it.');

const correction = async (turn: Turn, body: string, id: string, typed?: Typed): Promise<Answer> => {
  const one = await found(turn, body, id);
  if (!one) throw gone();
  if (mayChange(one.item, turn.actor.person, one.list.meeting) !== 'may')
    return answer(turn, body, one.meeting, overtaken);
  return { card: correctCard({ ...one, area: turn.area.id, typed }) };
};

export const correcting = command({
  verb: 'team.correcting',
  does: 'view',
  allowed: people,
  input: Item,
  run: ({ body, item }, turn) => correction(turn, body, item),
});

export const correct = command({
  verb: 'team.correct',
  does: 'change',
  allowed: people,
  input: Pressed.extend(Brought),
  run: async ({ body, item, version, ...typed }, turn) => {
    const status = await correctItem(turn, { body, item, version, ...brought(turn, body, typed) });
    if (status === 'overtaken') return correction(turn, body, item, typed);
    return answer(turn, body, (await nextMeeting(turn, ofTeam(turn, body).body)).turn, done('It is corrected.'));
  },
});

export const takeBack = command({
  verb: 'team.takeBack',
  does: 'change',
  allowed: people,
  input: Pressed,
  run: async (press, turn) => {
    const status = await takeItemBack(turn, press);
    const meeting = (await nextMeeting(turn, ofTeam(turn, press.body).body)).turn;
    return answer(turn, press.body, meeting, status === 'done' ? done('It is taken back.') : overtaken);
  },
});

const ticking = async (turn: Turn, body: string, id: string, typed?: Typed): Promise<Answer> => {
  const one = await found(turn, body, id);
  if (!one) throw gone();
  const seats = await heldSeats(turn, one.body, one.item.ref);
  const card = { ...one, area: turn.area.id, scheme: schemeOf(turn), seats, typed };
  return { card: tickCard({ ...card, ...(typed && { notice: overtaken }) }) };
};

export const ticks = command({
  verb: 'team.ticking',
  does: 'view',
  allowed: people,
  input: Item,
  whose: async ({ body, item }, turn) => {
    const ref = (await found(turn, body, item))?.item.ref;
    return ref ? [ref] : [];
  },
  run: ({ body, item }, turn) => ticking(turn, body, item),
});

const tickedWith = (turn: Turn, how: Ticked['how'], typed: Typed, seats: readonly string[]): Ticked => {
  const today = dayIn(turn.now);
  const says = typedMust(inputs.says, typed, today);
  if (how !== 'action') return { how, says };
  const due = Day.parse(typedMust(inputs.due, typed, today));
  if (due < today) throw wrong(inputs.due.label, 'it lies in the past');
  return { how, says, seat: typedMust(inputs.seat(seats, schemeOf(turn)), typed, today), due };
};

const TICKED: Record<Ticked['how'], string> = {
  'dealt with': 'It is ticked off.',
  action: 'It is ticked off; whoever is to do it is asked to accept it.',
  escalated: 'It is on its way to the body above, and its answer comes back here.',
  carried: 'It stays for the next meeting.',
};

export const tick = command({
  verb: 'team.tick',
  does: 'change',
  allowed: people,
  input: Pressed.extend({
    how: z.enum(['dealt with', 'action', 'escalated', 'carried']),
    says: text,
    seat: text,
    due: text,
  }),
  run: async ({ body, item, version, how, ...typed }, turn) => {
    const one = await found(turn, body, item);
    if (!one) throw gone();
    const seats = await heldSeats(turn, one.body, one.item.ref);
    const status = await tickOff(turn, { body, item, version, ticked: tickedWith(turn, how, typed, seats) });
    if (status === 'overtaken') {
      const now = await found(turn, body, item);
      return now?.item.outcome ? answer(turn, body, one.meeting, overtaken) : ticking(turn, body, item, typed);
    }
    return answer(turn, body, one.meeting, done(TICKED[how]));
  },
});

export const noted = command({
  verb: 'team.noted',
  does: 'change',
  allowed: people,
  input: OfBody.extend({ id: Id }),
  run: async ({ body, id }, turn) => {
    const status = await answerNoted(turn, body, id);
    const said = status === 'done' ? done('The team has taken note of it.') : overtaken;
    return answer(turn, body, await presentMeeting(turn, body), said);
  },
});

const shown = async (place: Place, subject: string) => {
  const [body = '', on] = subject.split('|');
  const meeting = Day.safeParse(on).data;
  const seen = meeting && (await lookAtList(place, body, meeting));
  if (!seen?.posted) return undefined;
  const list = {
    ...seen,
    items: await forChannel(place, seen.items),
    answers: await forChannel(place, seen.answers),
  };
  return {
    card: listCard(list, place.area.id),
    summary: `List for the weekly meeting of the ${seen.team.body.name}`,
  };
};

export const posted: Showing = { view: TEAM_LIST, card: shown };

/** Where the team has no channel yet. */
export const toldInstead: Telling = {
  view: 'team list without a channel',
  mention: 'the list for the team’s weekly meeting is there, but the team has no channel.',
  opens: (subject) => {
    const [body, meeting] = subject.split('|');
    return { verb: 'team.view', data: { body, day: meeting } };
  },
  card: (place, _, subject) => shown(place, subject),
};

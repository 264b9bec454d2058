import { z } from 'zod';
import { apologise, comes } from '../../services/attendance.ts';
import { chairOfBody, lookAtBody, lookAtCalendar, lookAtDates } from '../../services/calendar.ts';
import { sendAgenda, sendPapers } from '../../services/calendarPapers.ts';
import { callOff, canBeCalledOff } from '../../services/callingOff.ts';
import { makeMeeting } from '../../services/meetings.ts';
import type { Meeting } from '../../services/model.ts';
import { moveMeeting, movesOf } from '../../services/moving.ts';
import { isTheirs, sayPart } from '../../services/parts.ts';
import type { PersonKey } from '../../services/person.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn, inWords, timeIn } from '../../services/rules/days.ts';
import type { Body } from '../../services/rules/scheme.ts';
import { restoreTurn, skipTurn } from '../../services/turns.ts';
import { bodyOf, meetingRow, schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { attendingCard } from './attending.ts';
import { bodyCard, calendarCard, datesCard, type Reader } from './card.ts';
import { callingOffCard, moveTyped, movingCard, planningCard, skippingCard, skipTyped, whenTyped } from './when.ts';

export { noMeeting } from './none.ts';

const readers = ['member', 'co-ordinator'] as const;
const senders = ['co-ordinator', 'chair', 'body chair'] as const;
const OfMeeting = z.object({ meeting: Id });
const Own = OfMeeting.extend({ version: z.int().min(0) });
/** `version`: of what is said of that turn of the rhythm. */
const OfTurn = z.object({ body: Id, turn: Day, version: z.int().min(0) });
const Typed = { date: z.string().optional(), time: z.string().optional(), place: z.string().optional() };

const readerOf = (turn: Turn, of: Body): Reader => ({
  coordinator: turn.actor.coordinator,
  chairs: chairOfBody(turn, of) === turn.actor.person,
  gives: (part) => isTheirs(turn, part, turn.actor.person),
});

const bodyAnswer = async (turn: Turn, id: string, notice?: Notice, page = 1): Promise<Answer> => {
  const seen = await lookAtBody(turn, id);
  return {
    card: bodyCard(seen, {
      reader: readerOf(turn, seen.body),
      area: turn.area.id,
      page,
      notice,
      channel: turn.area.channels[id] !== undefined,
    }),
  };
};

const datesAnswer = async (turn: Turn, wanted: Parameters<typeof lookAtDates>[1], notice?: Notice): Promise<Answer> => {
  const { body: of, planned } = await lookAtDates(turn, wanted);
  const reader = readerOf(turn, of);
  return { card: datesCard(planned, { body: of, scheme: schemeOf(turn), reader, area: turn.area.id, notice }) };
};

export const view = command({
  verb: 'calendar.view',
  does: 'view',
  allowed: readers,
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'calendar',
    does: 'shows when each body meets, and what is due before and after',
    where: ['personal'],
    menu: false,
  },
  run: async ({ page }, turn) => ({ card: calendarCard(await lookAtCalendar(turn), { area: turn.area.id, page }) }),
});

export const body = command({
  verb: 'calendar.body',
  does: 'view',
  allowed: readers,
  input: z.object({ body: Id, page: z.int().min(1).default(1) }),
  run: ({ body: id, page }, turn) => bodyAnswer(turn, id, undefined, page),
});

export const dates = command({
  verb: 'calendar.dates',
  does: 'view',
  allowed: readers,
  input: z.object({ body: Id, of: Id.optional(), turn: Day.optional() }),
  run: (wanted, turn) => datesAnswer(turn, wanted),
});

/** Of a seat's own part: whether it is ready. */
export const part = command({
  verb: 'calendar.part',
  does: 'change',
  allowed: ['member'],
  input: Own.extend({ seat: Id, ready: z.boolean() }),
  run: async (press, turn) => {
    const status = await sayPart(turn, press);
    const { doc } = await meetingRow(turn.store, turn.area.id, press.meeting);
    const said = done(press.ready ? 'Recorded: your part is ready.' : 'Recorded: your part is not ready yet.');
    return datesAnswer(turn, { body: doc.body, of: doc.id }, status === 'said' ? said : overtaken);
  },
});

export const planning = command({
  verb: 'calendar.planning',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({ body: Id, turn: Day }),
  run: async ({ body: id, turn: date }, turn) => ({ card: planningCard(bodyOf(turn, id), date, turn.area.id) }),
});

export const make = command({
  verb: 'calendar.make',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({ body: Id, turn: Day, ...Typed }),
  run: async ({ body: id, turn: date, ...typed }, turn) => {
    const to = whenTyped(typed, turn);
    if (`${to.date}${to.time}` < `${dayIn(turn.now)}${timeIn(turn.now)}`)
      throw new Refusal('past', 'Please look at “Day”: a meeting cannot be made for a day or time that is over.');
    await makeMeeting(turn, { body: id, turn: date, ...to });
    return bodyAnswer(turn, id, done(`The meeting of ${inWords(to.date)} is made.`));
  },
});

export const skipping = command({
  verb: 'calendar.skipping',
  does: 'view',
  allowed: ['co-ordinator'],
  input: OfTurn,
  run: async ({ body: id, turn: date, version }, turn) => ({
    card: skippingCard(bodyOf(turn, id), { turn: date, version }, turn.area.id),
  }),
});

export const skip = command({
  verb: 'calendar.skip',
  does: 'change',
  allowed: ['co-ordinator'],
  input: OfTurn.extend({ why: z.string().optional() }),
  run: async ({ body: id, turn: date, version, ...typed }, turn) => {
    const status = await skipTurn(turn, { body: id, turn: date, version, why: skipTyped(typed, turn) });
    const said = done(`There is no meeting on ${inWords(date)}. What waits goes to the next.`);
    return bodyAnswer(turn, id, status === 'skipped' ? said : overtaken);
  },
});

export const restore = command({
  verb: 'calendar.restore',
  does: 'change',
  allowed: ['co-ordinator'],
  input: OfTurn,
  run: async ({ body: id, turn: date, version }, turn) => {
    const status = await restoreTurn(turn, { body: id, turn: date, version });
    const said = done(`It meets on ${inWords(date)} after all; the meeting is still to be made.`);
    return bodyAnswer(turn, id, status === 'restored' ? said : overtaken);
  },
});

export const moving = command({
  verb: 'calendar.moving',
  does: 'view',
  allowed: ['co-ordinator'],
  input: OfMeeting.extend({ moves: z.int().min(0) }),
  run: async ({ meeting: id, moves }, turn) => {
    const { doc } = await meetingRow(turn.store, turn.area.id, id);
    if (movesOf(doc) !== moves || doc.calledOff) return bodyAnswer(turn, doc.body, overtaken);
    return { card: movingCard(doc, bodyOf(turn, doc.body), turn.area.id) };
  },
});

export const move = command({
  verb: 'calendar.move',
  does: 'change',
  allowed: ['co-ordinator'],
  input: OfMeeting.extend({ moves: z.int().min(0), why: z.string().optional(), ...Typed }),
  run: async ({ meeting, moves, ...typed }, turn) => {
    const to = moveTyped(typed, turn);
    const status = await moveMeeting(turn, { meeting, moves, ...to });
    const { doc } = await meetingRow(turn.store, turn.area.id, meeting);
    const notice =
      status === 'moved'
        ? done(`The meeting is on ${inWords(to.date)} at ${to.time} now. All that hangs on it has moved with it.`)
        : overtaken;
    return bodyAnswer(turn, doc.body, notice);
  },
});

export const callingOff = command({
  verb: 'calendar.callingOff',
  does: 'view',
  allowed: ['co-ordinator'],
  input: OfMeeting.extend({ moves: z.int().min(0) }),
  run: async ({ meeting: id, moves }, turn) => {
    const { doc } = await meetingRow(turn.store, turn.area.id, id);
    if (movesOf(doc) !== moves || !canBeCalledOff(turn, doc)) return bodyAnswer(turn, doc.body, overtaken);
    return { card: callingOffCard(doc, bodyOf(turn, doc.body), turn.area.id) };
  },
});

/** Off goes what was made for a turn; the turn then has no meeting, as with `calendar.skip`. */
export const off = command({
  verb: 'calendar.callOff',
  does: 'change',
  allowed: ['co-ordinator'],
  input: OfMeeting.extend({ moves: z.int().min(0), why: z.string().optional() }),
  run: async ({ meeting, moves, ...typed }, turn) => {
    const status = await callOff(turn, { meeting, moves, why: skipTyped(typed, turn) });
    const { doc } = await meetingRow(turn.store, turn.area.id, meeting);
    const said = done(`The meeting of ${inWords(doc.date)} is called off. What waited for it goes to the next.`);
    return bodyAnswer(turn, doc.body, status === 'called off' ? said : overtaken);
  },
});

export const agenda = command({
  verb: 'calendar.agenda',
  does: 'change',
  allowed: senders,
  input: OfMeeting,
  run: async ({ meeting }, turn) => {
    const status = await sendAgenda(turn, meeting);
    const { doc } = await meetingRow(turn.store, turn.area.id, meeting);
    const notice = status === 'posted' ? done(`The agenda of ${inWords(doc.date)} is in the channel.`) : overtaken;
    return bodyAnswer(turn, doc.body, notice);
  },
});

const posted = ({ minutes, agenda }: Awaited<ReturnType<typeof sendPapers>>): Notice => {
  const apart = agenda === 'apart' ? ' The agenda is no longer due with them, so it has not gone out.' : '';
  if (minutes === 'posted' && agenda === 'posted') return done('Minutes and agenda are in the channel.');
  if (minutes === 'posted') return done(`The minutes are in the channel.${apart}`);
  return agenda === 'posted' ? done('The agenda is in the channel; the minutes were there already.') : overtaken;
};

/** With the agenda of the next meeting, where both are due on one day. */
export const minutes = command({
  verb: 'calendar.minutes',
  does: 'change',
  allowed: senders,
  input: OfMeeting.extend({ agenda: Id.optional() }),
  run: async (of, turn) => {
    const notice = posted(await sendPapers(turn, of));
    return bodyAnswer(turn, (await meetingRow(turn.store, turn.area.id, of.meeting)).doc.body, notice);
  },
});

const attendingOf = (
  place: Pick<Place, 'scheme' | 'area'>,
  meeting: Meeting,
  person: PersonKey,
  more: { readonly notice?: Notice; readonly moved?: boolean } = {},
) => attendingCard(meeting, person, { scheme: schemeOf(place), area: place.area.id, ...more });

const attendingAnswer = async (turn: Turn, id: string, notice?: Notice): Promise<Answer> => {
  const { doc } = await meetingRow(turn.store, turn.area.id, id);
  return { card: attendingOf(turn, doc, turn.actor.person, notice && { notice }) };
};

export const attending = command({
  verb: 'calendar.attending',
  does: 'view',
  allowed: ['member', 'invitee'],
  input: OfMeeting,
  run: ({ meeting }, turn) => attendingAnswer(turn, meeting),
});

export const coming = command({
  verb: 'calendar.coming',
  does: 'change',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) => {
    const { status } = await comes(turn, meeting, version);
    return attendingAnswer(turn, meeting, status === 'recorded' ? done('Recorded: you are coming.') : overtaken);
  },
});

export const apologies = command({
  verb: 'calendar.apologies',
  does: 'change',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) => {
    const { status } = await apologise(turn, meeting, version);
    const said = done('Your apologies are recorded. You can still name a substitute.');
    return attendingAnswer(turn, meeting, status === 'recorded' ? said : overtaken);
  },
});

const telling = (view: string, mention: string, moved: boolean): Telling => ({
  view,
  mention,
  opens: (meeting) => ({ verb: attending.verb, data: { meeting } }),
  card: async (place, person, id) => {
    const { doc } = await meetingRow(place.store, place.area.id, id);
    if (doc.state !== 'planned') return undefined;
    const { name } = bodyOf(place, doc.body);
    return {
      card: attendingOf(place, doc, person, { moved }),
      summary: moved
        ? `${name}: moved to ${inWords(doc.date)}, ${doc.time}`
        : `Are you coming to the ${name} on ${inWords(doc.date)}?`,
    };
  },
});

export const asked = telling('attending', 'say whether you are coming to the next meeting.', false);
export const moved = telling('meeting moved', 'a meeting to which you are called has moved.', true);

export const calledOff: Telling = {
  view: 'meeting called off',
  mention: 'a meeting to which you are called is called off.',
  opens: (meeting) => ({ verb: attending.verb, data: { meeting } }),
  card: async (place, person, id) => {
    const { doc } = await meetingRow(place.store, place.area.id, id);
    return (
      doc.calledOff && {
        card: attendingOf(place, doc, person),
        summary: `${bodyOf(place, doc.body).name}: called off on ${inWords(doc.date)}`,
      }
    );
  },
};

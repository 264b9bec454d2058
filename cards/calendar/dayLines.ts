/** How what the calendar asks of somebody reads on their card of the day; nothing once it is settled. */

import { listed } from '../../services/actionIndex.ts';
import { answersOf, isTaken, meetingsUnderWay } from '../../services/calendarIndex.ts';
import type { CalendarItem } from '../../services/calendarItems.ts';
import { canBeCalledOff } from '../../services/callingOff.ts';
import { outsideOf } from '../../services/cases.ts';
import { inputsOn } from '../../services/inputs.ts';
import { Acknowledgements, ActionsBy, type Meeting, Meetings } from '../../services/model.ts';
import { movesOf } from '../../services/moving.ts';
import { partsOf } from '../../services/parts.ts';
import type { PersonKey } from '../../services/person.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { turnRow } from '../../services/turns.ts';
import { bodyOf } from '../../services/work.ts';
import type { Place } from '../command.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { type Button, button, count, dayInFull } from '../words.ts';

type About = { readonly place: Place; readonly reader: PersonKey; readonly today: Day };
type Item = CalendarItem & { readonly on: Day; readonly of: PersonKey };
type Of<Kind extends CalendarItem['kind']> = Item & { readonly kind: Kind };

/** By 17:00 of the day. */
const dueInWords = (on: Day, today: Day): string => {
  if (on === today) return 'due today by 17:00';
  return on < today ? `overdue since ${inWords(on)}` : `due by 17:00 on ${inWords(on)}`;
};

const block = (heading: string, lines: readonly Line[], buttons: readonly Button[]): Block => ({
  heading,
  lines,
  buttons,
});

const calendarButton = (body: string) => button('Calendar', 'calendar.body', { body, page: 1 });

const titleOf = (place: Place, { body, date }: Pick<Meeting, 'body' | 'date'>): string =>
  `${bodyOf(place, body).name}, ${dayInFull(date)}`;

const meetingOf = async ({ store, area }: Place, id: string) => (await store.get(area.id, Meetings, id))?.doc;

const making = async (place: Place, { body: id, turn, on }: Of<'meeting to make'>, today: Day) => {
  const said = await turnRow(place, id, turn);
  if (turn < today || said?.doc.skipped || isTaken(await meetingsUnderWay(place, id), turn)) return undefined;
  return block(
    `Meeting to be made: ${bodyOf(place, id).name}, ${dayInFull(turn)}`,
    [
      line(
        `by its rhythm it meets on this day, and nobody has made the meeting. The first date that hangs on it is ${on === today ? 'today' : inWords(on)}.`,
        'New meeting',
      ),
    ],
    [
      button('Make this meeting', 'calendar.planning', { body: id, turn }),
      button('No meeting this time', 'calendar.skipping', { body: id, turn, version: said?.version ?? 0 }),
      calendarButton(id),
    ],
  );
};

const holding = (place: Place, meeting: Meeting) =>
  meeting.state === 'planned'
    ? block(
        `Not opened: ${titleOf(place, meeting)}`,
        [
          line(
            `its day is over and nobody opened it. Move it to the day on which it is held${canBeCalledOff(place, meeting) ? '; if it is not held, call it off' : ''}.`,
            'Meeting',
          ),
        ],
        [
          button('Move it', 'calendar.moving', { meeting: meeting.id, moves: movesOf(meeting) }),
          ...(canBeCalledOff(place, meeting)
            ? [button('Call it off', 'calendar.callingOff', { meeting: meeting.id, moves: movesOf(meeting) })]
            : []),
          calendarButton(meeting.body),
        ],
      )
    : undefined;

const agendaBlock = (place: Place, meeting: Meeting, on: Day, today: Day) =>
  meeting.agendaPostedAt || meeting.state !== 'planned'
    ? undefined
    : block(
        `Agenda: ${titleOf(place, meeting)}`,
        [line(`${dueInWords(on, today)}; it takes what is submitted and due by then.`, 'Agenda and papers')],
        [button('Post the agenda', 'calendar.agenda', { meeting: meeting.id }), calendarButton(meeting.body)],
      );

const minutesBlock = async (place: Place, meeting: Meeting, { agenda, on }: Of<'minutes'>, today: Day) => {
  const next = agenda ? await meetingOf(place, agenda) : undefined;
  const open = next && !next.agendaPostedAt && next.state === 'planned' ? next : undefined;
  if (meeting.minutesPostedAt) return open && agendaBlock(place, open, on, today);
  const heading = open
    ? `Minutes of ${inWords(meeting.date)} and agenda of ${inWords(open.date)}: ${bodyOf(place, meeting.body).name}`
    : `Minutes: ${titleOf(place, meeting)}`;
  if (meeting.state !== 'closed')
    return block(
      heading,
      [line(`${dueInWords(on, today)}; they are final when the meeting is closed, and it is still open.`, 'Minutes')],
      [button('Show the meeting', 'meeting.view', { meeting: meeting.id })],
    );
  return block(
    heading,
    [line(`${dueInWords(on, today)}.`, open ? 'Together' : 'Minutes')],
    [
      button(open ? 'Post minutes and agenda' : 'Post the minutes', 'calendar.minutes', {
        meeting: meeting.id,
        ...(open && { agenda: open.id }),
      }),
      button('Read the minutes', 'minutes.view', { meeting: meeting.id, page: 1 }),
      calendarButton(meeting.body),
    ],
  );
};

/** Answers that the block opens; the others come up once these are settled. */
const MOST_OPENED = 5;

const answersBlock = async (place: Place, meeting: Meeting) => {
  const open = (await answersOf(place, meeting.id)).filter(({ receivedAt }) => !receivedAt);
  if (open.length === 0) return undefined;
  return block(
    `Answers to referrals: ${titleOf(place, meeting)}`,
    [
      line(
        `${open.map(({ referral }) => referral).join(', ')}. Each referrer is reminded until they say that it arrived; whoever cannot say so here can tell you.`,
        `${count(open.length, 'answer')} not confirmed as received`,
      ),
    ],
    [
      ...open
        .slice(0, MOST_OPENED)
        .map(({ referral }) =>
          button(`Answer to ${referral}`, 'acknowledgement.view', { referral, meeting: meeting.id }),
        ),
      calendarButton(meeting.body),
    ],
  );
};

const answerBlock = async ({ store, area }: Place, meeting: Meeting, { referral }: Of<'answer'>) => {
  const doc = (await store.get(area.id, Acknowledgements, referral))?.doc;
  if (!doc || doc.meeting !== meeting.id || doc.receivedAt) return undefined;
  return block(
    `Answer to ${referral}`,
    [
      line(
        `it was sent when the meeting of ${inWords(meeting.date)} closed. Say that it has arrived.`,
        'Not confirmed as received',
      ),
    ],
    [button('Open the answer', 'acknowledgement.view', { referral, meeting: meeting.id })],
  );
};

/** Actions that the block names, by reference only: it may stand on the card of a stand-in. */
const MOST = 10;

const arisingBlock = async (place: Place, meeting: Meeting, { of }: Of<'arising'>) => {
  const rows = await place.store.list(place.area.id, ActionsBy, listed.owner(of));
  const open = rows.map(({ doc }) => doc).filter(({ body }) => body === meeting.body);
  if (open.length === 0 || meeting.state === 'closed') return undefined;
  return block(
    `Matters arising: ${titleOf(place, meeting)}`,
    [
      line('say how they stand before the meeting.', `${count(open.length, 'open action')} of yours`),
      ...open.slice(0, MOST).map(({ ref, due }) => line(`by ${inWords(due)}.`, ref)),
    ],
    [button('My actions', 'action.mine', {})],
  );
};

const inputBlock = async ({ place, reader, today }: About, meeting: Meeting, { cases, of }: Of<'input'>) => {
  const outside = await outsideOf(place, cases, reader);
  const seats = meeting.seats.filter(({ holder }) => holder === of).map(({ agency }) => agency);
  const without = await Promise.all(
    cases.map(async (ref) => {
      if (outside.has(ref)) return [];
      const given = await inputsOn(place, ref, meeting.id);
      return given.some(({ doc }) => doc.by === of || seats.includes(doc.agency)) ? [] : [ref];
    }),
  );
  const open = without.flat();
  if (open.length === 0 || meeting.state === 'closed') return undefined;
  return block(
    `Input of your agency: ${titleOf(place, meeting)}`,
    [
      line(
        `${open.join(', ')}: ${today === meeting.date ? 'the meeting is today.' : 'give it before the meeting.'}`,
        'Not given yet',
      ),
    ],
    [button('Agenda', 'agenda.view', { meeting: meeting.id, page: 1 })],
  );
};

const partBlock = async (place: Place, meeting: Meeting, { seat, on }: Of<'part'>, today: Day) => {
  const part = (await partsOf(place, meeting)).find((one) => one.seat === seat);
  if (!part || part.ready || meeting.state !== 'planned') return undefined;
  return block(
    `Your part: ${titleOf(place, meeting)}`,
    [line(`${part.part}: ready ${on === today ? 'today' : `by ${inWords(on)}`}.`, 'To be given')],
    [
      button('It is ready', 'calendar.part', { meeting: meeting.id, seat, version: part.version, ready: true }),
      button('Agenda', 'agenda.view', { meeting: meeting.id, page: 1 }),
    ],
  );
};

export const calendarBlock = async (about: About, item: Item): Promise<Block | undefined> => {
  const { place, today } = about;
  if (item.kind === 'meeting to make') return making(place, item, today);
  const meeting = await meetingOf(place, item.meeting);
  if (!meeting) return undefined;
  switch (item.kind) {
    case 'meeting to hold':
      return holding(place, meeting);
    case 'agenda':
      return agendaBlock(place, meeting, item.on, today);
    case 'minutes':
      return minutesBlock(place, meeting, item, today);
    case 'answers':
      return answersBlock(place, meeting);
    case 'answer':
      return answerBlock(place, meeting, item);
    case 'arising':
      return arisingBlock(place, meeting, item);
    case 'input':
      return inputBlock(about, meeting, item);
    case 'part':
      return partBlock(place, meeting, item, today);
  }
};

/** The calendar of the bodies: what meets when, what hangs on each meeting, and how far that has come. */

import { hasAnswered } from '../../services/attendance.ts';
import type { BodyCalendar, Planned } from '../../services/calendar.ts';
import { movesOf, seatedAt } from '../../services/moving.ts';
import type { Standing } from '../../services/rules/chainStanding.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { seatName } from '../../services/work.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, dayInFull, type Notice } from '../words.ts';
import { linkInWords, standingInWords } from './words.ts';

/** Who looks: a co-ordinator moves and makes meetings; a co-ordinator or the chair sends out papers. */
export type Reader = { readonly coordinator: boolean; readonly chairs: boolean };

const undone = ({ how }: Standing): boolean => how === 'late' || how === 'ahead';

/** What is late, and what comes next. */
const dueOf = ({ chain }: Planned): Standing[] => {
  const next = chain.find(({ how }) => how === 'ahead');
  return [...chain.filter(({ how }) => how === 'late'), ...(next ? [next] : [])];
};

const whenInWords = ({ date, time, meeting }: Planned): string =>
  meeting ? `${dayInFull(date)}, ${time}, ${meeting.place}` : `${dayInFull(date)}, ${time}: still to be made`;

const overviewBlock = ({ body, held, ahead }: BodyCalendar): Block => {
  const [next] = ahead;
  const open = held.filter(({ chain }) => chain.some(undone));
  return {
    heading: body.name,
    lines: [
      ...(next ? [line(`${whenInWords(next)}.`, 'Next')] : [line('No meeting follows from its rhythm.')]),
      ...(next ? standingLines(next, dueOf(next)) : []),
      ...open.map((one) => line(`${leftOf(one)}.`, `Open of ${inWords(one.date)}`)),
    ],
    buttons: [button(`Calendar: ${body.name}`, 'calendar.body', { body: body.id, page: 1 })],
  };
};

const leftOf = ({ chain }: Planned): string =>
  chain
    .filter(undone)
    .map(({ what }) => linkInWords[what].toLowerCase())
    .join('; ');

export const calendarCard = (bodies: readonly BodyCalendar[], { area, page }: { area: string; page: number }): Card =>
  sheet({
    heading: 'Calendar',
    intro: ['The next meeting of each body and what is due for it first. Only you see this.'],
    blocks: bodies.map(overviewBlock),
    buttons: [],
    page,
    turn: (title, to) => button(title, 'calendar.view', { page: to }),
    area,
  });

const goesWith = (planned: Planned, { what }: Standing): string | undefined => {
  if (what === 'minutes' && planned.with) return `together with the agenda of ${inWords(planned.with.date)}`;
  if (what === 'agenda' && planned.after) return `together with the minutes of ${inWords(planned.after.date)}`;
  return undefined;
};

const movedLine = ({ meeting }: Planned): Line[] => {
  const last = meeting?.moved?.at(-1);
  return last ? [line(`${dayInFull(last.from.date)}, ${last.from.time}. ${last.why}`, 'Moved from')] : [];
};

const papersButtons = ({ meeting, with: next }: Planned): Button[] => {
  if (!meeting) return [];
  if (meeting.state === 'closed')
    return meeting.minutesPostedAt
      ? []
      : [
          button(next ? 'Post minutes and agenda' : 'Post the minutes', 'calendar.minutes', {
            meeting: meeting.id,
            ...(next && { agenda: next.id }),
          }),
        ];
  return meeting.agendaPostedAt ? [] : [button('Post the agenda', 'calendar.agenda', { meeting: meeting.id })];
};

const buttonsOf = (planned: Planned, body: string, { coordinator, chairs }: Reader): Button[] => {
  const { meeting, date } = planned;
  if (!meeting) return coordinator ? [button('Make this meeting', 'calendar.planning', { body, turn: date })] : [];
  return [
    ...(coordinator || chairs ? papersButtons(planned) : []),
    ...(coordinator && meeting.state === 'planned'
      ? [button('Move it', 'calendar.moving', { meeting: meeting.id, moves: movesOf(meeting) })]
      : []),
    meeting.state === 'closed'
      ? button('Minutes', 'minutes.view', { meeting: meeting.id, page: 1 })
      : button('Show the meeting', 'meeting.view', { meeting: meeting.id }),
  ];
};

const standingLines = (planned: Planned, chain: readonly Standing[]): Line[] =>
  chain.map((standing) => line(standingInWords(standing, goesWith(planned, standing)), linkInWords[standing.what]));

const datesButton = ({ meeting, date }: Planned, body: string): Button =>
  button('All its dates', 'calendar.dates', { body, ...(meeting ? { of: meeting.id } : { turn: date }) });

const meetingBlock = (planned: Planned, body: string, reader: Reader): Block => ({
  heading: plain(whenInWords(planned)),
  lines: [
    ...movedLine(planned),
    ...standingLines(planned, planned.meeting?.state === 'closed' ? planned.chain.filter(undone) : dueOf(planned)),
  ],
  buttons: [...buttonsOf(planned, body, reader), datesButton(planned, body)],
});

/** For those who run the paperwork: who is still to answer, and who is still to say that the answer has arrived. */
const awaitedLines = ({ meeting, unreceived = [] }: Planned, scheme: Scheme): Line[] => {
  const seats = meeting?.state === 'planned' ? seatedAt(meeting).filter(({ entry }) => !hasAnswered(entry)) : [];
  return [
    ...(seats.length > 0
      ? [
          line(
            `${seats.map(({ seat }) => seatName({ scheme }, seat)).join('; ')}.`,
            'Have not said whether they are coming',
          ),
        ]
      : []),
    ...(unreceived.length > 0 ? [line(`${unreceived.join(', ')}.`, 'Not received yet')] : []),
  ];
};

/** The whole chain of one meeting. */
export const datesCard = (
  planned: Planned,
  { body, scheme, reader, area }: { body: Body; scheme: Scheme; reader: Reader; area: string },
): Card =>
  sheet({
    heading: `${body.name}: what hangs on the meeting`,
    intro: [
      'Days are working days. They are counted back from the day of the meeting, or on from it; that day itself is not counted.',
    ],
    blocks: [
      {
        heading: plain(whenInWords(planned)),
        lines: [
          ...movedLine(planned),
          ...standingLines(planned, planned.chain),
          ...(reader.coordinator || reader.chairs ? awaitedLines(planned, scheme) : []),
        ],
        buttons: buttonsOf(planned, body.id, reader),
      },
    ],
    buttons: [button('Back to the calendar', 'calendar.body', { body: body.id, page: 1 })],
    area,
  });

export const bodyCard = (
  { body, held, ahead }: BodyCalendar,
  {
    reader,
    area,
    page,
    notice,
    channel,
  }: {
    readonly reader: Reader;
    readonly area: string;
    readonly page: number;
    readonly notice?: Notice | undefined;
    /** Whether the body has one. */
    readonly channel: boolean;
  },
): Card =>
  sheet({
    notice,
    heading: `Calendar: ${body.name}`,
    intro: [
      'What is still to be done of the last two meetings; of the next three, what is late and what comes next.',
      ...(channel
        ? []
        : [
            'It has no channel yet, so nobody is reminded of a meeting that is still to be made. Type “use this channel” in it.',
          ]),
    ],
    blocks: [...held.filter(({ chain }) => chain.some(undone)), ...ahead].map((planned) =>
      meetingBlock(planned, body.id, reader),
    ),
    buttons: [button('All bodies', 'calendar.view', { page: 1 })],
    page,
    turn: (title, to) => button(title, 'calendar.body', { body: body.id, page: to }),
    area,
  });

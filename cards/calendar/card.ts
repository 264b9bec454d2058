/** The calendar of the bodies: what meets when, what hangs on each meeting, and how far that has come. */

import type { BodyCalendar, Planned } from '../../services/calendar.ts';
import { movesOf, unansweredAt } from '../../services/moving.ts';
import type { SeatPart } from '../../services/parts.ts';
import type { Standing } from '../../services/rules/chainStanding.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { seatName } from '../../services/work.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, dayInFull, type Notice } from '../words.ts';
import { linkInWords, standingInWords } from './words.ts';

/** Who looks: a co-ordinator moves and makes meetings; a co-ordinator or the chair sends out papers. */
export type Reader = {
  readonly coordinator: boolean;
  readonly chairs: boolean;
  /** Whether it is this reader who says how a part stands. */
  readonly gives: (part: SeatPart) => boolean;
};

const undone = ({ how }: Standing): boolean => how === 'late' || how === 'ahead';

/** What is late, and what comes next. */
const dueOf = ({ chain }: Planned): Standing[] => {
  const next = chain.find(({ how }) => how === 'ahead');
  return [...chain.filter(({ how }) => how === 'late'), ...(next ? [next] : [])];
};

const whenInWords = ({ date, time, meeting, said }: Planned, { teamMeeting }: Body): string => {
  if (meeting) return `${dayInFull(date)}, ${time}, ${meeting.place}`;
  if (said?.doc.skipped)
    return `${dayInFull(date)}: ${said.doc.skipped.meeting ? 'called off' : 'no meeting this time'}`;
  return teamMeeting ? `${dayInFull(date)}, ${time}` : `${dayInFull(date)}, ${time}: still to be made`;
};

const isSkipped = ({ said }: Planned): boolean => said?.doc.skipped !== undefined;

const skippedLine = ({ said, none }: Planned): Line[] => {
  const skipped = said?.doc.skipped;
  return skipped && none
    ? [
        line(skipped.why, 'Reason'),
        line(`${none.by}, ${inWords(dayIn(new Date(skipped.at)))}.`, skipped.meeting ? 'Called off by' : 'Said by'),
      ]
    : [];
};

const overviewBlock = ({ body, held, ahead }: BodyCalendar): Block => {
  const next = ahead.find((one) => !isSkipped(one));
  const open = held.filter(({ chain }) => chain.some(undone));
  return {
    heading: body.name,
    lines: [
      ...ahead
        .filter(isSkipped)
        .map((one) => line(`${dayInFull(one.date)}.`, one.said?.doc.skipped?.meeting ? 'Called off' : 'No meeting')),
      ...(next ? [line(`${whenInWords(next, body)}.`, 'Next')] : [line('No meeting follows from its rhythm.')]),
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

/** Of a turn of the rhythm for which there is no meeting yet, or none. */
const turnButtons = ({ date, said, none }: Planned, { id, teamMeeting }: Body, coordinator: boolean): Button[] => {
  const list = teamMeeting ? [button('What is collected', 'team.view', { body: id })] : [];
  const off = said?.doc.skipped?.meeting;
  const was = off ? [button('Show the meeting', 'meeting.view', { meeting: off })] : [];
  if (!coordinator) return [...list, ...was];
  const press = { body: id, turn: date, version: said?.version ?? 0 };
  if (none) return [...(none.back ? [button('It meets after all', 'calendar.restore', press)] : []), ...was];
  return [
    ...list,
    button('Make this meeting', 'calendar.planning', { body: id, turn: date }),
    ...(teamMeeting ? [] : [button('No meeting this time', 'calendar.skipping', press)]),
  ];
};

const buttonsOf = (planned: Planned, body: Body, { coordinator, chairs }: Reader): Button[] => {
  const { meeting } = planned;
  if (!meeting) return turnButtons(planned, body, coordinator);
  return [
    ...(coordinator || chairs ? papersButtons(planned) : []),
    ...(coordinator && meeting.state === 'planned'
      ? [
          button('Move it', 'calendar.moving', { meeting: meeting.id, moves: movesOf(meeting) }),
          ...(body.teamMeeting
            ? []
            : [button('Call it off', 'calendar.callingOff', { meeting: meeting.id, moves: movesOf(meeting) })]),
        ]
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

const meetingBlock = (planned: Planned, body: Body, reader: Reader): Block => ({
  heading: plain(whenInWords(planned, body)),
  lines: [
    ...movedLine(planned),
    ...skippedLine(planned),
    ...standingLines(planned, planned.meeting?.state === 'closed' ? planned.chain.filter(undone) : dueOf(planned)),
  ],
  buttons: [...buttonsOf(planned, body, reader), ...(isSkipped(planned) ? [] : [datesButton(planned, body.id)])],
});

/** For those who run the paperwork: who is still to answer, and who is still to say that the answer has arrived. */
const awaitedLines = ({ meeting, parts = [], unreceived = [] }: Planned, scheme: Scheme): Line[] => {
  const seats = meeting?.state === 'planned' ? unansweredAt(meeting) : [];
  return [
    ...(seats.length > 0
      ? [
          line(
            `${seats.map(({ seat }) => seatName({ scheme }, seat)).join('; ')}.`,
            'Have not said whether they are coming',
          ),
        ]
      : []),
    ...(meeting?.state === 'planned'
      ? parts
          .filter(({ ready }) => !ready)
          .map(({ seat, part }) => line(`${seatName({ scheme }, seat)}. ${part}.`, 'Not ready yet'))
      : []),
    ...(unreceived.length > 0 ? [line(`${unreceived.join(', ')}.`, 'Not received yet')] : []),
  ];
};

/** Own parts of a meeting, ready or not. */
const partBlocks = ({ meeting, parts = [] }: Planned, { gives }: Reader, scheme: Scheme): Block[] =>
  meeting?.state === 'planned'
    ? parts.filter(gives).map(({ seat, part, ready, version }) => ({
        heading: plain(`Part of ${seatName({ scheme }, seat)}`),
        lines: [line(`${part}.`, ready ? 'Ready' : 'To be given')],
        buttons: [
          button(ready ? 'Not ready after all' : 'It is ready', 'calendar.part', {
            ...{ meeting: meeting.id, seat, version },
            ready: !ready,
          }),
        ],
      }))
    : [];

/** The whole chain of one meeting. */
export const datesCard = (
  planned: Planned,
  {
    body,
    scheme,
    reader,
    area,
    notice,
  }: { body: Body; scheme: Scheme; reader: Reader; area: string; notice?: Notice | undefined },
): Card =>
  sheet({
    notice,
    heading: `${body.name}: what hangs on the meeting`,
    intro: [
      'Days are working days. They are counted back from the day of the meeting, or on from it; that day itself is not counted.',
    ],
    blocks: [
      {
        heading: plain(whenInWords(planned, body)),
        lines: [
          ...movedLine(planned),
          ...skippedLine(planned),
          ...standingLines(planned, planned.chain),
          ...(reader.coordinator || reader.chairs ? awaitedLines(planned, scheme) : []),
        ],
        buttons: buttonsOf(planned, body, reader),
      },
      ...partBlocks(planned, reader, scheme),
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
      'What is still to be done of meetings that were held; of the next three, what is late and what comes next.',
      ...(channel || body.teamMeeting
        ? []
        : [
            'It has no channel yet, so nobody is reminded of a meeting that is still to be made. Type “use this channel” in it.',
          ]),
    ],
    blocks: [...held.filter(({ chain }) => chain.some(undone)), ...ahead].map((planned) =>
      meetingBlock(planned, body, reader),
    ),
    buttons: [button('All bodies', 'calendar.view', { page: 1 })],
    page,
    turn: (title, to) => button(title, 'calendar.body', { body: body.id, page: to }),
    area,
  });

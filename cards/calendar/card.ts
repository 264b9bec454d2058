/** The calendar of the bodies: what meets when, what hangs on each meeting, and how far that has come. */
import type { BodyCalendar, Planned } from '../../services/calendar.ts';
import { movesOf } from '../../services/moving.ts';
import type { Standing } from '../../services/rules/chainStanding.ts';
import { inWords } from '../../services/rules/days.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, dayInFull, type Notice } from '../words.ts';
import { linkInWords, standingInWords } from './words.ts';

/** Who looks: a co-ordinator moves and makes meetings; a co-ordinator or the chair sends out papers. */
export type Reader = { readonly coordinator: boolean; readonly chairs: boolean };

const undone = ({ how }: Standing): boolean => how === 'late' || how === 'ahead';

const nextOf = ({ chain }: Planned): Standing | undefined =>
  chain.find(({ how }) => how === 'late') ?? chain.find(undone);

const whenInWords = ({ date, time, meeting }: Planned): string =>
  meeting ? `${dayInFull(date)}, ${time}, ${meeting.place}` : `${dayInFull(date)}, ${time}: still to be made`;

const overviewBlock = ({ body, held, ahead }: BodyCalendar): Block => {
  const [next] = ahead;
  const open = held.filter(({ chain }) => chain.some(undone));
  const due = next && nextOf(next);
  return {
    heading: body.name,
    lines: [
      ...(next ? [line(`${whenInWords(next)}.`, 'Next')] : [line('No meeting follows from its rhythm.')]),
      ...(due ? [line(standingInWords(due), linkInWords[due.what])] : []),
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

const meetingBlock = (planned: Planned, body: string, reader: Reader): Block => ({
  heading: plain(whenInWords(planned)),
  lines: [
    ...movedLine(planned),
    ...planned.chain.map((standing) =>
      line(standingInWords(standing, goesWith(planned, standing)), linkInWords[standing.what]),
    ),
  ],
  buttons: buttonsOf(planned, body, reader),
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
      'What is still to be done of the last two meetings, and what hangs on the next three. Days are counted back from the meeting, and the meeting’s day is not counted.',
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

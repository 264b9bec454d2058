/** Whether somebody comes to a meeting: asked beforehand, and again when it has moved. */
import { attendanceOf, invitedTo, seatGivenUpBy, seatTakenBy } from '../../services/attendance.ts';
import type { Attendance, Meeting, PersonKey } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf, seatName } from '../../services/work.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, dayInFull, type Notice } from '../words.ts';

const answerInWords = ({ coming, apologies, substitute }: Attendance): string => {
  if (apologies) return 'you have sent apologies.';
  if (coming) return 'you have said that you are coming.';
  return substitute ? 'you sit for its holder. Say whether you are coming.' : 'none yet.';
};

const seatPart = (meeting: Meeting, person: PersonKey, scheme: Scheme): { lines: Line[]; buttons: Button[] } => {
  const seat = seatTakenBy(meeting, person);
  if (!seat) {
    const given = seatGivenUpBy(meeting, person);
    if (given)
      return { lines: [line(`your substitute sits for ${seatName({ scheme }, given)}.`, 'Your answer')], buttons: [] };
    const invited = meeting.items.some((item) => invitedTo(item).includes(person));
    return {
      lines: [line(invited ? 'you are invited for your item; the invitation stands.' : 'none.', 'Your seat')],
      buttons: [],
    };
  }
  const entry = attendanceOf(meeting, seat);
  const own = { meeting: meeting.id, version: entry.version };
  return {
    lines: [line(seatName({ scheme }, seat), 'Your seat'), line(answerInWords(entry), 'Your answer')],
    buttons:
      meeting.state === 'planned'
        ? [
            ...(entry.coming ? [] : [button('I am coming', 'calendar.coming', own, { style: 'positive' })]),
            ...(entry.apologies ? [] : [button('Send apologies', 'calendar.apologies', own)]),
            button('Name a substitute', 'attendance.substitute', own),
          ]
        : [],
  };
};

const movedLines = ({ moved }: Meeting): Line[] => {
  const last = moved?.at(-1);
  if (!last) return [];
  return [
    line(`${dayInFull(last.from.date)}, ${last.from.time}, ${last.from.place}`, 'Moved from'),
    line(last.why, 'Reason'),
  ];
};

const calledOffCard = (meeting: Meeting, person: PersonKey, { name, area }: { name: string; area: string }): Card =>
  sheet({
    heading: `Called off: ${name}, ${dayInFull(meeting.date)}`,
    intro: ['The meeting does not take place. What waited on its agenda goes to the next meeting.'],
    blocks: [
      {
        heading: 'The meeting',
        lines: [
          line(`${dayInFull(meeting.date)}, ${meeting.time}, ${meeting.place}`, 'When and where it was to be'),
          line(meeting.calledOff?.why ?? '', 'Reason'),
          ...(meeting.items.some((item) => item.since !== 'withdrawn' && invitedTo(item).includes(person))
            ? [
                line(
                  'you were invited for it. It goes to the next meeting, and you are invited again then.',
                  'Your item',
                ),
              ]
            : []),
        ],
        buttons: [],
      },
    ],
    buttons: [button('Show the meeting', 'meeting.view', { meeting: meeting.id })],
    area,
  });

export const attendingCard = (
  meeting: Meeting,
  person: PersonKey,
  {
    scheme,
    area,
    notice,
    moved = false,
  }: {
    readonly scheme: Scheme;
    readonly area: string;
    readonly notice?: Notice | undefined;
    /** Whether this tells of the move. */
    readonly moved?: boolean;
  },
): Card => {
  const { name } = bodyOf({ scheme }, meeting.body);
  if (meeting.calledOff) return calledOffCard(meeting, person, { name, area });
  const { lines, buttons } = seatPart(meeting, person, scheme);
  const asks = buttons.length > 0;
  return sheet({
    notice,
    heading: moved
      ? `Moved: ${name}, ${dayInFull(meeting.date)}`
      : `Are you coming? ${name}, ${dayInFull(meeting.date)}`,
    intro: [
      moved
        ? `The meeting has moved.${asks ? ' Say whether you are coming on the new day: whoever had said so is asked again.' : ''}`
        : 'Members come in person. If you cannot, name a colleague of your agency and brief them.',
    ],
    blocks: [
      {
        heading: 'The meeting',
        lines: [
          line(`${dayInFull(meeting.date)}, ${meeting.time}, ${meeting.place}`, 'When and where'),
          ...movedLines(meeting),
          ...lines,
        ],
        buttons,
      },
    ],
    buttons: [button('Show the meeting', 'meeting.view', { meeting: meeting.id })],
    area,
  });
};

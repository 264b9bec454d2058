/** A meeting: who is here by agency, whether that is a quorum, who chairs; for one person also what they can do. */
import { attendanceOf, invitedTo, isPresent, quorumOf, seatGivenUpBy, seatTakenBy } from '../../services/attendance.ts';
import { chairing } from '../../services/chairing.ts';
import type { Chairing, Meeting, PersonKey } from '../../services/model.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Scheme, SeatId } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { type Card, plain, render } from '../render.ts';
import {
  type Button,
  button,
  clock,
  count,
  dayInFull,
  type List,
  list,
  listed,
  type Notice,
  notices,
} from '../words.ts';
import template from './template.json' with { type: 'json' };

export type MeetingCard = {
  notice: readonly Notice[];
  heading: string;
  when: string;
  state: string;
  quorum: readonly { text: string }[];
  facts: readonly { title: string; value: string }[];
  lists: readonly List[];
  mine: readonly { text: string }[];
  buttons: readonly Button[];
  chairButtons: readonly Button[];
};

export type MeetingView = {
  readonly meeting: Meeting;
  readonly scheme: Scheme;
  readonly area: string;
  /** Whose view; the channel's own when nobody's. */
  readonly viewer?: { readonly person: PersonKey; readonly coordinator: boolean };
  /** Their name, never in a channel. */
  readonly calledOffBy?: string | undefined;
  readonly notice?: Notice | undefined;
  readonly refresh?: readonly string[];
};

const stateInWords = ({ meeting, calledOffBy }: MeetingView): string => {
  const { calledOff } = meeting;
  if (calledOff)
    return `Called off on ${inWords(dayIn(new Date(calledOff.at)))}${calledOffBy ? ` by ${plain(calledOffBy)}` : ''}: ${plain(calledOff.why)}. What waited for it goes to the next meeting.`;
  switch (meeting.state) {
    case 'planned':
      return 'Not open yet.';
    case 'open':
      return `Open since ${meeting.openedAt ? clock(meeting.openedAt) : ''}.`;
    case 'closed':
      return `Closed at ${meeting.closedAt ? clock(meeting.closedAt) : ''}. Minutes and acknowledgements are final.`;
  }
};

const quorumInWords = (meeting: Meeting): string => {
  const { present, needed, status } = quorumOf(meeting);
  const here = count(present.length, 'agency is here', 'agencies are here');
  if (needed === null) return `${here}. This body needs no quorum.`;
  if (status === 'quorate') return `Quorum reached: ${here}, ${needed} needed.`;
  const few = present.length === 0 ? 'none is here' : `${present.length} ${present.length === 1 ? 'is' : 'are'} here`;
  return `No quorum${meeting.state === 'planned' ? ' yet' : ''}: ${count(needed, 'agency is', 'agencies are')} needed and ${few}.`;
};

const ladderWords: Record<Chairing['by'], string> = {
  chair: 'the chair’s seat',
  'vice-chair': 'the vice-chair',
  senior: 'the senior police or council representative here',
};

/** Seats whose holder has left the team: by post, never by name. */
export const vacantSeats = (meeting: Meeting, scheme: Scheme): string[] =>
  meeting.state === 'closed'
    ? []
    : meeting.seats.filter(({ vacated }) => vacated).map(({ seat }) => seatName({ scheme }, seat));

const facts = ({ meeting, scheme }: MeetingView): MeetingCard['facts'] => {
  const { current } =
    meeting.state === 'closed'
      ? { current: meeting.chairs.findLast((chair) => !chair.item) }
      : chairing(scheme, meeting);
  const invited = meeting.invitees.filter(isPresent).length;
  const vacant = vacantSeats(meeting, scheme);
  return [
    {
      title: 'Chair',
      value: current ? `${seatName({ scheme }, current.seat)} (${ladderWords[current.by]})` : 'not confirmed yet',
    },
    ...(vacant.length > 0 ? [{ title: 'Without a holder', value: listed(vacant) }] : []),
    ...(invited > 0 ? [{ title: 'Invited', value: `${count(invited, 'person', 'people')} here, without a vote` }] : []),
  ];
};

const lists = ({ meeting, scheme }: MeetingView): MeetingCard['lists'] => {
  const { present, missing } = quorumOf(meeting);
  const seatsOf = (agency: string) =>
    meeting.seats.filter((place) => place.agency === agency).map(({ seat }) => attendanceOf(meeting, seat));
  const here = present.map((agency) => {
    const people = seatsOf(agency).filter(isPresent).length;
    return `${agencyName({ scheme }, agency)}${people > 1 ? ` (${people} people)` : ''}`;
  });
  const awaited = missing.filter((agency) => !seatsOf(agency).every((entry) => entry.apologies));
  const seats = (some: Meeting['attendance']) => some.map(({ seat }) => seatName({ scheme }, seat));
  const excused = seats(meeting.attendance.filter((entry) => entry.apologies && !isPresent(entry)));
  const substitutes = seats(meeting.attendance.filter((entry) => entry.substitute));
  const coming = seats(meeting.attendance.filter((entry) => entry.coming && !isPresent(entry)));
  return [
    ...(meeting.state === 'closed'
      ? []
      : [
          list('Here', here, 'nobody yet'),
          list(
            'Not here yet',
            awaited.map((agency) => agencyName({ scheme }, agency)),
            'none',
          ),
        ]),
    ...(meeting.state === 'planned' && coming.length > 0 ? [list('Have said that they are coming', coming)] : []),
    ...(excused.length > 0 ? [list('Apologies', excused)] : []),
    ...(substitutes.length > 0 ? [list('Substitutes', substitutes)] : []),
  ];
};

const answered = ({ apologies, coming }: Meeting['attendance'][number]): string => {
  if (apologies) return 'You have sent apologies.';
  return coming ? 'You have said that you are coming.' : 'You are not marked as here.';
};

const movedInWords = ({ moved }: Meeting): string => {
  const from = moved?.at(-1)?.from;
  return from ? `. Moved from ${dayInFull(from.date)}, ${from.time}, ${plain(from.place)}` : '';
};

const isChairsSeat = (scheme: Scheme, { body }: Meeting, id: SeatId): boolean =>
  bodyOf({ scheme }, body).seats.some((seat) => seat.id === id && seat.chair);

const ownPart = ({ meeting, scheme, viewer }: MeetingView): Pick<MeetingCard, 'mine' | 'buttons' | 'chairButtons'> => {
  const id = meeting.id;
  const agenda = button('Agenda', 'agenda.view', { meeting: id, page: 1 });
  const minutes = button('Minutes', 'minutes.view', { meeting: id, page: 1 });
  if (meeting.state === 'closed')
    return { mine: [], buttons: meeting.calledOff ? [agenda] : [minutes], chairButtons: [] };
  if (!viewer)
    return {
      mine: [],
      buttons: [
        button('I am here', 'meeting.here', { meeting: id, version: 0 }, { style: 'positive' }),
        button('Send apologies', 'meeting.apologies', { meeting: id, version: 0 }),
        button('Show my view', 'meeting.view', { meeting: id }),
      ],
      chairButtons: [],
    };
  const seat = seatTakenBy(meeting, viewer.person);
  const entry = seat === undefined ? undefined : attendanceOf(meeting, seat);
  const { current, next } = chairing(scheme, meeting);
  const isChair = current?.person === viewer.person;
  const isNext = next?.person === viewer.person;
  const own = { meeting: id, version: entry?.version ?? 0 };
  const invitee = meeting.invitees.find((candidate) => candidate.person === viewer.person);
  const isInvited = meeting.items.some((item) => invitedTo(item).includes(viewer.person));
  const given = seatGivenUpBy(meeting, viewer.person);
  const mine = ((): string => {
    if (entry && seat) {
      const { from } = entry.periods.at(-1) ?? {};
      const as = `${seatName({ scheme }, seat)}${entry.substitute ? ', as a substitute' : ''}`;
      if (isPresent(entry) && from)
        return `Your seat: ${as}. You have been here since ${clock(from)}.${isChair ? ' You chair this meeting.' : ''}`;
      const chairs = meeting.state === 'planned' && !entry.substitute && isChairsSeat(scheme, meeting, seat);
      if (chairs) return `Your seat: ${as}. Press “I am here”; then you can open the meeting.`;
      return `Your seat: ${as}. ${answered(entry)}`;
    }
    if (given) return `Your substitute sits for ${seatName({ scheme }, given)} at this meeting.`;
    const since = invitee && isPresent(invitee) ? invitee.periods.at(-1)?.from : undefined;
    return since
      ? `You have been here for your item since ${clock(since)}, without a vote.`
      : isInvited
        ? 'You are invited for your item. Say that you are here when you come; invitees speak to their item and do not vote.'
        : 'You have no seat at this meeting.';
  })();
  const seatButtons = entry
    ? isPresent(entry)
      ? [button('I am leaving', 'meeting.leave', own)]
      : [
          button('I am here', 'meeting.here', own, { style: 'positive' }),
          ...(entry.apologies ? [] : [button('Send apologies', 'meeting.apologies', own)]),
          button('Name a substitute', 'attendance.substitute', own),
        ]
    : given || !isInvited
      ? []
      : [
          button(invitee && isPresent(invitee) ? 'I am leaving' : 'I am here for my item', 'meeting.invited', {
            meeting: id,
            version: invitee?.version ?? 0,
          }),
        ];
  const mayChair = isChair || isNext;
  const chairButtons = [
    ...(mayChair && meeting.state === 'planned'
      ? [
          button(
            isChair ? 'Open the meeting' : 'Take the chair and open',
            'meeting.open',
            { meeting: id },
            { style: 'positive' },
          ),
        ]
      : []),
    ...(isNext && meeting.state === 'open' ? [button('Take the chair', 'meeting.chair', { meeting: id })] : []),
    ...(isChair || viewer.coordinator ? [button('Mark somebody', 'attendance.marking', { meeting: id })] : []),
    ...(isChair && meeting.state === 'open' ? [button('Close the meeting', 'meeting.close', { meeting: id })] : []),
  ];
  return {
    mine: [{ text: mine }],
    buttons: [...seatButtons, agenda, ...(meeting.state === 'open' ? [minutes] : [])],
    chairButtons,
  };
};

export const meetingTitle = (meeting: Meeting, scheme: Scheme): string =>
  `${bodyOf({ scheme }, meeting.body).name}, ${dayInFull(meeting.date)}`;

export const meetingCard = (view: MeetingView): Card => {
  const { meeting, scheme } = view;
  const data = {
    notice: notices(view.notice),
    heading: meetingTitle(meeting, scheme),
    when: `${meeting.time}, ${plain(meeting.place)}${movedInWords(meeting)}`,
    state: stateInWords(view),
    quorum: meeting.state === 'closed' ? [] : [{ text: quorumInWords(meeting) }],
    facts: meeting.calledOff ? [] : facts(view),
    lists: lists(view),
    ...ownPart(view),
  } satisfies MeetingCard;
  return render(template, data, {
    area: view.area,
    refresh: view.refresh && { verb: 'meeting.view', data: { meeting: meeting.id }, userIds: view.refresh },
  });
};

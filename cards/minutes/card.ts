/** The minutes, in pages: with references only where they stand in a channel, with what people typed in personal chat. */
import { isAside, seatTakenBy } from '../../services/attendance.ts';
import type { MinutedItem, MinutedMotion, Minutes } from '../../services/minutes.ts';
import type { AgendaItem, Chairing, Decision, Period, PersonKey } from '../../services/model.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import type { Ballot } from '../../services/voteModel.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { aboutOf, itemNamed } from '../agenda/card.ts';
import { interventionLine } from '../decision/card.ts';
import { basisInWords, colourLines, decidedInWords, type Line, line, scoreLines } from '../decision/words.ts';
import { type Card, pages, plain, render } from '../render.ts';
import { outcomeInWords, withoutOf } from '../review/words.ts';
import { ruleInWords } from '../vote/card.ts';
import { type Button, button, clock, count, dayInFull, moment, stopped } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type MinutesCard = {
  heading: string;
  state: string;
  page: string;
  note: readonly { text: string }[];
  sections: readonly { heading: string; lines: readonly Line[] }[];
  buttons: readonly Button[];
};

type View = {
  readonly minutes: Minutes;
  readonly scheme: Scheme;
  readonly area: string;
  readonly page: number;
  /** Whose own copy it is; it stands in a channel, for everybody, when nobody's. */
  readonly reader?: PersonKey;
  /** The body's meeting before this one. */
  readonly before?: string | undefined;
};

/** A line and the section it stands in: a section that runs over a page has its heading there again. */
type Entry = { readonly section: string; readonly line: Line };

const times = (periods: readonly Period[]): string =>
  periods.map(({ from, to }) => `${clock(from)} to ${to ? clock(to) : 'now'}`).join(', ');

const wayToChair: Record<Chairing['by'], string> = {
  chair: 'as the chair',
  'vice-chair': 'as vice-chair, the chair being away or standing aside',
  senior: 'as the senior police or council representative present',
};

const attendanceLines = ({ present, apologies, absent, invitees }: Minutes, scheme: Scheme): Line[] => [
  ...present.map(({ agency, people }) =>
    line(
      agencyName({ scheme }, agency),
      people
        .map(({ seat, name, substitute, periods }) => {
          const post = seatName({ scheme }, seat).slice(agencyName({ scheme }, agency).length + 2);
          return `${name} (${post}${substitute ? ', substitute' : ''}), ${times(periods)}`;
        })
        .join('; '),
    ),
  ),
  ...(present.length === 0 ? [line('Present', 'nobody yet')] : []),
  line(
    'Apologies',
    apologies.length === 0
      ? 'none'
      : apologies.map(({ seat, name }) => `${seatName({ scheme }, seat)}${name ? ` (${name})` : ''}`).join('; '),
  ),
  ...(absent.length > 0
    ? [line('Agencies not present', absent.map((agency) => agencyName({ scheme }, agency)).join('; '))]
    : []),
  ...(invitees.length > 0
    ? [line('Invited for an item', invitees.map(({ name, periods }) => `${name}, ${times(periods)}`).join('; '))]
    : []),
];

const chairLines = ({ chairs, items }: Minutes, scheme: Scheme): Line[] =>
  chairs.map(({ seat, name, by, item, at }) => {
    const about = items.find((candidate) => candidate.item.id === item);
    const what = about?.outside ? 'one item' : about ? itemName(about.item) : item;
    return line(
      `From ${clock(at)}${item ? `, for ${what} only` : ''}`,
      `${name} (${seatName({ scheme }, seat)}), ${wayToChair[by]}`,
    );
  });

const quorumLines = ({ meeting }: Minutes): Line[] => [
  line('Needed', meeting.quorum === null ? 'none for this body' : count(meeting.quorum, 'agency', 'agencies')),
  ...(meeting.quorum === null
    ? []
    : [
        line(
          'Lost',
          meeting.quorumLost.length === 0 ? 'at no time while the meeting was open' : times(meeting.quorumLost),
        ),
      ]),
];

const itemName = (item: AgendaItem): string => {
  const about = aboutOf(item);
  return item.referral ?? `${itemNamed(item)}${about ? ` ${about}` : ''}`;
};

const settledLine = ({ outcome, how, why }: NonNullable<AgendaItem['settled']>): Line => {
  const by = { agreed: 'by agreement', chair: 'by the chair on disagreement', selected: 'by the agency that selects' };
  return line(
    'Proposal',
    `${outcome === 'carried' ? 'carried' : 'not carried'}, ${by[how]}${why ? `. Reasons: ${why}` : ''}`,
  );
};

const reviewLines = (review: NonNullable<AgendaItem['review']>, scheme: Scheme, typed: boolean): Line[] => [
  line('Outcome', outcomeInWords(review)),
  ...(withoutOf(review).length > 0
    ? [
        line(
          'Gave no input',
          withoutOf(review)
            .map((agency) => agencyName({ scheme }, agency))
            .join('; '),
        ),
      ]
    : []),
  ...(typed ? [line('In words', review.why)] : []),
];

const voter = (scheme: Scheme, { seats, agency }: Ballot): string =>
  seats.length === 1 && seats[0] ? seatName({ scheme }, seats[0]) : agencyName({ scheme }, agency);

const ballotLines = ({ ballots }: MinutedMotion, scheme: Scheme, typed: boolean): Line[] => {
  const some = (label: string, few: readonly Ballot[]) =>
    few.length === 0 ? [] : [line(`${label} (${few.length})`, few.map((ballot) => voter(scheme, ballot)).join('; '))];
  const voting = ballots.filter((ballot) => !ballot.aside);
  return [
    ...some(
      'For',
      voting.filter(({ choice }) => choice === 'for'),
    ),
    ...some(
      'Against',
      voting.filter(({ choice }) => choice === 'against'),
    ),
    ...some(
      'Abstained',
      voting.filter(({ choice }) => choice === 'abstain'),
    ),
    ...some(
      'Present, did not vote',
      voting.filter(({ choice, sitter }) => !choice && sitter),
    ),
    ...some(
      'Stood aside',
      ballots.filter(({ aside }) => aside),
    ),
    ...(typed
      ? voting.flatMap((ballot) => (ballot.reason ? [line(`Reason of ${voter(scheme, ballot)}`, ballot.reason)] : []))
      : []),
  ];
};

const results: Record<NonNullable<MinutedMotion['motion']['result']>['status'], string> = {
  carried: 'Carried',
  lost: 'Lost',
  'goes back': 'Equal: goes back for more evidence',
};

const motionLines = (minuted: MinutedMotion, scheme: Scheme, typed: boolean): Line[] => {
  const { motion } = minuted;
  const put = line('Motion', `${stopped(motion.question)} Put at ${clock(motion.openedAt)}.`);
  switch (motion.state) {
    case 'open':
      return [put, line('Vote', 'still open')];
    case 'tied':
      return [put, line('Vote', 'equal; the casting vote is awaited')];
    case 'abandoned':
      return [
        put,
        line('Vote', 'deferred by the chair for lack of a quorum, without a result; these ballots had been given'),
        ...ballotLines(minuted, scheme, typed),
      ];
    case 'closed':
      return [
        put,
        ...ballotLines(minuted, scheme, typed),
        ...(motion.casting
          ? [
              line(
                'Casting vote',
                `${motion.casting.choice}, by the chair (${seatName({ scheme }, motion.casting.seat)}), besides the chair’s own ballot`,
              ),
            ]
          : []),
        line('Result', `${results[motion.result?.status ?? 'lost']}. ${ruleInWords(motion)}`),
      ];
  }
};

const decisionLines = (decision: Decision, minutes: Minutes, body: Body, scheme: Scheme, typed: boolean): Line[] => {
  const { leadProfessional, policeContact, reviewOn, reasons, alternatives, wanted, interventions } = decision;
  const called = (person: PersonKey) => minutes.names.get(person) ?? 'somebody who has left the team';
  const rule = ruleFor(minutes.meeting.voting, 'adopt');
  return [
    line('Decision', `${decidedInWords(scheme, body, decision)}, ${basisInWords(scheme, rule, decision)}`),
    ...(leadProfessional ? [line('Lead professional', called(leadProfessional))] : []),
    ...(policeContact ? [line('Police contact', called(policeContact))] : []),
    ...(reviewOn ? [line('Review on', inWords(reviewOn))] : []),
    ...(typed ? [...scoreLines(decision), ...colourLines(decision)] : []),
    ...(typed && reasons ? [line('Reasons', reasons)] : []),
    ...(typed && alternatives ? [line('Suggested alternatives', alternatives)] : []),
    ...(typed && wanted ? [line('Wanted', wanted)] : []),
    ...interventions.map((each, at) =>
      typed
        ? actionLine(interventionLine(scheme, each, at))
        : line(`Action ${at + 1}`, `${seatName({ scheme }, each.seat)}, by ${inWords(each.due)}`),
    ),
  ];
};

const actionLine = ({ label, text }: Line): Line => ({ label: `Action ${label}`, text });

const itemLines = (minuted: MinutedItem, view: View, body: Body): Line[] => {
  const { minutes, scheme, reader } = view;
  if (minuted.outside) return [line('Left out', 'it is open to named people only')];
  const { item, motions, decision } = minuted;
  const seat = reader && seatTakenBy(minutes.meeting, reader);
  const barred = item.aside.some(({ person }) => person === reader) || (seat !== undefined && isAside(item, seat));
  const typed = reader !== undefined && !barred;
  const found = [
    ...(item.late ? [line('Late item', 'admitted by the chair after the agenda had gone out')] : []),
    ...item.aside.map(({ seat: aside, at }) =>
      line('Interest declared', `${seatName({ scheme }, aside)}, at ${clock(at)}; stood aside`),
    ),
    ...motions.flatMap((motion) => motionLines(motion, scheme, typed)),
    ...(item.review ? reviewLines(item.review, scheme, typed) : []),
    ...(item.settled ? [settledLine(typed ? item.settled : { ...item.settled, why: undefined })] : []),
    ...(decision ? decisionLines(decision, minutes, body, scheme, typed) : []),
    ...(reader && barred
      ? [line('Left out', 'you stood aside from this item, so its papers are not shown to you')]
      : []),
  ];
  if (found.length > 0) return found;
  const outcome = item.referral ? 'no decision' : item.state === 'done' ? 'dealt with' : 'not reached';
  return [line('Outcome', minutes.final || item.state === 'done' ? outcome : 'not reached yet')];
};

const titleOf = ({ item, outside }: MinutedItem): string => {
  if (outside) return 'An item that is not open here';
  return item.referral ? `Referral ${item.referral}` : itemName(item);
};

const entriesOf = (view: View, body: Body): Entry[] => {
  const { minutes, scheme } = view;
  const of = (section: string, lines: readonly Line[]): Entry[] => lines.map((each) => ({ section, line: each }));
  return [
    ...of('Present', attendanceLines(minutes, scheme)),
    ...of('Chair', chairLines(minutes, scheme)),
    ...of('Quorum', quorumLines(minutes)),
    ...minutes.items.flatMap((minuted, at) =>
      of(`Item ${at + 1}: ${titleOf(minuted)}`, itemLines(minuted, view, body)),
    ),
  ];
};

const sectionsOf = (entries: readonly Entry[]): MinutesCard['sections'] =>
  [...Map.groupBy(entries, ({ section }) => section)].map(([heading, some]) => ({
    heading,
    lines: some.map((entry) => entry.line),
  }));

const stateOf = ({ meeting, final }: Minutes): string =>
  final && meeting.closedAt
    ? `Final: the meeting was closed at ${dayIn(new Date(meeting.closedAt)) === meeting.date ? clock(meeting.closedAt) : moment(meeting.closedAt)}.`
    : 'Draft: the meeting is not closed yet.';

/** One page of the minutes; the last one where `page` is beyond it. */
export const minutesCard = (view: View): Card => {
  const { minutes, scheme, area, reader, before } = view;
  const { meeting } = minutes;
  const body = bodyOf({ scheme }, meeting.body);
  const turnTo = (title: string, page: number, of = meeting.id) => button(title, 'minutes.view', { meeting: of, page });
  const all = pages(entriesOf(view, body), (entries, { number, of }) =>
    render(
      template,
      {
        heading: `Minutes: ${body.name}, ${dayInFull(meeting.date)}`,
        state: stateOf(minutes),
        page: `${meeting.time}, ${plain(meeting.place)}.${of > 1 ? ` Page ${number} of ${of}.` : ''}`,
        note: reader
          ? []
          : [
              {
                text: 'In the channel the minutes carry references only. Reasons, interventions and other typed words open for members who type “minutes” to me in personal chat.',
              },
            ],
        sections: sectionsOf(entries),
        buttons: [
          ...(number > 1 ? [turnTo('Previous page', number - 1)] : []),
          ...(number < of ? [turnTo('Next page', number + 1)] : []),
          ...(before ? [turnTo('The meeting before', 1, before)] : []),
        ],
      } satisfies MinutesCard,
      { area },
    ),
  );
  const card = all[Math.min(view.page, all.length) - 1];
  if (!card) throw new Error('minutes without a page');
  return card;
};

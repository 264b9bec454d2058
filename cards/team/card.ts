/** A team's weekly meeting: the list for the channel with references only, in full for its people, and the forms. */

import type { PersonKey } from '../../services/person.ts';
import type { Day } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import type { Body, Scheme, SeatId } from '../../services/rules/scheme.ts';
import { type How, isOpen, mayChange, type TeamMeeting, type Turn } from '../../services/rules/teamMeeting.ts';
import type { ListForMember, TeamListSeen } from '../../services/teamMeeting.ts';
import type { TeamItem } from '../../services/teamMeetingModel.ts';
import { seatName } from '../../services/work.ts';
import { blockOf } from '../case/topic.ts';
import { upButton } from '../escalation/card.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { filledIn, textOf } from '../form/filling.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Input, Typed } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, count, dayInFull, moment, type Notice } from '../words.ts';

const howInWords: Record<How, string> = {
  'dealt with': 'dealt with',
  action: 'given as an action',
  escalated: 'sent to the body above',
  carried: 'left for the next meeting',
};

const kindName = ({ kinds }: TeamMeeting, kind: string): string =>
  nameIn(
    kinds.map(({ id, name }) => ({ id, name })),
    kind,
  );

const titleOf = ({ team, held }: Pick<TeamListSeen, 'team' | 'held'>): string =>
  `${team.body.name}, weekly meeting of ${dayInFull(held.date)}`;

const itemTitle = (rules: TeamMeeting, { kind, ref }: TeamItem, number: number): string =>
  `Item ${number}: ${kindName(rules, kind)}${ref ? ` ${ref}` : ''}`;

const carriedInWords = (times: number): string =>
  times === 1 ? 'carried over once' : `carried over ${count(times, 'time')}`;

const standing = ({ outcome, carried, late }: TeamItem): string =>
  [
    outcome ? howInWords[outcome.how] : 'to be taken',
    ...(late ? ['came after the list was out'] : []),
    ...(carried > 0 ? [carriedInWords(carried)] : []),
  ].join('; ');

const about = ({ team, meeting }: Pick<TeamListSeen, 'team' | 'meeting'>) => ({
  body: team.body.id,
  day: meeting,
});

const answersLine = (answers: TeamListSeen['answers']): string[] =>
  answers.length === 0
    ? []
    : [`${count(answers.length, 'answer')} came back from above. The chair says when the team has taken note.`];

/** In the team's channel: kinds and references, and nothing that anybody wrote. */
export const listCard = (seen: TeamListSeen, area: string): Card =>
  sheet({
    heading: titleOf(seen),
    intro: [
      seen.items.length === 0
        ? `At ${seen.held.time}. Nothing was collected for it.`
        : `At ${seen.held.time}. ${count(seen.items.length, 'item')}. References only; the rest opens for people of the team.`,
      ...answersLine(seen.answers),
    ],
    blocks: seen.items.map((item, at) =>
      blockOf(itemTitle(seen.team.rules, item, at + 1), [line(`${standing(item)}.`)]),
    ),
    buttons: [
      button('Open it in full', 'team.view', about(seen)),
      button('Add an item', 'team.form', { body: seen.team.body.id }),
    ],
    area,
  });

export type ListView = {
  readonly seen: ListForMember;
  readonly scheme: Scheme;
  readonly area: string;
  readonly viewer: PersonKey;
  /** The meeting whose list is out, and the one to which comes what is added now. */
  readonly listed?: Day | undefined;
  readonly next: Day;
  /** Other teams of the reader. */
  readonly others: readonly Pick<Body, 'id' | 'name'>[];
  readonly page: number;
  readonly notice?: Notice | undefined;
};

const outcomeLines = ({ outcome }: TeamItem, names: ListForMember['names']): Line[] =>
  outcome
    ? [
        line(
          `${names.get(outcome.by) ?? 'somebody'}, ${moment(outcome.at)}: ${outcome.says}`,
          `Ticked off, ${howInWords[outcome.how]}`,
        ),
      ]
    : [];

const itemButtons = ({ seen, viewer, listed }: ListView, item: TeamItem): Button[] => {
  const press = { body: seen.team.body.id, item: item.id };
  const own = mayChange(item, viewer, listed) === 'may';
  const ticks = seen.chairs && item.meeting === listed && isOpen(item);
  return [
    ...(ticks ? [button('Tick off', 'team.ticking', press)] : []),
    ...(own
      ? [
          button('Correct it', 'team.correcting', press),
          button('Take it back', 'team.takeBack', { ...press, version: item.version }),
        ]
      : []),
    ...(item.outcome?.escalation ? [button('Where it stands', 'raised.view', { id: item.outcome.escalation })] : []),
    ...(item.ref ? [button(`Open ${item.ref}`, 'case.view', { case: item.ref, tab: 'summary', page: 1 })] : []),
  ];
};

const itemBlock = (view: ListView, item: TeamItem, number: number): Block => ({
  heading: itemTitle(view.seen.team.rules, item, number),
  lines: [
    line(item.what),
    line(`${view.seen.names.get(item.by) ?? 'somebody'}, ${moment(item.at)}`, 'Added by'),
    line(`${standing(item)}.`, 'State'),
    ...outcomeLines(item, view.seen.names),
  ],
  buttons: itemButtons(view, item),
});

const answerBlocks = ({ seen }: ListView): Block[] =>
  seen.answers.map(({ id, ref, at }) =>
    blockOf(
      `Answer from above${ref ? `: ${ref}` : ''}`,
      [line(moment(at), 'Since')],
      [
        button('Read the answer', 'raised.view', { id }),
        ...(seen.chairs ? [button('We have taken note', 'team.noted', { body: seen.team.body.id, id })] : []),
      ],
    ),
  );

const stateOf = ({ seen, listed, next }: ListView): string => {
  if (seen.posted)
    return seen.meeting === listed
      ? 'The list is out. What is added now is marked late; what is not ticked off carries over by itself.'
      : 'This meeting is over. What was not ticked off is on the list after it.';
  return seen.meeting === next
    ? 'It is being collected. Your own items can be corrected and taken back until the list is out.'
    : 'There is no list of this meeting.';
};

/** In full, for one of the team. */
export const fullCard = (view: ListView): Card => {
  const { seen, area, listed, next, others, page, notice } = view;
  const { body } = seen.team;
  return sheet({
    notice,
    heading: titleOf(seen),
    intro: [
      stateOf(view),
      ...(seen.items.length === 0 ? ['There is nothing on it that is open to you.'] : ['Only you see this.']),
    ],
    blocks: [...answerBlocks(view), ...seen.items.map((item, at) => itemBlock(view, item, at + 1))],
    buttons: [
      button('Add an item', 'team.form', { body: body.id }),
      ...(seen.meeting !== next ? [button('What is being collected', 'team.view', { body: body.id, day: next })] : []),
      ...(listed && seen.meeting !== listed
        ? [button('The list that is out', 'team.view', { body: body.id, day: listed })]
        : []),
      ...others.map(({ id, name }) => button(`The list of the ${name}`, 'team.view', { body: id })),
    ],
    page,
    turn: (title, number) => button(title, 'team.view', { ...about(seen), page: number }),
    area,
  });
};

export const MOST_WORDS = 300;

export const inputs = {
  kind: ({ kinds }: TeamMeeting): Input => ({
    id: 'kind',
    label: 'What it is',
    kind: { of: 'choice', choices: kinds.map(({ id, name }) => ({ title: name, value: id })) },
  }),
  about: (area: string, ref?: string): Input => ({
    id: 'about',
    label: 'Case',
    hint: 'where it is about one: type part of the name or the reference',
    kind: { of: 'choice', choices: ref ? [{ title: ref, value: ref }] : [], dataset: `cases|${area}` },
  }),
  what: textOf('what', 'In words', MOST_WORDS, 'only people of the team read it'),
  says: textOf('says', 'Outcome, in words', MOST_WORDS, 'for an action: what is to be done'),
  seat: (seats: readonly SeatId[], scheme: Scheme): Input => ({
    id: 'seat',
    label: 'Who does it',
    kind: { of: 'choice', choices: seats.map((id) => ({ title: seatName({ scheme }, id), value: id })) },
  }),
  due: { id: 'due', label: 'Until when', kind: { of: 'date', ahead: true } } satisfies Input,
};

type FormView = {
  readonly body: Body;
  readonly rules: TeamMeeting;
  readonly meeting: Day;
  /** When it is held. */
  readonly held: Turn;
  readonly area: string;
  readonly typed?: Typed | undefined;
};

/** `ref`: the case from whose card it was opened; `late`: the list is out. */
export const addCard = ({
  body,
  rules,
  meeting,
  held,
  area,
  id,
  ref,
  late,
}: FormView & { readonly id: string; readonly ref?: string | undefined; readonly late: boolean }): Card =>
  filledIn(
    {
      heading: `For the meeting of ${dayInFull(held.date)}`,
      intro: [
        late
          ? 'The list is out already; the item is marked as late and shown all the same.'
          : 'You can correct it or take it back until the list is out.',
      ],
      asks: [
        [inputs.kind(rules), ref ? rules.kinds.find((kind) => kind.case !== 'none')?.id : undefined],
        [inputs.about(area, ref), ref],
        [inputs.what],
      ],
      press: 'Add it',
    },
    {
      saves: button('', 'team.add', { body: body.id, id }),
      back: button('What is being collected', 'team.view', { body: body.id, day: meeting }),
      area,
    },
  );

export const correctCard = ({
  body,
  rules,
  meeting,
  held,
  area,
  item,
  typed,
}: FormView & { readonly item: TeamItem }): Card =>
  filledIn(
    {
      heading: `Correct an item for the meeting of ${dayInFull(held.date)}`,
      asks: [
        [inputs.kind(rules), item.kind],
        [inputs.about(area, item.ref), item.ref],
        [inputs.what, item.what],
      ],
      press: 'Save it',
    },
    {
      saves: button('', 'team.correct', { body: body.id, item: item.id, version: item.version }),
      back: button('Back', 'team.view', { body: body.id, day: meeting }),
      area,
      ...(typed && { typed }),
    },
  );

export type Ticking = FormView & {
  readonly item: TeamItem;
  readonly number: number;
  readonly scheme: Scheme;
  /** Seats that somebody holds, to give an action to. */
  readonly seats: readonly SeatId[];
  readonly notice?: Notice | undefined;
};

/** What the chair makes of one item. */
export const tickCard = ({ body, rules, meeting, area, item, number, scheme, seats, typed, notice }: Ticking): Card => {
  const press = (title: string, how: How, style?: Button['style']): Button =>
    button(
      title,
      'team.tick',
      { body: body.id, item: item.id, version: item.version, how },
      {
        inputs: 'auto',
        ...(style && { style }),
      },
    );
  const up = upButton(scheme, body.id, rules.kinds.find(({ id }) => id === item.kind)?.to);
  const typedIn = (input: Input) => inputOf(input, String(typed?.[input.id] ?? ''));
  return formCard({
    notice,
    heading: itemTitle(rules, item, number),
    intro: ['The outcome is on the list for the people of the team. Nothing that you write goes into the channel.'],
    parts: [
      part({
        lines: [line(item.what), line(`${standing(item)}.`, 'State')],
        inputs: [typedIn(inputs.says)],
        buttons: [
          press('Dealt with', 'dealt with', 'positive'),
          press('Leave it for the next meeting', 'carried'),
          ...(up ? [press(up, 'escalated')] : []),
        ],
      }),
      ...(item.ref
        ? [
            part({
              separator: true,
              inputs: [typedIn(inputs.seat(seats, scheme)), typedIn(inputs.due)],
              buttons: [press('Give it as an action', 'action')],
            }),
          ]
        : []),
    ],
    buttons: [button('Back to the list', 'team.view', { body: body.id, day: meeting })],
    area,
  });
};

import { describe, expect, test } from 'vitest';
import { voteCard } from '../../cards/vote/card.ts';
import { done, overtaken } from '../../cards/words.ts';
import { quorumOf } from '../../services/attendance.ts';
import type { AgendaItem, Meeting, PersonKey } from '../../services/model.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import type { Ballot, Choice, Motion, MotionResult } from '../../services/voteModel.ts';
import type { VoteSeen } from '../../services/votes.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import {
  areaId,
  at,
  attending,
  ballot,
  coordinator,
  holder,
  ITEM,
  iom,
  meeting,
  motion,
  referrer,
  seat,
  six,
} from '../support/seated.ts';

const choices: readonly (readonly [SeatId, Choice])[] = [
  [seat.chair, 'for'],
  [seat.constable, 'for'],
  [seat.youth, 'for'],
  [seat.council, 'against'],
  [seat.housing, 'against'],
  [seat.drugs, 'against'],
];

/** One ballot a seat, as stored; those named in `marks` are marked. */
const ballots = (here: readonly SeatId[], marks: typeof choices = []): Ballot[] =>
  iom.seats.map(({ id }) => {
    const choice = marks.find(([marked]) => marked === id)?.[1];
    return ballot(id, {
      sitter: here.includes(id) ? holder(id) : undefined,
      ...(choice && { choice, version: 1, by: holder(id), at: at(20).toISOString() }),
    });
  });

const view = ({
  viewer,
  here = six,
  marks,
  over = {},
  item = {},
  motion: changed,
  notice,
}: {
  viewer?: PersonKey;
  here?: readonly SeatId[];
  marks?: typeof choices;
  over?: Partial<Meeting>;
  item?: Partial<AgendaItem>;
  motion?: Partial<Motion>;
  notice?: Parameters<typeof voteCard>[0]['notice'];
}) => {
  const first = { id: ITEM, heading: 'new referrals' as const, referral: ITEM, state: 'waiting' as const, aside: [] };
  const about: AgendaItem = { ...first, ...item };
  const held = meeting({ attendance: attending(here), items: [about], motion: `${ITEM}.1`, ...over });
  const aside = about.aside.map((entry) => entry.seat);
  const seen: VoteSeen = {
    motion: motion(changed),
    meeting: held,
    item: about,
    ballots: ballots(here, marks).map((each) =>
      aside.includes(each.voter)
        ? { ...ballot(each.voter, { sitter: undefined, aside: true }), earlier: withdrawn(each) }
        : each,
    ),
    quorum: quorumOf(held, about),
  };
  return voteCard({
    seen,
    scheme: richmond,
    area: areaId,
    ...(viewer && { viewer }),
    notice,
    refresh: ['29:a', '29:b'],
  });
};

const withdrawn = ({ choice, by, version }: Ballot): Ballot['earlier'] =>
  choice && by ? [{ version, choice, by, at: at(20).toISOString(), withdrawn: at(25).toISOString() }] : [];

const tally = { for: 3, against: 3, abstain: 0 };
const closed = (result: Pick<MotionResult, 'status' | 'by'>, casting?: 'for' | 'against'): Partial<Motion> => ({
  state: 'closed',
  closedAt: at(40).toISOString(),
  tally,
  result: { ...result, ...tally, needed: 4, present: six.map((id) => ballot(id).agency) },
  ...(casting && {
    casting: { seat: seat.chair, person: holder(seat.chair), choice: casting, at: at(41).toISOString() },
  }),
});
const chair = holder(seat.chair);
const asideOf = (id: SeatId) => ({ aside: [{ seat: id, person: holder(id), at: at(25).toISOString() }] });

const states: Record<string, Parameters<typeof view>[0]> = {
  open: { marks: choices.slice(0, 2) },
  'open-member': { marks: choices.slice(0, 2), viewer: holder(seat.youth) },
  'open-voted': {
    marks: choices.slice(0, 3),
    viewer: holder(seat.youth),
    notice: done('Your vote is recorded: for (version 1).'),
  },
  'open-overtaken': { marks: choices.slice(0, 3), viewer: holder(seat.youth), notice: overtaken },
  'open-chair': { marks: choices.slice(0, 2), viewer: chair },
  'open-invitee': {
    viewer: referrer,
    over: { invitees: [{ person: referrer, version: 1, periods: [{ from: at(1).toISOString() }] }] },
  },
  'open-no-seat': { viewer: coordinator },
  'open-not-here': { viewer: holder(seat.victims) },
  'open-aside': { viewer: holder(seat.youth), marks: choices.slice(0, 3), item: asideOf(seat.youth) },
  'open-next-to-chair': { viewer: holder(seat.council), item: asideOf(seat.chair) },
  paused: { here: six.slice(0, 3), marks: choices.slice(0, 2) },
  'paused-chair': { here: six.slice(0, 3), marks: choices.slice(0, 2), viewer: chair },
  tied: { marks: choices, motion: { state: 'tied', tally } },
  'tied-chair': { marks: choices, motion: { state: 'tied', tally }, viewer: chair },
  'tied-member': { marks: choices, motion: { state: 'tied', tally }, viewer: holder(seat.council) },
  carried: { marks: choices, motion: closed({ status: 'carried', by: 'casting vote' }, 'for') },
  'carried-chair': { marks: choices, motion: closed({ status: 'carried', by: 'casting vote' }, 'for'), viewer: chair },
  lost: { marks: choices, motion: closed({ status: 'lost', by: 'no casting vote' }), item: asideOf(seat.victims) },
  deferred: { marks: choices.slice(0, 2), motion: { state: 'abandoned', closedAt: at(50).toISOString() } },
};

describe('the vote, as it looks', () => {
  test.for(Object.entries(states))('%s', ([name, state]) => {
    golden(`vote-${name}`, view(state));
  });
});

const textOf = (card: unknown) => JSON.stringify(card);

test('while it is open nobody reads how anybody else voted', () => {
  const marks = choices.slice(0, 2);
  const turned = marks.map(([id]) => [id, 'against'] as const);
  for (const viewer of [undefined, chair, holder(seat.drugs), coordinator]) {
    if (viewer === chair) continue;
    expect(textOf(view({ marks, ...(viewer && { viewer }) }))).toBe(
      textOf(view({ marks: turned, ...(viewer && { viewer }) })),
    );
  }
});

test('only the chair of the item sees the casting vote', () => {
  const tied = { marks: choices, motion: { state: 'tied' as const, tally } };
  const offered = (viewer: PersonKey) => textOf(view({ ...tied, viewer })).includes('vote.casting');
  const everybody = [...iom.seats.map(({ id }) => holder(id)), referrer, coordinator];
  expect(everybody.filter(offered)).toEqual([chair]);
});

test('a question somebody typed is shown as it was typed', () => {
  const card = view({ motion: { question: 'Shall *we* [do](http://a.example) it?' } });
  expect(card.body).toContainEqual({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: 'Shall *we* [do](http://a.example) it?' }],
  });
});

/** 40 items, 20 motions, 17 seats, everything typed as long as it may be: every card still goes through. */

import { beforeAll, expect, test } from 'vitest';
import type { Caller, Command } from '../cards/command.ts';
import { dispatch } from '../cards/dispatch.ts';
import { showings, tellings } from '../cards/index.ts';
import { type Card, LIMIT, size } from '../cards/render.ts';
import { AREA } from '../services/area.ts';
import { underWay } from '../services/calendarIndex.ts';
import { TABS } from '../services/caseSeen.ts';
import {
  Acknowledgements,
  type Area,
  Areas,
  Decisions,
  type Meeting,
  Meetings,
  Members,
  type PersonKey,
  type Referral,
  Referrals,
} from '../services/model.ts';
import { referralMade } from '../services/referralIndex.ts';
import { Refusal } from '../services/refusal.ts';
import { CHECK, Checks } from '../services/registerCheck.ts';
import { day } from '../services/rules/days.ts';
import { schemes } from '../services/schemes/index.ts';
import { create, replace, type Store } from '../services/store.ts';
import { type RhythmTurn, RhythmTurns, turnId } from '../services/turns.ts';
import { type Undelivered, Undelivereds } from '../services/undelivered.ts';
import { richmond } from './support/builders.ts';
import { laid } from './support/cases.ts';
import {
  ASKED,
  answers,
  area,
  asTeam,
  chair,
  coordinator,
  DAY,
  DRAFT,
  decision,
  ESCALATION,
  EXPORT,
  everybody,
  FEED,
  fill,
  IMPORT,
  ITEMS,
  meeting,
  member,
  motionOf,
  now,
  REPORTED,
  referral,
  referrer,
  refs,
  TRANSFER,
  typed,
} from './support/fullest.ts';
import { fullestCases, fullestCheck } from './support/fullestCase.ts';
import { lint } from './support/golden.ts';
import { memoryStore } from './support/memory.ts';
import { testStore } from './support/tables.ts';
import { allCommands, fieldsOf, wellFormed } from './support/wellFormed.ts';

const laidIn = async (into: Store): Promise<void> => {
  await fill(into);
  for (const each of fullestCases) expect(await into.commit(area.id, laid(each))).toBe('committed');
  expect(
    await into.commit(area.id, [
      create(Checks, CHECK, fullestCheck),
      create(Members, gone, member(gone)),
      create(Meetings, 'm2', movedMeeting),
      underWay(movedMeeting),
      create(Meetings, 'm3', calledOff),
      create(RhythmTurns, SKIPPED, skipped),
    ]),
  ).toBe('committed');
  const failed = Array.from({ length: 90 }, (_, n) =>
    create(Undelivereds, `${now.toISOString()}|${String(n).padStart(3, '0')}`, lost),
  );
  expect(await into.commit(area.id, failed)).toBe('committed');
};

/** What is looked at so often is in memory; that the table service takes it is tested once. */
const store = memoryStore();
beforeAll(() => laidIn(store));

test('the table service takes all of it', async () => {
  await laidIn(await testStore());
});

/** Still to be held, and moved with as many words as a form takes. */
const { date, time, place } = { ...meeting, place: typed(120) };
const { motion: _motion, openedAt: _openedAt, ...unopened } = meeting;
const movedMeeting: Meeting = {
  ...{ ...unopened, id: 'm2', state: 'planned', place, attendance: [], motions: [] },
  moved: [{ from: { date, time, place }, why: typed(300), by: coordinator, at: now.toISOString() }],
};

/** Called off with as many words as a form takes. */
const calledOff: Meeting = {
  ...{ ...unopened, id: 'm3', state: 'closed', place, attendance: [], motions: [] },
  calledOff: { why: typed(300), by: coordinator, at: now.toISOString() },
};

/** With the longest reason. */
const skipped: RhythmTurn = {
  ...{ body: 'asb', turn: day('2026-12-22') },
  skipped: { why: typed(300), by: coordinator, at: now.toISOString(), meeting: 'm3' },
};
const SKIPPED = turnId(skipped.body, skipped.turn);

/** With the longest sentence there is for it. */
const lost: Undelivered = {
  ...{ at: now.toISOString(), failedAt: now.toISOString(), why: 'not installed', code: typed(40), again: true },
  send: { kind: 'tell', person: chair, view: 'handed over', subject: typed(100) },
};

const callerOf = (person: PersonKey, where: Caller['where']): Caller => ({
  person,
  name: typed(64),
  mri: '29:1',
  where,
  channel: where === 'channel' ? '19:asb@thread.tacv2' : undefined,
});

const desk = () => ({ store, schemes, coordinators: [coordinator], newId: () => crypto.randomUUID().slice(0, 13) });

// These come before the long looks at what is in memory, so that no connection to the tables has gone stale.

/** A panel whose agenda has not gone out, with these referrals waiting. */
const panelWith = async (waiting: readonly Referral[]) => {
  const own = await testStore();
  const { motion: _, agendaPostedAt: __, ...planned } = meeting;
  await own.commit(area.id, [
    create(Areas, AREA, area),
    create(Meetings, 'm1', { ...planned, state: 'planned', items: [], motions: [] }),
    ...everybody.map((person) => create(Members, person, member(person))),
  ]);
  for (const { meeting: ___, ...each } of waiting) await own.commit(area.id, [...referralMade(each)]);
  return {
    own,
    press: (verb: string, input = {}) =>
      dispatch({ ...desk(), store: own }, area, callerOf(chair, 'channel'), now, verb, { meeting: 'm1', ...input }),
    meetingNow: async () => (await own.get(area.id, Meetings, 'm1'))?.doc,
  };
};
const onAgenda = (of: Meeting | undefined) => of?.items.flatMap((item) => item.referral ?? []) ?? [];

test('40 referrals go out on one agenda; decided, they are all acknowledged when the meeting closes', async () => {
  const short = (ref: string): Referral => ({
    ...referral(ref, 'submitted'),
    ...{ answers: { ...answers, offences: [] }, scores: [] },
  });
  const { own, press, meetingNow } = await panelWith(refs.map(short));
  await press('agenda.post');
  await press('meeting.open');
  expect(onAgenda(await meetingNow())).toEqual(refs);
  for (const ref of refs) {
    const row = await own.get(area.id, Referrals, ref);
    await own.commit(area.id, [
      create(Decisions, `m1|${ref}`, { ...decision(ref, 1), state: 'recorded' }),
      ...(row ? [replace(row, { ...row.doc, state: 'decided' })] : []),
    ]);
  }
  await press('meeting.close');
  expect((await meetingNow())?.state).toBe('closed');
  expect((await own.list(area.id, Acknowledgements)).length).toBe(ITEMS);
});

test('referrals written to the last character: as many as one transaction moves go out, the others wait', async () => {
  const { press, meetingNow } = await panelWith(refs.map((ref) => referral(ref, 'submitted')));
  await press('agenda.post');
  const taken = onAgenda(await meetingNow());
  expect(taken.length).toBeGreaterThan(ITEMS / 2);
  expect(taken).toEqual(refs.slice(0, taken.length));
  await press('meeting.open');
  await expect(press('agenda.admit', { referral: refs.at(-1) })).rejects.toThrow(Refusal);
  await press('meeting.close');
  expect((await meetingNow())?.state).toBe('closed');
});

/** The card, or undefined where this person may not see it. */
const look = async (
  of: Command,
  person: PersonKey,
  where: Caller['where'],
  input: Readonly<Record<string, unknown>>,
): Promise<Card | undefined> => {
  try {
    const answer = await dispatch(desk(), area, callerOf(person, where), now, of.verb, input);
    return 'card' in answer ? answer.card : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

/** Which things a view is asked for: what differs in what it shows. */
const subjects: readonly Readonly<Record<string, unknown>>[] = [
  {
    referral: refs[0],
    item: refs[0],
    motion: motionOf(refs[0] ?? ''),
    action: 'action-0',
    case: refs[0],
    joining: 'joining-0',
    ...{ import: IMPORT, export: EXPORT, feed: FEED },
  },
  { referral: refs[1], item: refs[1], motion: motionOf(refs[19] ?? ''), action: 'action-1', case: refs[1] },
  { referral: refs[18], item: refs[18], motion: motionOf(refs[18] ?? ''), action: 'action-2', kind: 'adopt' },
  { referral: refs[19], item: refs[19], motion: motionOf(refs[19] ?? ''), action: 'action-3', kind: 'decline' },
  { body: 'iom', day: '2026-11-05', version: 1 },
  ...TABS.map((tab) => ({ case: refs[0], referral: refs[0], item: refs[0], tab })),
  ...fullestCases.map(({ ref }) => ({ case: ref, referral: ref, item: ref })),
  {
    text: typed(1),
    again: refs[0]?.slice(0, 9),
    colour: 'any',
    agency: 'any',
    lead: chair,
    consent: 'any',
    due: '2026-12-15',
    removed: 'no',
  },
  ...['identity', 'offences', 'pathways', 'proposal', 'consent', 'check'].map((step) => ({ referral: DRAFT, step })),
];
const MOST_PAGES = 200;
const pages = [1, 2, 3, 4, 5, 6, 7, 8, MOST_PAGES];

test.for(allCommands.filter(({ does }) => does !== 'change').map((of) => [of.verb, of] as const))(
  'pages of %s are within the limit, for everybody, in the channel and in personal chat',
  async ([, of]) => {
    const wrong = new Set<string>();
    const asked = new Set(
      subjects.map((subject) => JSON.stringify(wellFormed(of, { meeting: 'm1', body: 'asb', ...subject, page: 1 }))),
    );
    for (const person of [chair, coordinator, referrer])
      for (const where of ['channel', 'personal'] as const)
        for (const input of asked) {
          let last = '';
          // The limits do not depend on who reads. Past the end, the last page is shown.
          const closely = person === chair && where === 'personal';
          for (const page of closely ? pages : [1, MOST_PAGES]) {
            const paged = 'page' in fieldsOf(of);
            const card = await look(of, person, where, { ...JSON.parse(input), ...(paged && { page }) });
            const text = JSON.stringify(card);
            if (!card || text === last) break;
            last = text;
            for (const fault of lint(card)) wrong.add(`page ${page} of ${input}: ${fault}`);
            if (!paged) break;
          }
        }
    expect([...wrong]).toEqual([]);
  },
);

const placed = { area, scheme: asTeam, now };
/** Somebody has left who held every seat there is, and was named for every agency. */
const gone: PersonKey = 'tenant|gone';
const named = Object.fromEntries(richmond.agencies.map(({ id }) => [id, gone]));
const emptied: Area = {
  ...area,
  ...{ holders: {}, gatekeepers: named, leads: named, dyoLeads: named },
  left: { [gone]: { at: now.toISOString(), seats: richmond.bodies.flatMap(({ seats }) => seats.map(({ id }) => id)) } },
};
const ids: Readonly<Record<string, readonly string[]>> = {
  agenda: ['m1', 'm3'],
  custody: [refs[0] ?? ''],
  meeting: ['m1', 'm2', 'm3'],
  minutes: ['m1'],
  'no meeting': [SKIPPED],
  'round-up': [REPORTED],
  'team list': [REPORTED],
  vote: [motionOf(refs[0] ?? ''), motionOf(refs[19] ?? '')],
  welcome: [AREA],
};

test.for([...showings.keys()])('the channel’s card of %s is within the limit', async (view) => {
  for (const id of ids[view] ?? []) {
    const shown = await showings.get(view)?.card({ store, ...placed }, id);
    expect(shown && lint(shown.card)).toEqual([]);
    expect(shown && size(shown.card)).toBeLessThanOrEqual(LIMIT);
  }
  expect(ids[view], `say in test/limits.test.ts what ${view} shows`).toBeDefined();
});

test.for([...tellings.keys()])('what a person is told of %s is within the limit', async (view) => {
  const told = tellings.get(view);
  // Whatever it is about is one of these.
  const cards = await Promise.all(
    [
      ...refs.slice(0, 2),
      ...refs.slice(-2),
      DRAFT,
      TRANSFER,
      'action-0',
      'action-2',
      'joining-0',
      'm1',
      'm2',
      'm3',
      AREA,
      CHECK,
      IMPORT,
      EXPORT,
      ESCALATION,
      gone,
      FEED,
      ASKED,
      REPORTED,
      DAY,
    ].map((id) =>
      told?.card({ store, ...placed, ...(id === gone && { area: emptied }) }, chair, id).catch((error) => {
        if (error instanceof Refusal) return undefined;
        throw error;
      }),
    ),
  );
  const shown = cards.filter((each) => each !== undefined);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.flatMap(({ card }) => lint(card))).toEqual([]);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import { type Card, LIMIT, type Node, size } from '../../cards/render.ts';
import { MOST_OFFENCES } from '../../services/drafts.ts';
import { LogEntries } from '../../services/log.ts';
import { type AgendaItem, type Meeting, Meetings, type Referral } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { screen } from '../../services/rules/screening.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, type Store } from '../../services/store.ts';
import { answers, area, meeting, NOW, names, people, richmond, seed, TODAY } from '../support/builders.ts';
import { golden, lint } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

type Who = keyof typeof people;
const REF = 'RICH-2026-001';
const iom = richmond.bodies.find(({ id }) => id === 'iom');
if (!iom) throw new Error('Richmond has an IOM panel');

let store: Store;
let desk: Desk;
beforeEach(async () => {
  store = await testStore();
  let ids = 0;
  desk = {
    store,
    schemes,
    coordinators: [people.coordinator],
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
});

const referral = (change: Partial<Referral> = {}): Referral => ({
  ref: REF,
  body: 'iom',
  state: 'submitted',
  referrer: people.referrer,
  agency: 'riverside-mentoring',
  answers: answers(),
  startedAt: '2026-11-02T10:00:00.000Z',
  submittedAt: '2026-11-02T11:00:00.000Z',
  screening: screen(richmond, iom, answers(), { day: day('2026-11-02') }),
  meeting: 'meeting-1',
  ...change,
});
const item = (change: Partial<AgendaItem> = {}): AgendaItem => ({
  id: REF,
  heading: 'new referrals',
  referral: REF,
  state: 'waiting',
  aside: [],
  ...change,
});
const chairSeat = 'iom-probation-senior-officer';
/** Open, chaired by the chair, with the referral on its agenda. */
const open = (change: Partial<Meeting> = {}): Meeting =>
  meeting({
    state: 'open',
    date: TODAY,
    agendaPostedAt: '2026-11-02T12:00:00.000Z',
    items: [item()],
    attendance: [
      { seat: chairSeat, version: 1, sitter: people.chair, periods: [{ from: NOW.toISOString() }] },
      { seat: 'iom-police-ppo-officer', version: 1, sitter: people.police, periods: [{ from: NOW.toISOString() }] },
    ],
    chairs: [{ seat: chairSeat, person: people.chair, by: 'chair', at: NOW.toISOString() }],
    ...change,
  });
const lay = (held: Meeting = open(), about: Referral = referral()) =>
  seed(store, [create(Meetings, held.id, held), ...referralMade(about)]);

const view = async (who: Who, data: object = { meeting: 'meeting-1', item: REF }): Promise<Card> => {
  const caller = { person: people[who], name: names[who], mri: `29:${who}`, where: 'channel' as const };
  const answer = await dispatch(desk, area(), caller, NOW, 'papers.view', { referral: REF, ...data });
  if (!('card' in answer)) throw new Error('no card');
  expect(lint(answer.card)).toEqual([]);
  return answer.card;
};
const refused = (who: Who, data?: object): Promise<string> =>
  view(who, data).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
const nodes = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)]
    : [];
const titles = (card: Card) =>
  nodes(card.body)
    .filter(({ type }) => type === 'Action.Execute')
    .map(({ title }) => title);

test('a member reads the papers, and may declare an interest', async () => {
  await lay();
  golden('papers-member', await view('police'));
});

test('the chair may put adoption to the vote or record the decision', async () => {
  await lay();
  golden('papers-chair', await view('chair'));
});

test('every reading is logged as a consultation of that person’s data', async () => {
  await lay();
  await view('police');
  expect((await store.views.list(area().id, LogEntries)).map(({ doc }) => doc)).toMatchObject([
    { who: people.police, agency: 'police', what: 'papers.view', category: 'consultation', whose: [REF] },
  ]);
});

describe('what somebody may do about it', () => {
  const back = 'Back';
  const interest = 'I have an interest';
  const decide = 'Record the decision';
  const vote = 'Put adoption to the vote';
  const late = 'Admit as a late item';
  /** Of the chair, who sits for probation, and of the co-ordinator. */
  const score = 'Add an OGRS score';
  test.for<[string, Who, Partial<Meeting>, Partial<Referral>, object | undefined, string[]]>([
    ['a member of an open meeting', 'police', {}, {}, undefined, [interest, back]],
    ['the chair of an open meeting', 'chair', {}, {}, undefined, [score, vote, decide, interest, back]],
    ['the chair while a vote is open', 'chair', { motion: 'm1' }, {}, undefined, [score, decide, interest, back]],
    [
      'the chair, once it is dealt with',
      'chair',
      { items: [item({ state: 'done' })] },
      {},
      undefined,
      [score, decide, back],
    ],
    ['the co-ordinator, who has no seat', 'coordinator', {}, {}, undefined, [score, decide, back]],
    ['the referrer', 'referrer', {}, {}, undefined, [back]],
    ['the chair before the meeting', 'chair', { state: 'planned' }, {}, undefined, [score, interest, back]],
    ['the chair after it', 'chair', { state: 'closed' }, {}, undefined, [score, back]],
    [
      'the chair, once it is withdrawn',
      'chair',
      { state: 'planned' },
      { state: 'withdrawn' },
      undefined,
      [interest, back],
    ],
    [
      'the chair of a body that agrees without a vote',
      'chair',
      { voting: { kind: 'agreement' } },
      {},
      undefined,
      [score, decide, interest, back],
    ],
    ['the chair, of one that waits', 'chair', { items: [] }, { meeting: undefined }, {}, [score, late]],
    ['a member, of one that waits', 'police', { items: [] }, { meeting: undefined }, {}, []],
    [
      'the chair, before the agenda is out',
      'chair',
      { items: [], agendaPostedAt: undefined },
      { meeting: undefined },
      {},
      [score],
    ],
  ])('%s', async ([, who, held, about, data, buttons]) => {
    await lay(open(held), referral(about));
    expect(titles(await view(who, data))).toEqual(buttons);
  });
});

describe('who may not read them', () => {
  const aside = [{ seat: 'iom-police-ppo-officer', person: people.police, at: NOW.toISOString() }];
  test.for<[string, object | undefined]>([
    ['from the agenda', undefined],
    ['without naming the meeting', {}],
  ])('whoever declared an interest, %s', async ([, data]) => {
    await lay(open({ items: [item({ aside })] }));
    expect(await refused('police', data)).toMatch(/declared an interest in RICH-2026-001/);
  });

  test('whoever declared an interest at an earlier meeting', async () => {
    await lay(open({ state: 'closed', items: [item({ aside })] }), referral({ meeting: undefined }));
    expect(await refused('police', {})).toMatch(/declared an interest/);
  });

  test('a substitute in the seat that stands aside', async () => {
    const seated = open().attendance.map((entry) =>
      entry.sitter === people.police ? { ...entry, sitter: people.nobody, substitute: true } : entry,
    );
    await lay(open({ attendance: seated, items: [item({ aside })] }));
    expect(await refused('nobody')).toMatch(/declared an interest/);
  });

  test('somebody without a part in it', async () => {
    await lay();
    expect(await refused('nobody')).toMatch(/^Only members of this body/);
    expect(await refused('shelter', {})).toMatch(/^Only members of this body/);
  });

  test('a substitute reads what is on the agenda of the meeting, until it closes', async () => {
    const seated = open().attendance.map((entry) =>
      entry.sitter === people.police ? { ...entry, sitter: people.nobody, substitute: true } : entry,
    );
    await lay(open({ attendance: seated }));
    expect(titles(await view('nobody'))).toContain('Back');
    const [row] = await store.list(area().id, Meetings);
    if (!row) throw new Error('no meeting');
    await store.commit(area().id, [{ op: 'replace', row, doc: { ...row.doc, state: 'closed' } }]);
    expect(await refused('nobody')).toMatch(/not among those/);
  });

  test('a member of another body, through a meeting of that body', async () => {
    const seats = open().seats.map((seat) => (seat.seat === chairSeat ? { ...seat, holder: people.nobody } : seat));
    const other = open({ id: 'meeting-2', body: 'strategic', items: [], seats, attendance: [], chairs: [] });
    await lay();
    await store.commit(area().id, [create(Meetings, other.id, other)]);
    expect(await refused('nobody', { meeting: 'meeting-2' })).toMatch(/not among those/);
    expect(await refused('police', { meeting: 'meeting-1', item: 'matters-arising' })).toMatch(/not among those/);
  });

  test('anybody but its referrer, while it is a draft', async () => {
    await lay(open({ items: [] }), referral({ state: 'draft', meeting: undefined }));
    expect(await refused('chair', {})).toMatch(/not been submitted yet/);
  });
});

test('the person who wrote it reads it even where they stand aside', async () => {
  const aside = [{ seat: 'iom-police-ppo-officer', person: people.police, at: NOW.toISOString() }];
  await lay(open({ items: [item({ aside })] }), referral({ referrer: people.police }));
  expect(await refused('police')).toBe('not refused');
});

test('screening is done again for the day of the meeting, beside what it said at submission', async () => {
  const turned = answers({ dateOfBirth: day('2008-11-04') });
  const screening = screen(richmond, iom, turned, { day: day('2026-11-02'), meeting: TODAY });
  await lay(open(), referral({ answers: turned, screening }));
  const read = JSON.stringify((await view('police')).body);
  expect(read).toContain('Screening on the day of the meeting, 5 November 2026');
  expect(read).toContain('Meets. The person is 18.');
  expect(read).toContain('Screening as submitted on 2 November 2026');
  expect(read).toContain('Needs judgement. The person is 17 and turns 18');
});

test('the longest papers come in pages', async () => {
  const long = '漢'.repeat(400);
  const note = '漢'.repeat(150);
  const offence = { offence: 'violence', date: day('2026-10-10'), kind: 'intelligence' as const, note };
  const most = answers({
    offences: Array.from({ length: MOST_OFFENCES }, () => offence),
    interventions: Object.fromEntries(richmond.pathways.map(({ id }) => [id, long])),
  });
  await lay(open(), referral({ answers: most }));
  const seen: unknown[] = [];
  for (let data: object | undefined = { meeting: 'meeting-1', item: REF }; data; ) {
    const card: Card = await view('chair', data);
    expect(size(card)).toBeLessThanOrEqual(LIMIT);
    seen.push(...titles(card));
    const next = nodes(card.body).find(({ type, title }) => type === 'Action.Execute' && title === 'Next page');
    data = next?.data as object | undefined;
  }
  expect(seen.filter((title) => title === 'Back').length).toBeGreaterThan(1);
});

/** A file of the police feed on its way onto the cases: each line once, whoever does it, and nothing of anybody else kept. */
import { expect, test } from 'vitest';
import { facet } from '../../services/caseIndex.ts';
import { Cases, OnRegister } from '../../services/caseModel.ts';
import { giveResult } from '../../services/courts.ts';
import { recordRelease } from '../../services/custody.ts';
import { FeedFaults, FeedFiles, FeedLines } from '../../services/feedModel.ts';
import { nextFeeds } from '../../services/feedSteps.ts';
import { feedFilesOf, feedRow, feedToday } from '../../services/feeds.ts';
import { LogEntries } from '../../services/log.ts';
import { Actions } from '../../services/model.ts';
import { recordOffence } from '../../services/offences.ts';
import { FeedChanges, Feeds } from '../../services/overnightModel.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import type { Kind } from '../../services/store.ts';
import { happened } from '../../services/timeline.ts';
import { AREA_ID, NOW, people, TODAY } from '../support/builders.ts';
import { type FeedRow, fedCase, feeding, feedOf, pnc, refOf } from '../support/feeding.ts';
import { memoryStore } from '../support/memory.ts';
import { dump } from '../support/tables.ts';

type Feeding = Awaited<ReturnType<typeof feeding>>;
const rows = async <T>({ store }: Feeding, of: Kind<T>) => (await store.list(AREA_ID, of)).map(({ doc }) => doc);

/** One line with all seven items. */
const everything = (n: number): FeedRow => ({
  pncId: pnc(n),
  offences: '03/11/2026 Theft of a garden gnome; 1 Nov 2026 Affray',
  pending: 'Burglary; Affray',
  bail: '2026-11-20',
  courts: '2 December 2026 Invented Magistrates’ Court',
  wanted: 'yes',
  wantedSince: '4/11/2026',
  wantedFor: 'Failed to appear',
  inPrison: 'yes',
  prison: 'Unreal Prison',
  prisonSince: '2026-11-04',
  kind: 'sentence',
  months: '8',
  release: '2027-02-01',
});

test('all seven items of a line come onto the case in one transaction, each with its event and what follows of it', async () => {
  const the = await feeding([fedCase(1)]);
  const file = await the.drop(feedOf([everything(1)]));
  expect(file).toMatchObject({ state: 'done', lines: 1, known: 1, taken: 1, changed: 1, bad: 0, faults: 0 });
  expect(await the.caseNow(1)).toMatchObject({
    pending: ['Burglary', 'Affray'],
    keyDates: { bail: '2026-11-20' },
    courts: [{ on: '2026-12-02', court: 'Invented Magistrates’ Court', promptOn: '2026-11-25' }],
    wanted: { since: '2026-11-04', why: 'Failed to appear' },
    custody: { kind: 'sentence', prison: 'Unreal Prison', since: '2026-11-04', months: 8, releaseOn: '2027-02-01' },
    rag: { colour: 'blue', before: { colour: 'amber' } },
    stay: { short: true },
  });
  expect((await the.happened(1)).map(({ what }) => what).sort()).toEqual([
    ...['colour', 'court date', 'custody', 'key dates', 'offended', 'offended', 'pending cases', 'wanted'],
  ]);
  expect((await the.happened(1)).filter(({ what }) => what === 'offended')).toEqual([
    {
      at: '2026-11-03T12:00:00.000Z',
      by: people.police,
      what: 'offended',
      on: '2026-11-03',
      type: 'Theft of a garden gnome',
    },
    { at: '2026-11-01T12:00:00.000Z', by: people.police, what: 'offended', on: '2026-11-01', type: 'Affray' },
  ]);
  // For the round-up: which kind of fact, and of whom by reference.
  expect(await the.store.list(AREA_ID, FeedChanges, `${TODAY}|${refOf(1)}|`)).toHaveLength(7);
  expect((await rows(the, FeedChanges)).map(({ what }) => what)).toEqual([
    ...['offending history', 'pending cases', 'bail', 'court', 'wanted', 'in prison', 'release'],
  ]);
  expect(Object.keys((await rows(the, FeedChanges))[0] ?? {}).sort()).toEqual(['at', 'feed', 'ref', 'what']);
  expect(await rows(the, Feeds)).toEqual([
    { id: file.id, day: TODAY, by: people.police, at: NOW.toISOString(), lines: 1, bad: 0, changed: 1 },
  ]);
  expect(await feedToday(await the.by(), TODAY)).toMatchObject({ status: 'here', lines: 1, changed: 1 });
  expect(await feedToday(await the.by(), addDays(TODAY, 1))).toEqual({ status: 'stale', last: TODAY });
  const found = await the.store.list(AREA_ID, OnRegister, facet.wanted('iom'));
  expect(found.map(({ doc }) => doc.ref)).toEqual([refOf(1)]);
  // Collected, with whose data; one entry for the case.
  const logged = (await rows(the, LogEntries)).filter(({ whose }) => whose.length > 0);
  expect(logged).toMatchObject([{ who: people.police, what: 'feed.take', category: 'collection', whose: [refOf(1)] }]);
  // Nothing of the file is left but what came of it.
  expect([...(await rows(the, FeedLines)), ...(await rows(the, FeedFaults))]).toEqual([]);
  expect(await the.import(file.id)).toBeUndefined();
  const told = (await rows(the, Outbox)).map(({ send }) => send);
  expect(told.filter(({ kind, view }) => kind === 'tell' && view === 'feed')).toHaveLength(2);
  expect(told).toContainEqual({ kind: 'tell', person: people.police, view: 'feed', subject: file.id });
});

test('the colour that custody hides comes back with release, due for review, and the police contact sets the marker', async () => {
  const the = await feeding([fedCase(1, { rag: { colour: 'red', since: TODAY, why: 'Burglaries.' } })]);
  await the.drop(feedOf([everything(1)]));
  expect(await rows(the, Actions)).toHaveLength(1);
  const out = addDays(TODAY, 3);
  await the.drop(feedOf([{ pncId: pnc(1), inPrison: 'no', release: out }]), { now: new Date(`${out}T09:00:00Z`) });
  expect(await the.caseNow(1)).toMatchObject({ custody: { released: out }, rag: { colour: 'red' }, reviewOn: out });
  expect(await rows(the, Actions)).toHaveLength(2);
});

test('the same line again, in the same file or another day’s, changes nothing and makes no second event', async () => {
  const the = await feeding([fedCase(1)]);
  await the.drop(feedOf([everything(1), everything(1)]));
  const [case1, events] = [await the.caseNow(1), await the.happened(1)];
  expect(events).toHaveLength(8);
  const again = await the.drop(feedOf([everything(1)]), { now: new Date('2026-11-06T09:00:00Z') });
  expect(again).toMatchObject({ lines: 1, changed: 0, bad: 0, day: '2026-11-06' });
  expect([await the.caseNow(1), await the.happened(1)]).toEqual([case1, events]);
  expect(await rows(the, FeedChanges)).toHaveLength(7);
});

test('a line is read against the case as it is now: what somebody closed by hand stays closed', async () => {
  const the = await feeding([fedCase(1)]);
  await the.drop(feedOf([everything(1)]));
  const press = async () => ({
    case: refOf(1),
    version: (await the.store.get(AREA_ID, Cases, refOf(1)))?.version ?? 0,
  });
  const court = (await the.caseNow(1)).courts?.[0]?.id ?? '';
  expect(await giveResult(await the.by(), { ...(await press()), court }, 'Not heard')).toBe('done');
  expect(await recordRelease(await the.by(), { ...(await press()), on: TODAY })).toBe('recorded');
  expect(await the.drop(feedOf([everything(1)]))).toMatchObject({ changed: 0, bad: 0 });
  expect(await the.caseNow(1)).toMatchObject({ courts: [], custody: { released: TODAY }, rag: { colour: 'amber' } });
});

test('an offence typed by hand and one that a register brought are counted once', async () => {
  const the = await feeding([fedCase(1)]);
  const work = await the.by();
  await recordOffence(work, { case: refOf(1), version: 1 }, { on: day('2026-11-03'), type: 'theft of a Garden-Gnome' });
  const noon = { ...work, now: new Date('2026-11-01T12:00:00Z') };
  await the.store.commit(AREA_ID, [happened(noon, refOf(1), { what: 'offended', on: day('2026-11-01') })]);
  const file = await the.drop(feedOf([{ pncId: pnc(1), offences: everything(1).offences ?? '' }]));
  expect(file.changed).toBe(1);
  expect((await the.happened(1)).map((event) => (event.what === 'offended' ? event.type : event.what))).toEqual([
    ...['theft of a Garden-Gnome', 'Affray'],
  ]);
  await expect(
    recordOffence(work, { case: refOf(1), version: 3 }, { on: day('2026-11-01'), type: 'affray' }),
  ).rejects.toThrow('is recorded of LONDON-2026-001 already');
});

test('somebody with a case in two bodies has it in both, and the line counts once', async () => {
  const scheme = schemes.richmond ?? null;
  // The same PNC id, as two people may have typed it.
  const twice = fedCase(2, { body: 'asb', identity: { name: 'Quillon Testerby', pncId: '14/101a' } });
  const both = await feeding([fedCase(1), twice]);
  const file = await both.drop(feedOf([{ pncId: '2014/0000101A', wanted: 'yes', bail: '2026-12-01' }]), { scheme });
  expect(file).toMatchObject({ lines: 1, changed: 1, known: 1, missing: { count: 0 } });
  for (const n of [1, 2])
    expect(await both.caseNow(n)).toMatchObject({ wanted: { since: TODAY }, keyDates: { bail: '2026-12-01' } });
  expect((await rows(both, FeedChanges)).map(({ ref }) => ref)).toEqual([refOf(1), refOf(1), refOf(2), refOf(2)]);
});

test('where one of two cases cannot take it the line is bad, and the other case has it', async () => {
  const scheme = schemes.richmond ?? null;
  const custody = { kind: 'remand', prison: 'Unreal Prison', since: day('2026-11-01') } as const;
  const the = await feeding([
    fedCase(1, { custody }),
    fedCase(2, { body: 'asb', identity: { name: 'Q', pncId: pnc(1) } }),
  ]);
  const file = await the.drop(feedOf([{ pncId: pnc(1), inPrison: 'yes', prison: 'Imaginary Prison' }]), { scheme });
  expect(file).toMatchObject({ changed: 0, bad: 1, faults: 2 });
  expect((await the.caseNow(1)).custody?.prison).toBe('Imaginary Prison');
  expect((await the.findings(file)).faults.map(({ line, column }) => [line, column])).toEqual([
    [2, 'Prison since'],
    [2, 'Remand or sentence'],
  ]);
});

test('of somebody on no register, or removed from it, nothing is kept; the line is listed', async () => {
  const the = await feeding([fedCase(1), fedCase(2, { state: 'removed' })]);
  const text = feedOf([
    { pncId: pnc(2), wanted: 'yes' },
    { pncId: '1999/7654321Z', wanted: 'perhaps', wantedFor: 'Stealing the moon' },
    { pncId: '1999/7654322Z', offences: '1/1/2020 Stealing the sun' },
    { pncId: pnc(1), wanted: 'yes' },
    { pncId: '1999/7654323Z', bail: '2026-12-01' },
  ]);
  const file = await the.drop(text);
  expect(file).toMatchObject({ lines: 5, known: 1, changed: 1, bad: 0, missing: { count: 4, lines: '2 to 4, 6' } });
  expect((await the.caseNow(2)).wanted).toBeUndefined();
  const all = JSON.stringify(await dump(the.store));
  for (const trace of ['765432', 'moon', 'sun']) expect(all).not.toContain(trace);
});

test('bad lines are listed by line and column with the fix, and every other line is taken', async () => {
  const the = await feeding([1, 2, 3, 4].map((n) => fedCase(n)));
  const file = await the.drop(
    feedOf([
      { pncId: pnc(1), bail: 'soon' },
      { pncId: pnc(2), bail: '2026-12-01' },
      { pncId: pnc(3), bail: '2026-12-01', inPrison: 'yes' },
      { pncId: '', bail: 'nobody knows' },
      { pncId: pnc(4), bail: '1 Dec 2026' },
    ]),
  );
  expect(file).toMatchObject({ lines: 5, known: 3, changed: 2, bad: 3 });
  const { faults } = await the.findings(file);
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [2, 'Bail to return'],
    [4, 'Prison'],
    [4, 'Prison since'],
    [4, 'Remand or sentence'],
    [5, 'PNC id'],
  ]);
  expect(faults[0]?.why).toContain('write it as 2026-11-05, 05/11/2026 or 5 Nov 2026');
  expect((await the.caseNow(3)).keyDates).toBeUndefined();
  for (const n of [2, 4]) expect((await the.caseNow(n)).keyDates).toEqual({ bail: '2026-12-01' });
});

test('lines that contradict each other are all bad, whichever comes first; those that add to each other are taken', async () => {
  const lines: FeedRow[] = [
    { pncId: pnc(1), wanted: 'yes' },
    { pncId: pnc(2), offences: '1/11/2026 Affray', wanted: 'yes' },
    { pncId: '14/101A', wanted: 'no' },
    { pncId: pnc(2), offences: '2/11/2026 Theft', wanted: 'yes' },
  ];
  for (const order of [lines, lines.toReversed()]) {
    const the = await feeding([fedCase(1), fedCase(2)], memoryStore());
    const file = await the.drop(feedOf(order));
    expect(file).toMatchObject({ lines: 4, changed: 2, bad: 2 });
    expect((await the.caseNow(1)).wanted).toBeUndefined();
    expect((await the.happened(2)).map(({ what }) => what).sort()).toEqual(['offended', 'offended', 'wanted']);
    expect((await the.findings(file)).faults.map(({ column }) => column)).toEqual(['Wanted', 'Wanted']);
  }
});

test('of a case that is open to others only, what the police know is taken, and no finding names it', async () => {
  const restrictedTo = [people.chair];
  const the = await feeding([fedCase(1, { restrictedTo }), fedCase(2)]);
  const bad = { inPrison: 'yes', prison: 'Unreal Prison', kind: 'remand' };
  const file = await the.drop(
    feedOf([
      { pncId: pnc(1), ...bad },
      { pncId: pnc(2), ...bad },
      { pncId: pnc(1), wanted: 'yes' },
    ]),
  );
  expect(file).toMatchObject({ changed: 1, bad: 2 });
  expect((await the.findings(file)).faults.map(({ why }) => why)).toEqual([
    expect.not.stringContaining('LONDON'),
    expect.stringContaining(`(${refOf(2)})`),
  ]);
  expect((await the.caseNow(1)).wanted).toEqual({ since: TODAY, why: 'By the police feed.' });
});

test('a list that is full says so as a finding, and the rest goes on', async () => {
  const court = (at: number) => ({ id: `c${at}`, on: day('2027-01-05'), court: 'Court', promptOn: day('2026-12-23') });
  const full = fedCase(1, { courts: Array.from({ length: 12 }, (_, at) => court(at)) });
  const the = await feeding([full, fedCase(2)]);
  const courts = '2026-12-02 Invented Magistrates’ Court';
  const file = await the.drop(feedOf([1, 2].map((n) => ({ pncId: pnc(n), courts, wanted: 'yes' }))));
  expect(file).toMatchObject({ changed: 1, bad: 1 });
  expect((await the.findings(file)).faults[0]?.why).toContain('12 court dates open');
  expect(await the.caseNow(1)).toEqual(full);
});

test('the fullest line about the fullest case fits into one transaction', async () => {
  const line: FeedRow = {
    ...everything(1),
    offences: Array.from({ length: 20 }, (_, at) => `${1 + at}/10/2026 ${'Theft '.repeat(12)}${at}`).join(';'),
    courts: Array.from({ length: 12 }, (_, at) => `${1 + at}/12/2026 ${'Court '.repeat(12)}${at}`).join(';'),
    pending: Array.from({ length: 12 }, (_, at) => `${'Burglary '.repeat(12)}${at}`).join(';'),
  };
  const fullest = fedCase(1, {
    identity: {
      name: 'Quillon Zebedee Marlowe Tansy Isolde Testerby',
      aliases: 'Quill, Zeb, Barnaby, Corwin, Delphine, Emeric',
      dateOfBirth: day('2009-01-01'),
      pncId: pnc(1),
    },
    rag: { colour: 'red', since: TODAY, why: 'Burglaries.' },
    dyo: true,
    monitoring: { until: day('2027-01-01'), by: people.chair, at: NOW.toISOString() },
    consentDue: NOW.toISOString(),
    receiving: { agency: 'housing', why: 'x', since: NOW.toISOString() },
    proposals: [
      { id: 'p', change: { motion: 'set RAG', colour: 'green' }, why: 'x', by: people.chair, at: NOW.toISOString() },
    ],
  });
  const the = await feeding([fullest]);
  expect(await the.drop(feedOf([line]))).toMatchObject({ changed: 1, bad: 0 });
  expect((await the.happened(1)).filter(({ what }) => what === 'offended')).toHaveLength(20);
});

test('stopped after any step and gone on with by another, each line comes once', async () => {
  for (const stop of [0, 1, 2, 4, 7]) {
    const the = await feeding(
      [1, 2, 3, 4, 5, 6].map((n) => fedCase(n)),
      memoryStore(),
    );
    const id = await the.received(
      feedOf([1, 2, 3, 4, 5, 6].map((n) => (n === 3 ? { pncId: pnc(3), bail: '' } : everything(n)))),
    );
    for (let steps = 0; steps < stop; steps++) await the.step(id);
    // Two at once, as when a claim has run out too early.
    await Promise.all([the.run(id), the.run(id)]);
    expect((await the.row(id)).doc).toMatchObject({ state: 'done', taken: 6, changed: 5 });
    for (const n of [1, 2, 4, 5, 6]) expect(await the.happened(n)).toHaveLength(8);
    expect(await rows(the, FeedChanges)).toHaveLength(35);
    expect(await rows(the, Feeds)).toHaveLength(1);
  }
});

test('a file over many pages of lines and findings', async () => {
  const the = await feeding(
    Array.from({ length: 60 }, (_, n) => fedCase(n)),
    memoryStore(),
  );
  const bad = (n: number) => (n % 3 === 0 ? 'soon' : '2026-12-01');
  const file = await the.drop(feedOf(Array.from({ length: 150 }, (_, n) => ({ pncId: pnc(n), bail: bad(n) }))));
  expect(file).toMatchObject({
    lines: 150,
    changed: 40,
    bad: 20,
    faults: 20,
    missing: { count: 90, lines: '62 to 151' },
  });
  const pages = await Promise.all([1, 2, 3].map((page) => the.findings(file, page)));
  expect(pages.map(({ faults, pages: of }) => [faults.length, of])).toEqual([
    [15, 2],
    [5, 2],
    [5, 2],
  ]);
});

test.for<[string, string, RegExp]>([
  ['a heading twice', 'PNC id,Bail,Bail date\r\n1,2,3', /says the same twice: Bail date/],
  ['more lines than anybody’s register has', `PNC id,Wanted\r\n${'1999/1A,no\r\n'.repeat(20_001)}`, /Divide it/],
])('of a file with %s nothing is taken, and why is told', async ([, text, why]) => {
  const the = await feeding([fedCase(1)], memoryStore());
  const file = await the.drop(text);
  expect(file).toMatchObject({ state: 'unreadable', why: expect.stringMatching(why) });
  expect(await rows(the, Feeds)).toEqual([]);
});

test('headings that mean nothing here are named and left out', async () => {
  const the = await feeding([fedCase(1)]);
  const file = await the.drop(`Name;PNC;Wanted status\r\nQuillon;${pnc(1)};YES\r\n`);
  expect(file).toMatchObject({ unknown: ['Name'], changed: 1 });
});

test.for([
  [
    'a co-ordinator who is not of the police',
    { person: people.coordinator, name: '', agency: 'council', coordinator: true },
  ],
  ['somebody of housing', { person: people.housing, name: '', agency: 'housing', coordinator: false }],
] as const)('%s is told who may, and nothing of the feed is kept', async ([, actor]) => {
  const the = await feeding([fedCase(1)]);
  const file = await the.drop(feedOf([everything(1)]), { actor });
  expect(file).toMatchObject({ state: 'unreadable', why: expect.stringContaining('Metropolitan Police') });
  expect(await the.caseNow(1)).toEqual(fedCase(1));
  expect(JSON.stringify(await dump(the.store))).not.toContain('garden gnome');
  expect(await rows(the, Feeds)).toEqual([]);
});

test('a co-ordinator of the police may drop it', async () => {
  const the = await feeding([fedCase(1)]);
  const actor = { person: people.coordinator, name: '', agency: 'police', coordinator: true };
  expect(await the.drop(feedOf([everything(1)]), { actor })).toMatchObject({ state: 'done', changed: 1 });
});

test('a register that a police officer drops is not put onto the register', async () => {
  const the = await feeding([fedCase(1)]);
  const id = await the.received(
    'Name,Date of birth,PNC id,Owner agency,Lead agency,Adopted on\r\nZ,1/1/1990,,a,b,1/1/2026',
  );
  expect((await the.import(id))?.doc).toMatchObject({
    state: 'unreadable',
    why: expect.stringContaining('only the co-ordinator'),
  });
});

test('what came of a file is for whoever dropped it, for a week; then all of it is gone', async () => {
  const the = await feeding([fedCase(1)]);
  const { id } = await the.drop(feedOf([{ pncId: pnc(1), bail: 'soon' }]));
  const other = await the.by({ actor: { person: people.housing, name: '', agency: 'police', coordinator: true } });
  await expect(feedRow(other, id)).rejects.toThrow('Only whoever dropped this file');
  expect(await feedFilesOf(other)).toEqual([]);
  expect(await feedFilesOf(await the.by())).toHaveLength(1);

  const files = await rows(the, FeedFiles);
  expect(nextFeeds(files, NOW)).toEqual([]);
  expect(nextFeeds(files, new Date('2026-11-12T09:29:00Z'))).toEqual([]);
  const later = new Date('2026-11-12T09:31:00Z');
  expect(nextFeeds(files, later)).toEqual(files);
  while ((await the.step(id, { now: later })) === 'more');
  expect([...(await rows(the, FeedFiles)), ...(await rows(the, FeedFaults))]).toEqual([]);
  await expect(feedRow(await the.by(), id)).rejects.toThrow('kept for a week');
  expect(await rows(the, Feeds)).toHaveLength(1);
});

test('of two files that are taken, the one that was dropped first goes first', async () => {
  const the = await feeding([fedCase(1)]);
  const second = await the.received(feedOf([everything(1)]), { now: new Date('2026-11-05T11:00:00Z') });
  const first = await the.received(feedOf([everything(1)]), { now: new Date('2026-11-05T10:00:00Z') });
  expect(nextFeeds(await rows(the, FeedFiles), NOW).map(({ id }) => id)).toEqual([first]);
  expect(second).not.toBe(first);
});

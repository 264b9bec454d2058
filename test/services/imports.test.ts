import { expect, test } from 'vitest';
import { entriesOf } from '../../services/caseIndex.ts';
import { Cases, OnRegister } from '../../services/caseModel.ts';
import { caseRow, changeCase } from '../../services/cases.ts';
import { Escalations } from '../../services/escalationModel.ts';
import { actionGiven } from '../../services/giving.ts';
import { ImportDoubles, ImportFaults, ImportLines } from '../../services/importModel.ts';
import { stepImport } from '../../services/importSteps.ts';
import { dropFile, findingsOf, forgetImport, placeImport, undoImport } from '../../services/imports.ts';
import { LogEntries } from '../../services/log.ts';
import { Counters, Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Kind, keyOf } from '../../services/store.ts';
import { TeamLists } from '../../services/teamMeetingModel.ts';
import { CaseEvents } from '../../services/timeline.ts';
import { save } from '../../services/work.ts';
import { AREA_ID, meeting, people } from '../support/builders.ts';
import { fileOf, importing, person } from '../support/importing.ts';
import { memoryStore } from '../support/memory.ts';
import { dump } from '../support/tables.ts';

type Importing = Awaited<ReturnType<typeof importing>>;
const crowd = (n: number) => Array.from({ length: n }, (_, at) => person(at));
const onRegister = async ({ store, by }: Importing): Promise<string[]> => {
  const work = await by();
  const seen = await Promise.all(
    (await store.list(AREA_ID, Cases)).map(({ id }) =>
      caseRow(work, id).then(
        () => [id],
        () => [],
      ),
    ),
  );
  return seen.flat();
};
const left = async ({ store }: Importing): Promise<number> =>
  (
    await Promise.all(
      ([ImportLines, ImportFaults, ImportDoubles] as Kind<unknown>[]).map((of) => store.list(AREA_ID, of)),
    )
  ).flat().length;
const placed = async (the: Importing, lines: string) => {
  const { id } = await the.drop(lines);
  expect(await placeImport(await the.by(), await the.asked(id))).toBe('placing');
  return the.run(id);
};

test('a file without a fault is checked, then placed when somebody says so; every row of every case stands', async () => {
  const the = await importing();
  const before = await dump(the.store, { log: false });
  const checked = await the.drop(fileOf(crowd(60)));
  expect(checked).toMatchObject({ state: 'checked', lines: 60, faults: 0, doubles: 0 });
  expect(checked.source).toBeUndefined();
  const rows = (await dump(the.store, { log: false })).map(({ rowKey }) => rowKey.split('|')[0]);
  expect(rows.filter((kind) => !before.some(({ rowKey }) => rowKey.split('|')[0] === kind))).toEqual([
    ...['importline', 'importline', 'import', 'out'],
  ]);

  await placeImport(await the.by(), await the.asked(checked.id));
  const done = await the.run(checked.id);
  expect(done).toMatchObject({ state: 'done', placed: 60 });
  expect(await left(the)).toBe(0);
  const cases = await the.cases();
  expect(cases.map(({ identity }) => identity.name).sort()).toEqual(
    crowd(60)
      .map(({ Name }) => Name)
      .sort(),
  );
  const keys = new Set((await dump(the.store)).map(({ rowKey }) => rowKey));
  for (const doc of cases) for (const { of, id } of entriesOf(doc)) expect(keys).toContain(keyOf(of, id));
  expect((await the.store.get(AREA_ID, Counters, '2026'))?.doc).toEqual({ last: 60 });
  expect(await onRegister(the)).toHaveLength(60);
  const told = (await the.store.list(AREA_ID, Outbox)).map(({ doc }) => doc.send);
  expect(told).toEqual(
    [1, 2].map(() => ({ kind: 'tell', person: people.coordinator, view: 'import', subject: checked.id })),
  );
  const logged = (await the.store.list(AREA_ID, LogEntries)).flatMap(({ doc }) => doc.whose);
  expect(new Set(logged)).toEqual(new Set(cases.map(({ ref }) => ref)));
});

test('somebody who comes in custody is in custody as if it had been recorded here', async () => {
  const the = await importing();
  const [head, line] = fileOf([person(1)]).split('\r\n');
  const text = `${head},Prison,In custody since,Sentence in months\r\n${line},HMP Unreal,2026-09-01,4`;
  expect(await placed(the, text)).toMatchObject({ state: 'done' });
  const [doc] = await the.cases();
  expect(doc).toMatchObject({
    custody: { kind: 'sentence', months: 4, prison: 'HMP Unreal', since: '2026-09-01' },
    stay: { supervised: 'unknown', short: true, by: people.coordinator },
  });
  const events = (await the.store.list(AREA_ID, CaseEvents, `${doc?.ref}|`)).map(({ doc: event }) => event);
  expect(events.map(({ what, at }) => [what, at.slice(0, 10)])).toEqual([
    ['imported', '2026-11-05'],
    ['custody', '2026-09-01'],
  ]);
  expect((await the.store.list(AREA_ID, OnRegister)).map(({ id }) => id)).toContain(`short|iom|${doc?.ref}`);
});

test('until the last line has arrived nobody sees any of them, and no step is larger than a transaction', async () => {
  const the = await importing();
  const { id } = await the.drop(fileOf(crowd(60)));
  await placeImport(await the.by(), await the.asked(id));
  const seen: number[] = [];
  const progress: number[] = [];
  await the.run(id, '', async (doc) => {
    seen.push((await onRegister(the)).length);
    progress.push(doc.placed);
  });
  expect(new Set(seen)).toEqual(new Set([0]));
  expect(progress.length).toBeGreaterThan(6);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(await onRegister(the)).toHaveLength(60);
});

test('with a fault nothing can be placed; the faults are named in pages, and the mended file takes its place', async () => {
  const the = await importing();
  const bad = crowd(80).map((one, at) => (at % 2 === 0 ? { ...one, 'Date of birth': 'soon' } : one));
  const faulty = await the.drop(fileOf(bad));
  expect(faulty).toMatchObject({ state: 'faulty', lines: 40, faults: 40 });
  expect(await the.store.list(AREA_ID, ImportLines)).toEqual([]);
  const work = await the.by();
  const shown = await Promise.all([1, 2, 3].map((page) => findingsOf(work, faulty, page)));
  expect(shown.map(({ faults, pages }) => [faults.length, pages])).toEqual([
    [15, 3],
    [15, 3],
    [10, 3],
  ]);
  expect(shown.flatMap(({ faults }) => faults).map(({ line }) => line)).toEqual(
    Array.from({ length: 40 }, (_, at) => 2 + 2 * at),
  );
  // Past the end, the last page is shown.
  expect(await findingsOf(work, faulty, 99)).toEqual(shown[2]);
  expect(await placeImport(work, await the.asked(faulty.id))).toBe('overtaken');

  const mended = await the.drop(fileOf(crowd(80)));
  expect(mended.state).toBe('checked');
  expect((await the.run(faulty.id)).state).toBe('dropped');
  expect(await the.store.list(AREA_ID, ImportFaults)).toEqual([]);
});

test('who stands twice in the file or on the register already is named, with the reason', async () => {
  const the = await importing();
  await placed(the, fileOf([person(1), person(2)]));
  const again = await the.drop(
    fileOf([
      person(7),
      person(1, { 'PNC id': '', Name: 'Zebedee Testerbie' }),
      person(8, { 'PNC id': person(7)['PNC id'] ?? '' }),
    ]),
  );
  expect(again).toMatchObject({ state: 'checked', doubles: 2 });
  const { doubles } = await findingsOf(await the.by(), again, 1);
  expect(doubles).toEqual([
    { line: 3, with: { ref: 'RICH-2026-001' }, why: ['spelling'] },
    { line: 4, with: { line: 2 }, why: ['PNC id'] },
  ]);
});

test('the same file twice: the second is compared again once the first is placed', async () => {
  const the = await importing();
  const first = await the.drop(fileOf(crowd(3)));
  const second = await the.drop(fileOf(crowd(3)));
  expect([first.doubles, second.doubles]).toEqual([0, 0]);
  await placeImport(await the.by(), await the.asked(first.id));
  await expect(placeImport(await the.by(), await the.asked(second.id))).rejects.toThrow(
    'Another import is being placed',
  );
  await the.run(first.id);
  const work = await the.by({ now: new Date('2026-11-05T09:40:00Z') });
  expect(await placeImport(work, await the.asked(second.id))).toBe('again');
  expect(await the.run(second.id)).toMatchObject({ state: 'checked', doubles: 3 });
});

test('several instances at the same time place every line once', async () => {
  const the = await importing();
  const { id } = await the.drop(fileOf(crowd(60)));
  await placeImport(await the.by(), await the.asked(id));
  await Promise.all([the.run(id), the.run(id), the.run(id)]);
  const names = (await the.cases()).map(({ identity }) => identity.name);
  expect(names).toHaveLength(60);
  expect(new Set(names).size).toBe(60);
  expect((await the.row(id)).doc.state).toBe('done');
});

test('a press that comes twice, or after somebody else’s, changes nothing', async () => {
  const the = await importing();
  const { id } = await the.drop(fileOf(crowd(3)));
  const asked = await the.asked(id);
  const twice = await Promise.all([placeImport(await the.by(), asked), placeImport(await the.by(), asked)]);
  expect(twice.sort()).toEqual(['overtaken', 'placing']);
  await the.run(id);
  expect((await the.store.get(AREA_ID, Counters, '2026'))?.doc.last).toBe(3);
  expect(await forgetImport(await the.by(), await the.asked(id))).toBe('overtaken');
});

test('a file that cannot be fetched says why, and leaves nothing', async () => {
  const the = await importing();
  const { id } = await dropFile(await the.by(), { file: 'gone.csv', source: 'https://example.sharepoint.com/x' });
  expect(await the.run(id, 'The file is gone.')).toMatchObject({ state: 'unreadable', why: 'The file is gone.' });
  expect(await left(the)).toBe(0);
});

test('a file whose host is busy is tried for a quarter of an hour', async () => {
  const the = await importing();
  const { id } = await dropFile(await the.by(), { file: 'busy.csv', source: 'https://example.sharepoint.com/x' });
  const busy = () => Promise.reject(new Error('busy'));
  const claim = { heldBy: 'test', until: '2026-11-05T10:00:00.000Z' };
  await expect(stepImport(await the.by(), id, claim, busy)).rejects.toThrow('busy');
  expect((await the.row(id)).doc.state).toBe('receiving');
  await stepImport(await the.by({ now: new Date('2026-11-05T09:46:00Z') }), id, claim, busy);
  expect((await the.row(id)).doc).toMatchObject({
    state: 'unreadable',
    why: expect.stringContaining('quarter of an hour'),
  });
});

test('what is forgotten leaves no line behind', async () => {
  const the = await importing();
  const { id } = await the.drop(fileOf(crowd(120)));
  expect(await left(the)).toBeGreaterThan(0);
  expect(await forgetImport(await the.by(), await the.asked(id))).toBe('forgotten');
  expect((await the.run(id)).state).toBe('dropped');
  expect(await left(the)).toBe(0);
});

test('five open imports are enough', async () => {
  const the = await importing();
  for (let n = 0; n < 5; n++) await the.drop(fileOf([person(n)]));
  await expect(the.drop(fileOf([person(9)]))).rejects.toThrow('5 imports are open');
});

test('undone, everybody is hidden at once, then gone with every row', async () => {
  const the = await importing();
  const before = (await dump(the.store, { log: false })).map(({ rowKey }) => rowKey);
  const done = await placed(the, fileOf(crowd(30)));
  expect(await undoImport(await the.by(), await the.asked(done.id))).toBe('undoing');
  expect(await onRegister(the)).toEqual([]);
  expect(await the.cases()).toHaveLength(30);
  const undone = await the.run(done.id);
  expect(undone).toMatchObject({ state: 'undone', kept: { count: 0, refs: [] } });
  const after = (await dump(the.store, { log: false })).map(({ rowKey }) => rowKey);
  const more = after.filter((key) => !before.includes(key)).map((key) => key.split('|')[0]);
  expect([...new Set(more)].sort()).toEqual(['counter', 'import', 'out']);
  expect((await the.area()).importing).toEqual([]);
});

test('undone while it is being placed, it stops and is taken out', async () => {
  const the = await importing();
  const { id } = await the.drop(fileOf(crowd(30)));
  const asked = await the.asked(id);
  await placeImport(await the.by(), asked);
  await the.step(id);
  await the.step(id);
  expect(await undoImport(await the.by(), asked)).toBe('undoing');
  expect((await the.run(id)).state).toBe('undone');
  expect(await the.cases()).toEqual([]);
});

test('whoever has been worked on since stays, and is named: changed, given a task, or on an agenda', async () => {
  const the = await importing();
  const done = await placed(the, fileOf(crowd(20)));
  const [changed = '', tasked = '', discussed = ''] = (await the.cases()).map(({ ref }) => ref);
  const work = await the.by();
  await changeCase(work, { case: changed, version: 1 }, (doc) => ({
    doc: { ...doc, reviewOn: day('2027-05-05') },
    events: [],
  }));
  await save(work, async () => ({
    changes: actionGiven(work, {
      ref: tasked,
      body: 'iom',
      what: 'Visit',
      due: day('2026-12-01'),
      owner: people.police,
    }),
    result: undefined,
  }));
  const item = { id: 'i', heading: 'reviews due', case: discussed, state: 'waiting', aside: [] } as const;
  await the.store.commit(AREA_ID, [create(Meetings, 'm', meeting({ id: 'm', items: [item] }))]);

  await undoImport(await the.by(), await the.asked(done.id));
  // What somebody changed is theirs already and never hides.
  expect(await onRegister(the)).toEqual([changed]);
  expect(await the.run(done.id)).toMatchObject({
    state: 'undone',
    kept: { count: 3, refs: [changed, tasked, discussed] },
  });
  expect((await onRegister(the)).sort()).toEqual([changed, tasked, discussed].sort());
  const rows = (await dump(the.store)).map(({ rowKey }) => rowKey);
  for (const doc of await the.cases()) {
    expect(doc.import).toBeUndefined();
    for (const { of, id } of entriesOf(doc)) expect(rows).toContain(keyOf(of, id));
  }
  const lines = (await the.store.list(AREA_ID, OnRegister)).map(({ doc }) => doc);
  expect(lines.filter((line) => line.import !== undefined)).toEqual([]);
  expect(new Set((await the.store.list(AREA_ID, CaseEvents)).map(({ id }) => id.split('|')[0]))).toEqual(
    new Set([changed, tasked, discussed]),
  );
});

test('an offence of the day on which it is placed is the import’s own, and goes with it', async () => {
  const the = await importing();
  const [head, line] = fileOf([person(1)]).split('\r\n');
  const done = await placed(the, `${head},Re-offended on\r\n${line},2026-11-05`);
  await undoImport(await the.by(), await the.asked(done.id));
  expect(await the.run(done.id)).toMatchObject({ state: 'undone', kept: { count: 0 } });
  expect(await the.store.list(AREA_ID, CaseEvents)).toEqual([]);
});

test('whoever is on the list of a weekly meeting, or of whom something climbs the ladder, stays', async () => {
  const the = await importing();
  const done = await placed(the, fileOf(crowd(4)));
  const [listed = '', raised = ''] = (await the.cases()).map(({ ref }) => ref);
  const said = { by: people.police, at: '2026-11-05T10:00:00.000Z' };
  const item = {
    ...{ id: 'i', version: 1, kind: 'problem', ref: listed, what: 'Keeps no appointment.', ...said },
    ...{ meeting: day('2026-11-10'), carried: 0 },
  };
  await the.store.commit(AREA_ID, [
    create(TeamLists, 'team', { body: 'team', items: [item] }),
    create(Escalations, 'e', {
      ...{ id: 'e', from: 'iom', ...said, ref: raised, with: 'strategic', state: 'waiting' },
      path: [{ what: 'raised', body: 'iom', says: 'No place to live.', ...said }],
    }),
  ]);
  await undoImport(await the.by(), await the.asked(done.id));
  expect(await the.run(done.id)).toMatchObject({ state: 'undone', kept: { count: 2, refs: [listed, raised] } });
});

test.for<[string, Buffer, RegExp]>([
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n'), /This is a PDF.*CSV UTF-8/],
  ['a workbook', Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'), /This is a workbook.*CSV UTF-8/],
  ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), /This is a workbook/],
  ['a web page', Buffer.from('\ufeff\n<!doctype html><title>Sign in</title>'), /This is a web page/],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x01', 'latin1'), /not a file of text/],
  ['nothing at all', Buffer.alloc(0), /The file is empty/],
  ['blank lines', Buffer.from('\ufeff\r\n \r\n', 'utf16le'), /The file is empty/],
])('%s under the name of a register says what it is, and leaves nothing', async ([, bytes, why]) => {
  const the = await importing(memoryStore());
  expect(await the.drop(bytes)).toMatchObject({ state: 'unreadable', why: expect.stringMatching(why), unknown: [] });
  expect(await left(the)).toBe(0);
});

test('ten thousand lines: each arrives once, in the order of the file', async () => {
  const the = await importing(memoryStore());
  const many = Array.from({ length: 10_000 }, (_, at) => person(at, { Name: `Quillon Number${at.toString(36)}` }));
  const done = await placed(the, fileOf(many));
  expect(done).toMatchObject({ state: 'done', placed: 10_000 });
  const refs = (await the.cases()).sort((a, b) => Number(a.ref.slice(10)) - Number(b.ref.slice(10)));
  expect(refs.map(({ identity }) => identity.name)).toEqual(many.map(({ Name }) => Name));
});

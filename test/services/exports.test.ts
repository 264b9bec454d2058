import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { AREA } from '../../services/area.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { type Export, type ExportOf, ExportParts, Exports, Links } from '../../services/exportModel.ts';
import { stepExport } from '../../services/exportSteps.ts';
import {
  askForExport,
  linkWorks,
  makeLink,
  openLink,
  readyExport,
  sweepLinks,
  takeExport,
} from '../../services/exports.ts';
import { actionGiven } from '../../services/giving.ts';
import { peopleOf, readRegister } from '../../services/importReading.ts';
import { placeImport } from '../../services/imports.ts';
import { LogEntries } from '../../services/log.ts';
import { Areas, Decisions, Meetings, Referrals } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { happened } from '../../services/timeline.ts';
import { must, save, type Work } from '../../services/work.ts';
import { AREA_ID, answers, meeting, member, NOW, people, richmond, TODAY } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { fileOf, importing, person } from '../support/importing.ts';

type Importing = Awaited<ReturnType<typeof importing>>;
let the: Importing;
let store: Store;
beforeEach(async () => {
  the = await importing();
  store = the.store;
});

const claim = { heldBy: 'test', until: new Date(Date.now() + 60_000).toISOString() };
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const row = async (id: string) => must(await store.get(AREA_ID, Exports, id), 'a file');
const run = async (id: string, change: Partial<Work> = {}) => {
  while ((await stepExport(await the.by(change), id, claim)) === 'more');
  return (await row(id)).doc;
};
const made = async (of: ExportOf): Promise<Export> => run((await askForExport(await the.by(), of)).id);
const textOf = async (doc: Export): Promise<string> => (await takeExport(await the.by(), doc.id)).bytes.toString();
const linesOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
const REGISTER = { kind: 'register', body: 'iom' } as const;
const keys = { leadProfessional: people.chair, policeContact: people.police };
const lay = (...cases: readonly Case[]) => store.commit(AREA_ID, laid(...cases));
const disclosures = async () =>
  (await store.views.list(AREA_ID, LogEntries))
    .map(({ doc }) => doc)
    .filter(({ category }) => category === 'disclosure');

const born = { dateOfBirth: day('1990-02-01') };
const custody = {
  kind: 'sentence',
  prison: 'HMP Unreal',
  since: day('2026-09-01'),
  months: 18,
  releaseOn: day('2027-03-01'),
  endsOn: day('2028-03-01'),
} as const;

test('the register of a body goes out with every case of it, and comes in again as it was', async () => {
  await lay(
    caseOf({
      ...keys,
      category: 'repeat-offender',
      identity: { name: "O'Nowhere, Zoë", dateOfBirth: day('1990-02-01') },
    }),
    caseOf({
      ...keys,
      ref: 'RICH-2026-015',
      category: 'ppo',
      state: 'removed',
      removal: { on: day('2026-10-20'), reason: 'moved', why: 'Moved to another area.' },
    }),
    caseOf({ ref: 'RICH-2026-016', body: 'asb' }),
    caseOf({
      ...keys,
      ref: 'RICH-2026-017',
      category: 'ppo',
      identity: { ...born, name: 'Quillon Testerby' },
      custody,
    }),
    caseOf({
      ...keys,
      ref: 'RICH-2026-018',
      category: 'ppo',
      identity: { ...born, name: 'Tansy Mockridge' },
      custody: { ...custody, released: day('2026-11-01') },
    }),
  );
  const doc = await made(REGISTER);
  expect(doc).toMatchObject({ state: 'ready', lines: 4, leftOut: 0, file: 'register-iom-2026-11-05.csv' });
  const text = await textOf(doc);
  expect(Buffer.byteLength(text)).toBe(doc.bytes);
  const [head = [], ...rows] = linesOf(text);
  expect(rows.map((cells) => cells[0])).toEqual([CASE, ...[15, 17, 18].map((n) => `RICH-2026-0${n}`)]);
  expect(rows[0]?.[head.indexOf('Lead professional')]).toBe('Priya Example');
  const again = await readRegister(Buffer.from(text), {
    scheme: richmond,
    today: TODAY,
    people: peopleOf([member('chair'), member('police')]),
  });
  expect(again.faults).toEqual([]);
  expect(again.lines[0]?.case).toMatchObject({
    identity: { name: "O'Nowhere, Zoë", dateOfBirth: '1990-02-01' },
    pathways: { accommodation: 'red', health: 'green' },
    ...keys,
  });
  const [, gone, inside, out] = again.lines;
  expect(gone?.case).toMatchObject({ state: 'removed', removal: { on: '2026-10-20', why: 'Moved to another area.' } });
  expect(inside?.case).toMatchObject({ custody });
  expect(out?.case.custody).toBeUndefined();
  expect(out?.case.keyDates).toEqual({ sentenceEnd: custody.endsOn });
});

test('whoever is wanted goes out with the day since when', async () => {
  await lay(
    caseOf({ wanted: { since: day('2026-11-02'), why: 'Failed to appear' } }),
    caseOf({ ref: 'RICH-2026-015' }),
  );
  const [head = [], ...rows] = linesOf(await textOf(await made(REGISTER)));
  expect(rows.map((cells) => cells[head.indexOf('Wanted since')])).toEqual(['2026-11-02', '']);
});

test('no cell of it begins a formula', async () => {
  await lay(
    caseOf({ identity: { name: '=HYPERLINK("https://example.org")', aliases: '+1', address: '@x', town: '\t-1' } }),
  );
  const cells = linesOf(await textOf(await made(REGISTER))).flat();
  expect(cells).toContain('\'=HYPERLINK("https://example.org")');
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('what is hidden, restricted to others, or of an interest declared is left out, and counted', async () => {
  const area = must(await store.get(AREA_ID, Areas, AREA), 'a team');
  await store.commit(AREA_ID, [replace(area, { ...area.doc, importing: ['now'] })]);
  const aside = { seat: 'iom-data-analyst', person: people.coordinator, at: NOW.toISOString() };
  const item = { id: 'i', heading: 'reviews due', case: 'RICH-2026-017', state: 'waiting', aside: [aside] } as const;
  await store.commit(AREA_ID, [create(Meetings, 'm', meeting({ id: 'm', items: [item] }))]);
  await lay(
    caseOf(),
    caseOf({ ref: 'RICH-2026-015', import: 'now' }),
    caseOf({ ref: 'RICH-2026-016', restrictedTo: [people.chair] }),
    caseOf({ ref: 'RICH-2026-017' }),
    caseOf({ ref: 'RICH-2026-018', restrictedTo: [people.coordinator] }),
  );
  const doc = await made(REGISTER);
  expect(doc).toMatchObject({ lines: 2, leftOut: 2 });
  expect(linesOf(await textOf(doc)).map((cells) => cells[0])).toEqual(['Reference', CASE, 'RICH-2026-018']);
});

test('a long register is made a page at a time, by whoever comes, without a line twice or none', async () => {
  const { id } = await the.drop(fileOf(Array.from({ length: 230 }, (_, n) => person(n))));
  await placeImport(await the.by(), await the.asked(id));
  await the.run(id);
  const asked = await askForExport(await the.by(), REGISTER);
  expect((await askForExport(await the.by(), REGISTER)).id).toBe(asked.id);
  const seen: number[] = [];
  while ((await stepExport(await the.by(), asked.id, claim)) === 'more') {
    seen.push((await row(asked.id)).doc.lines);
    await Promise.all([stepExport(await the.by(), asked.id, claim), stepExport(await the.by(), asked.id, claim)]);
  }
  const doc = (await row(asked.id)).doc;
  expect(doc).toMatchObject({ state: 'ready', lines: 230, parts: 3 });
  expect(seen[0]).toBe(100);
  const refs = linesOf(await textOf(doc))
    .slice(1)
    .map((cells) => cells[0]);
  expect(refs).toEqual((await the.cases()).map(({ ref }) => ref));
});

const heldByKind = async () => {
  const work = await the.by();
  await lay(caseOf(keys), caseOf({ ref: 'RICH-2026-015', identity: { name: 'Somebody Else' } }));
  await store.commit(AREA_ID, [
    create(Referrals, CASE, {
      ...{ ref: CASE, body: 'iom', state: 'decided', referrer: people.referrer, agency: 'riverside-mentoring' },
      ...{ answers: answers(), startedAt: '2026-08-01T10:00:00.000Z' },
    }),
    create(Decisions, 'm0|i', {
      ...{ meeting: 'm0', item: 'i', referral: CASE, kind: 'adopt', state: 'recorded', basis: { how: 'agreed' } },
      interventions: [],
    }),
    happened(work, CASE, { what: 'adopted', meeting: 'm0' }),
  ]);
  await save({ ...work, whose: [CASE] }, async () => ({
    changes: actionGiven(work, {
      ref: CASE,
      body: 'iom',
      what: 'Visit once',
      due: day('2026-12-01'),
      owner: people.police,
    }),
    result: undefined,
  }));
  await store.record(AREA_ID, {
    ...{ id: 'look', at: NOW.toISOString(), who: people.housing, what: 'case.view', category: 'consultation' },
    whose: [CASE],
  });
};

test('everything held on a person goes out: case, referral, history, decisions, tasks, and who looked', async () => {
  await heldByKind();
  const doc = await made({ kind: 'person', ref: CASE, as: 'json' });
  const held = JSON.parse(await textOf(doc));
  expect(held).toMatchObject({
    case: { ref: CASE },
    referral: { ref: CASE, answers: { proposal: answers().proposal } },
    timeline: [{ what: 'adopted' }],
    actions: [{ what: 'Visit once' }],
    decisions: [{ referral: CASE }],
    whoChanged: [{ what: 'referral.test' }],
    whoLooked: [{ who: people.housing, what: 'case.view' }],
  });
  expect(JSON.stringify(held)).not.toContain('Somebody Else');
});

test('as CSV the same stands in lines of part, field and value', async () => {
  await heldByKind();
  const rows = linesOf(await textOf(await made({ kind: 'person', ref: CASE, as: 'csv' })));
  expect(rows[0]).toEqual(['Part', 'Field', 'Value']);
  expect(rows).toContainEqual(['case', 'identity.name', 'Quillon Testerby']);
  expect(rows).toContainEqual(['actions', '0.what', 'Visit once']);
});

test('somebody of whom thousands of looks and words are kept goes out whole, as one disclosure', async () => {
  await lay(caseOf());
  const work = await the.by();
  for (let n = 0; n < 40; n++)
    await store.commit(
      AREA_ID,
      Array.from({ length: 90 }, (_, at) =>
        happened({ ...work, newId: () => `${n}-${at}` }, CASE, { what: 'feedback', says: '語🙂'.repeat(400) }),
      ),
    );
  const doc = await made({ kind: 'person', ref: CASE, as: 'json' });
  expect(doc.parts).toBeGreaterThan(30);
  const held = JSON.parse(await textOf(doc));
  expect(held.timeline).toHaveLength(3_600);
  expect(held.timeline.every(({ says }: { says: string }) => says === '語🙂'.repeat(400))).toBe(true);
  expect(await disclosures()).toMatchObject([{ whose: [CASE], recipients: [people.coordinator] }]);
  await run(doc.id, { now: later(61) });
  expect(await store.list(AREA_ID, ExportParts)).toEqual([]);
});

test('making broken off after its parts were laid down begins anew, and no part of the first try goes out', async () => {
  await heldByKind();
  const asked = await askForExport(await the.by(), { kind: 'person', ref: CASE, as: 'json' });
  const broken = {
    ...store,
    commit: async (...given: Parameters<Store['commit']>) => {
      if (given[1].some((change) => change.op === 'replace')) throw new Error('broken off');
      return store.commit(...given);
    },
  };
  await expect(stepExport(await the.by({ store: broken }), asked.id, claim)).rejects.toThrow('broken off');
  expect(await store.list(AREA_ID, ExportParts)).toHaveLength(1);
  const doc = await run(asked.id);
  expect(await store.list(AREA_ID, ExportParts)).toHaveLength(2);
  expect(JSON.parse(await textOf(doc))).toMatchObject({ case: { ref: CASE } });
});

test('a referral that became no case goes out as well, once it has reached the panel', async () => {
  const referral = (ref: string, state: 'draft' | 'decided') =>
    create(Referrals, ref, {
      ...{ ref, body: 'iom', state, referrer: people.referrer, agency: 'riverside-mentoring' },
      ...{ answers: answers(), startedAt: '2026-08-01T10:00:00.000Z' },
    });
  await store.commit(AREA_ID, [referral('RICH-2026-020', 'decided'), referral('RICH-2026-021', 'draft')]);
  const held = JSON.parse(await textOf(await made({ kind: 'person', ref: 'RICH-2026-020', as: 'json' })));
  expect(held).toMatchObject({ referral: { answers: { proposal: answers().proposal } }, timeline: [] });
  expect(held.case).toBeUndefined();
  await expect(made({ kind: 'person', ref: 'RICH-2026-021', as: 'json' })).rejects.toThrow('There is no case');
  const aside = { seat: 'iom-data-analyst', person: people.coordinator, at: NOW.toISOString() };
  const item = {
    id: 'i',
    heading: 'new referrals',
    referral: 'RICH-2026-020',
    state: 'waiting',
    aside: [aside],
  } as const;
  await store.commit(AREA_ID, [create(Meetings, 'm', meeting({ id: 'm', items: [item] }))]);
  await expect(made({ kind: 'person', ref: 'RICH-2026-020', as: 'json' })).rejects.toThrow('declared an interest');
});

test('whatever is wrong with a dropped file goes out as one list', async () => {
  const faulty = await the.drop(
    fileOf(Array.from({ length: 60 }, (_, n) => person(n, n % 2 ? {} : { Consent: '=1' })).concat(person(1))),
  );
  const rows = linesOf(await textOf(await made({ kind: 'findings', import: faulty.id })));
  expect(rows).toHaveLength(1 + 30 + 1);
  expect(rows[1]).toEqual(['2', 'Consent', 'begins with “=”, which a spreadsheet would run as a formula']);
  expect(rows.at(-1)).toEqual(['62', '', 'is likely the same person as line 3: PNC id']);
});

test('that it goes out is in the log before it does: to whom, and whose data', async () => {
  await lay(caseOf(), caseOf({ ref: 'RICH-2026-015' }));
  const doc = await made(REGISTER);
  expect(await disclosures()).toEqual([]);
  await textOf(doc);
  expect(await disclosures()).toMatchObject([{ whose: [CASE, 'RICH-2026-015'], recipients: [people.coordinator] }]);
});

test('a file is its owner’s alone, for an hour; then nothing of it is left', async () => {
  await lay(caseOf());
  const doc = await made(REGISTER);
  const other = await the.by({ actor: { person: people.chair, name: '', coordinator: true } });
  await expect(readyExport(other, doc.id)).rejects.toThrow('Only whoever asked');
  await expect(readyExport(await the.by({ now: later(61) }), doc.id)).rejects.toThrow('kept for an hour and is gone');
  await run(doc.id, { now: later(61) });
  expect((await row(doc.id)).doc.state).toBe('gone');
  expect(await store.list(AREA_ID, ExportParts)).toEqual([]);
});

const opening = (minutes = 0) => ({ store, now: later(minutes), newId: () => crypto.randomUUID().slice(0, 13) });

test('a link works once; its token is nowhere in storage', async () => {
  await lay(caseOf());
  const doc = await made(REGISTER);
  await makeLink(await the.by(), doc.id, 'a-token');
  expect(JSON.stringify(await store.list('people', Links))).not.toContain('a-token');
  expect(await linkWorks(opening(), 'a-token')).toBe(true);
  expect(await linkWorks(opening(), 'another')).toBe(false);
  const both = await Promise.all([openLink(opening(), 'a-token'), openLink(opening(), 'a-token')]);
  expect(both.filter((one) => one !== undefined)).toMatchObject([{ file: doc.file }]);
  expect(await openLink(opening(), 'a-token')).toBeUndefined();
  expect(await disclosures()).toMatchObject([{ what: 'export.download', recipients: [people.coordinator] }]);
});

test('a link works for ten minutes', async () => {
  await lay(caseOf());
  const doc = await made(REGISTER);
  await makeLink(await the.by(), doc.id, 'a-token');
  expect(await linkWorks(opening(9), 'a-token')).toBe(true);
  expect(await openLink(opening(10), 'a-token')).toBeUndefined();
  await sweepLinks(store, later(10));
  expect(await store.list('people', Links)).toEqual([]);
});

test('a case one stands aside from does not go out', async () => {
  const aside = { seat: 'iom-data-analyst', person: people.coordinator, at: NOW.toISOString() };
  const item = { id: 'i', heading: 'reviews due', case: CASE, state: 'waiting', aside: [aside] } as const;
  await lay(caseOf());
  await store.commit(AREA_ID, [create(Meetings, 'm', meeting({ id: 'm', items: [item] }))]);
  await expect(askForExport(await the.by(), { kind: 'person', ref: CASE, as: 'json' })).rejects.toThrow(
    'declared an interest',
  );
  expect((await store.list(AREA_ID, Cases)).length).toBe(1);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import { tellings } from '../../cards/index.ts';
import { type Card, LIMIT, size } from '../../cards/render.ts';
import { MOST_OFFENCES } from '../../services/drafts.ts';
import { type Meeting, Meetings, Referrals } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { answers, area, meeting, NOW, names, people, richmond, seed } from '../support/builders.ts';
import { golden, lint } from '../support/golden.ts';
import { dump, testStore } from '../support/tables.ts';

let store: Store;
let desk: Desk;

beforeEach(async () => {
  store = await testStore();
  await seed(store);
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

type Who = keyof typeof people;
const REF = 'RICH-2026-001';

const press = async (verb: string, data: object, who: Who = 'referrer'): Promise<Card> => {
  const caller = { person: people[who], name: names[who], mri: `29:${who}`, where: 'personal' as const };
  const answer = await dispatch(desk, area(), caller, NOW, verb, { ...data });
  if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
  expect(lint(answer.card)).toEqual([]);
  return answer.card;
};
const refused = (verb: string, data: object, who: Who = 'referrer'): Promise<string> =>
  press(verb, data, who).then(
    () => 'not refused',
    (error: Error) => error.message,
  );
const stored = async () => {
  const row = await store.get(area().id, Referrals, REF);
  if (!row) throw new Error('no draft');
  return row;
};
const start = async (given?: ReferralAnswers): Promise<Card> => {
  const card = await press('referral.start', { body: 'iom', seen: 0 });
  const row = await stored();
  if (given) await store.commit(area().id, [replace(row, { ...row.doc, answers: given })]);
  return card;
};
const meet = (change: Partial<Meeting> = {}) =>
  store.commit(area().id, [create(Meetings, 'meeting-1', meeting(change))]);
const save = async (step: string, go: string, typed: object = {}) =>
  press('referral.save', { ...typed, referral: REF, version: (await stored()).version, step, go });

/** Every string a person can read. */
const readable = (card: Card): string => JSON.stringify(card.body);
const headingOf = (card: Card): unknown =>
  card.body.find((node) => node.type === 'TextBlock' && node.style === 'heading')?.text;

type Node = { readonly [key: string]: unknown };
const nodes = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)]
    : [];
const inputs = (card: Card): Node[] => nodes(card.body).filter(({ type }) => String(type).startsWith('Input.'));
const buttons = (card: Card): Node[] => nodes(card.body).filter(({ type }) => type === 'Action.Execute');
/** What a client sends when nothing is touched: it leaves the empty inputs out. */
const asShown = (card: Card): object =>
  Object.fromEntries(inputs(card).flatMap(({ id, value }) => (value ? [[String(id), value]] : [])));

const steps = ['identity', 'offences', 'pathways', 'proposal', 'consent'] as const;

describe('what a referrer sees', () => {
  test('refer, for the first time: the panels one can refer to and what each asks', async () => {
    golden('referral-start', await press('referral.refer', {}));
  });

  test('refer, with a draft: that comes first', async () => {
    await start(
      answers({
        proposal: undefined,
        why: undefined,
        alreadyDoing: undefined,
        judgement: undefined,
        victims: undefined,
      }),
    );
    const card = await press('referral.refer', {});
    golden('referral-start-with-draft', card);
    expect(buttons(card)[0]).toMatchObject({ title: `Carry on with ${REF}`, verb: 'referral.open' });
    expect(readable(card)).toContain('4 of 5 steps have answers');
  });

  test.for(steps)('the step %s, empty and filled', async (step) => {
    await start();
    golden(`referral-${step}-empty`, await press('referral.open', { referral: REF, step }));
    const row = await stored();
    await store.commit(area().id, [replace(row, { ...row.doc, answers: answers() })]);
    golden(`referral-${step}-filled`, await press('referral.open', { referral: REF, step }));
  });

  test('check answers, with things missing', async () => {
    await start(answers({ statutory: undefined, interventions: {}, proposal: undefined }));
    const card = await press('referral.open', { referral: REF, step: 'check' });
    golden('referral-check-missing', card);
    expect(buttons(card).map(({ verb }) => verb)).not.toContain('referral.submit');
  });

  test('check answers, complete', async () => {
    await start(answers());
    golden('referral-check-complete', await press('referral.open', { referral: REF, step: 'check' }));
  });

  test('check answers, for somebody too young: where else the draft can go', async () => {
    await start(answers({ dateOfBirth: day('2010-03-04') }));
    const card = await press('referral.open', { referral: REF, step: 'check' });
    golden('referral-check-hard-stop', card);
    expect(buttons(card).map(({ verb }) => verb)).not.toContain('referral.submit');
  });

  test('the draft kept half-way', async () => {
    await start();
    golden('referral-kept', await save('identity', 'leave', { name: 'Quillon Testerby' }));
  });

  test.for<[string, Partial<Meeting> | undefined]>([
    ['referral-received-with-meeting', {}],
    ['referral-received-without-meeting', undefined],
  ])('%s', async ([name, held]) => {
    if (held) await meet(held);
    await start(answers());
    golden(name, await press('referral.submit', { referral: REF, version: (await stored()).version }));
  });

  test('my referrals', async () => {
    golden('referral-mine-none', await press('referral.mine', {}));
    await meet();
    await start(answers());
    await press('referral.submit', { referral: REF, version: (await stored()).version });
    await press('referral.start', { body: 'iom', seen: 1 });
    golden('referral-mine', await press('referral.mine', {}));
  });

  test('the co-ordinator is told of the referral without a name', async () => {
    await meet();
    await start(answers());
    await press('referral.submit', { referral: REF, version: (await stored()).version });
    const [out] = await store.list(area().id, Outbox);
    expect(out?.doc.send).toMatchObject({ kind: 'tell', person: people.coordinator, view: 'referral received' });
    const place = { store, area: area(), scheme: richmond, now: NOW };
    const told = await tellings.get('referral received')?.card(place, people.coordinator, REF);
    if (!told) throw new Error('nothing is told');
    golden('referral-arrived', told.card);
    expect(readable(told.card)).not.toContain('Testerby');
    expect(await press('referral.arrived', { referral: REF }, 'coordinator')).toEqual(told.card);
  });
});

describe('walking through the steps', () => {
  test('an untouched card, saved, changes nothing and leads on; through all steps to the check', async () => {
    await start(answers());
    const before = await dump(store);
    for (const [at, step] of steps.entries()) {
      const card = await press('referral.open', { referral: REF, step });
      expect(headingOf(card)).toBe(headingOf(await press('referral.open', { referral: REF, step })));
      const next = await save(step, 'next', asShown(card));
      const expected = at < 4 ? new RegExp(`^Step ${at + 2} of 5: `) : /^Check your answers/;
      expect(headingOf(next)).toMatch(expected);
    }
    expect(await dump(store)).toEqual(before);
  });

  test.for<[string, string, RegExp]>([
    ['next', 'proposal', /^Step 5 of 5/],
    ['back', 'proposal', /^Step 3 of 5/],
    ['leave', 'proposal', /^Kept: draft/],
    ['check', 'proposal', /^Check your answers/],
  ])('“%s” keeps what was typed, even incomplete', async ([go, step, leadsTo]) => {
    await start();
    expect(headingOf(await save(step, go, { why: '  Half a thought ' }))).toMatch(leadsTo);
    expect((await stored()).doc.answers).toMatchObject({ why: 'Half a thought' });
  });

  test('a score without its date is kept, and asked for before submitting', async () => {
    await start(answers());
    await save('offences', 'leave', { ogrsScore: '61', mappa: '0', marac: 'no', dyo: 'no' });
    expect((await stored()).doc.answers.ogrs).toEqual({ score: 61 });
    const check = readable(await press('referral.open', { referral: REF, step: 'check' }));
    expect(check).toContain('Give the date of the OGRS score.');
  });

  test('an emptied input takes its answer away', async () => {
    await start(answers());
    const { consentForm: _, ...rest } = asShown(await press('referral.open', { referral: REF, step: 'consent' })) as {
      consentForm?: string;
    };
    await save('consent', 'next', rest);
    expect((await stored()).doc.answers.consent).toEqual({ status: 'given', date: '2026-10-30' });
  });

  test('a pathway newly rated red asks at once what is proposed for it, and only once', async () => {
    await start();
    const rated = { 'rating-health': 'red', 'rating-other': 'green' };
    const again = await save('pathways', 'next', rated);
    expect(headingOf(again)).toMatch(/^Step 3 of 5/);
    expect(inputs(again).map(({ id }) => id)).toContain('intervention-health');
    expect(headingOf(await save('pathways', 'next', rated))).toMatch(/^Step 4 of 5/);
  });

  test('offences are added one by one, with the scores kept too, and removed', async () => {
    await start();
    const burglary = {
      offenceType: 'burglary',
      offenceDate: '2026-02-03',
      offenceKind: 'conviction',
      offenceNote: 'Shed',
    };
    await save('offences', 'add', { ...burglary, ogrsScore: '40' });
    await save('offences', 'next', { ...burglary, offenceType: 'robbery', offenceDate: '2026-04-01', ogrsScore: '40' });
    expect((await stored()).doc.answers).toMatchObject({
      ogrs: { score: 40 },
      offences: [{ offence: 'burglary', note: 'Shed' }, { offence: 'robbery' }],
    });
    await save('offences', 'remove', { remove: '0' });
    expect((await stored()).doc.answers.offences.map(({ offence }) => offence)).toEqual(['robbery']);
  });

  test('an old card, pressed again, changes nothing and shows the present state', async () => {
    await start();
    const old = { referral: REF, version: (await stored()).version, step: 'identity', go: 'next' };
    await press('referral.save', { ...old, name: 'Quillon Testerby' });
    const before = await dump(store);
    expect(headingOf(await press('referral.save', { ...old, name: 'Quillon Testerby' }))).toMatch(/^Step 2 of 5/);
    const overtaken = await press('referral.save', { ...old, name: 'Somebody Else' });
    expect(headingOf(overtaken)).toMatch(/^Step 1 of 5/);
    expect(readable(overtaken)).toContain('moved on before your press');
    expect(await dump(store)).toEqual(before);
  });
});

describe('what is refused names the field and loses nothing', () => {
  test.for<[string, string, object, string]>([
    ['a date of birth that is no date', 'identity', { dateOfBirth: '31 June' }, '“Date of birth”: it is not a date'],
    ['a day the calendar lacks', 'identity', { dateOfBirth: '1990-02-30' }, '“Date of birth”: it is not a date'],
    ['a date of birth ahead', 'identity', { dateOfBirth: '2026-11-06' }, '“Date of birth”: it lies in the future'],
    ['a PNC id without its letter', 'identity', { pncId: '2001/0123456' }, '“PNC id”: it is a year'],
    ['a PNC id with a letter never used', 'identity', { pncId: '01/123456S' }, '“PNC id”: it is a year'],
    ['a name as long as a page', 'identity', { name: 'x'.repeat(121) }, '“Full name”: it can be 120 characters'],
    ['an answer not on the list', 'identity', { resident: 'perhaps' }, '“Lives in Richmond upon Thames”: choose'],
    ['OGRS 0', 'offences', { ogrsScore: '0' }, '“OGRS score”: it is a whole number from 1 to 100'],
    ['OGRS 101', 'offences', { ogrsScore: '101' }, '“OGRS score”: it is a whole number from 1 to 100'],
    ['OGRS 6.5', 'offences', { ogrsScore: '6.5' }, '“OGRS score”: it is a whole number from 1 to 100'],
    ['a score of tomorrow', 'offences', { ogrsDate: '2026-11-06' }, '“Date of the OGRS score”: it lies in the future'],
    ['half an offence', 'offences', { offenceType: 'burglary' }, '“Date of the offence”: give one'],
    ['an unknown offence', 'offences', { offenceType: 'piracy' }, '“Type of offence”: choose'],
    ['a pathway in blue', 'pathways', { 'rating-health': 'blue' }, '“Health”: choose'],
    ['consent of tomorrow', 'consent', { consentDate: '2026-11-06' }, '“Date of the consent”: it lies in the future'],
  ])('%s', async ([, step, typed, words]) => {
    await start(answers());
    const before = await dump(store);
    const { version } = await stored();
    const why = await refused('referral.save', { ...typed, referral: REF, version, step, go: 'leave' });
    expect(why).toContain(words);
    expect(why).toContain('what you typed is still there');
    expect(await dump(store)).toEqual(before);
  });

  test.for<[string, string]>([
    ['2001/0123456a', '2001/0123456A'],
    ['01/1Z', '01/1Z'],
  ])('the PNC id %s is kept as %s', async ([typed, kept]) => {
    await start();
    await save('identity', 'next', { pncId: typed });
    expect((await stored()).doc.answers.pncId).toBe(kept);
  });

  test('adding nothing, removing nothing', async () => {
    await start(answers());
    const { version } = await stored();
    const about = { referral: REF, version, step: 'offences' };
    expect(await refused('referral.save', { ...about, go: 'add' })).toContain('“Type of offence”: choose what to add');
    expect(await refused('referral.save', { ...about, go: 'remove' })).toContain('“Remove one”: choose which one');
  });
});

describe('who', () => {
  test('an agency whose signature has run out is told whom to ask', async () => {
    expect(await refused('referral.refer', {}, 'shelter')).toMatch(/ran out on 31 March 2019\. Please ask/);
  });

  test('somebody whose agency nobody has recorded cannot refer', async () => {
    expect(await refused('referral.refer', {}, 'nobody')).toMatch(/agency the co-ordinator has recorded/);
  });

  test.for<[string, object]>([
    ['referral.open', {}],
    ['referral.save', { version: 1, step: 'identity', go: 'next', name: 'Other' }],
    ['referral.submit', { version: 1 }],
    ['referral.move', { version: 1, body: 'asb' }],
  ])('nobody but its referrer uses %s on a draft', async ([verb, data]) => {
    await start(answers());
    for (const who of ['chair', 'coordinator', 'shelter', 'nobody'] as const)
      expect(await refused(verb, { ...data, referral: REF }, who)).toMatch(/Only the person who made the referral/);
  });
});

test('too young for this panel: the draft goes to another, whose own questions it then asks', async () => {
  await press('referral.start', { body: 'iom', seen: 0 }, 'police');
  const row = await stored();
  await store.commit(area().id, [replace(row, { ...row.doc, answers: answers({ dateOfBirth: day('2010-03-04') }) })]);
  const { version } = await stored();
  expect(await refused('referral.submit', { referral: REF, version }, 'police')).toContain('The person is 16');
  const moved = await press('referral.move', { referral: REF, version, body: 'dyo' }, 'police');
  expect(readable(moved)).toContain('Your draft is now for the Deter Young Offenders Panel.');
  const step = await press('referral.open', { referral: REF, step: 'offences' }, 'police');
  expect(inputs(step).map(({ id }) => id)).toEqual(expect.arrayContaining(['asset', 'further-intensive-supervision']));
  golden('referral-offences-dyo', step);
});

test('too old for this panel, where that does not stop it: the draft goes to another with its answers, or on as it is', async () => {
  await press('referral.start', { body: 'dyo', seen: 0 }, 'police');
  const row = await stored();
  await store.commit(area().id, [replace(row, { ...row.doc, answers: answers() })]);
  const check = await press('referral.open', { referral: REF, step: 'check' }, 'police');
  expect(readable(check)).toContain('Another body may be the right one');
  expect(buttons(check).map(({ verb }) => verb)).toContain('referral.submit');
  const offered = buttons(check).find(({ title }) => title === 'Move it to the IOM Panel');
  const moved = await press('referral.move', offered?.data as object, 'police');
  expect(readable(moved)).not.toContain('Another body may be the right one');
  expect((await stored()).doc).toMatchObject({ body: 'iom', answers: answers() });
  expect(readable(await press('referral.move', offered?.data as object, 'police'))).toContain('moved on before');
  const back = { referral: REF, version: (await stored()).version, body: 'dyo' };
  await press('referral.move', back, 'police');
  const { version } = await stored();
  await press('referral.submit', { referral: REF, version }, 'police');
  expect((await stored()).doc).toMatchObject({
    body: 'dyo',
    state: 'submitted',
    screening: { offers: [{ bodies: ['iom', 'asb'] }] },
  });
});

describe('the largest referral there can be', () => {
  const long = (max: number) => '漢'.repeat(max);
  const largest = answers({
    name: long(120),
    aliases: long(200),
    address: long(300),
    town: long(80),
    ethnicity: long(60),
    disposal: long(300),
    offences: Array.from({ length: MOST_OFFENCES }, () => ({
      offence: 'violence',
      date: day('2026-10-10'),
      kind: 'intelligence' as const,
      note: long(150),
    })),
    pathways: Object.fromEntries(richmond.pathways.map(({ id }) => [id, 'red' as const])),
    interventions: Object.fromEntries(richmond.pathways.map(({ id }) => [id, long(400)])),
    alreadyDoing: long(1000),
    proposal: long(1500),
    why: long(1500),
    judgement: long(1500),
    consent: { status: 'not sought', reason: long(500), form: long(60), scope: long(300) },
  });

  test.for(steps)('fits on the card of the step %s', async (step) => {
    await start(largest);
    expect(size(await press('referral.open', { referral: REF, step }))).toBeLessThanOrEqual(LIMIT);
  });

  test('is checked in pages, and can be submitted from the last', async () => {
    await start(largest);
    let card = await press('referral.open', { referral: REF, step: 'check' });
    for (let next: Node | undefined; ; ) {
      next = buttons(card).find(({ title }) => title === 'Next page');
      if (!next) break;
      card = await press('referral.open', next.data as object);
    }
    expect(headingOf(card)).toMatch(/page (\d) of \1/);
    expect(buttons(card).map(({ verb }) => verb)).toContain('referral.submit');
  });
});

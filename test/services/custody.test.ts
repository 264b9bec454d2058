import { describe, expect, test } from 'vitest';
import { showings, tellings } from '../../cards/index.ts';
import { dismissReport, recordCustody, recordRelease } from '../../services/custody.ts';
import { Actions, type PersonKey } from '../../services/model.ts';
import { propose, settled } from '../../services/proposals.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { LiveCards, Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { areaId, bodyCalled, channel, holder, now, today } from '../support/bodies.ts';
import {
  caseLines,
  colouredPanel,
  council,
  drugs,
  londonCase,
  police,
  prison,
  probation,
  REF,
} from '../support/colouredCase.ts';
import { dump } from '../support/tables.ts';

const remand: Custody = { kind: 'remand', prison: 'Invented Prison', since: day('2026-11-03') };
const sentence: Custody = { ...remand, kind: 'sentence', months: 8, endsOn: day('2027-07-03') };

const sends = async (store: Store) => (await store.list(areaId, Outbox)).map(({ doc }) => doc.send);

describe('who says it', () => {
  test.for([
    ['police', police],
    ['the prison', prison],
    ['probation', probation],
  ] as const)('%s: blue at once, the colour before remembered, the panel told by reference', async ([, person]) => {
    const { store, by, doc, seen, happened } = await colouredPanel();
    expect(await recordCustody(by(person), { ...(await seen()), custody: remand })).toBe('recorded');
    expect(await doc()).toMatchObject({
      custody: remand,
      rag: { colour: 'blue', since: today, before: { colour: 'amber', why: 'He engages and wants help.' } },
    });
    expect((await happened()).sort()).toEqual(['colour', 'custody']);
    expect(await sends(store)).toEqual([{ kind: 'show', view: 'custody', subject: REF, channel }]);
  });

  test.for([
    ['the council', council],
    ['the drug programme', drugs],
  ] as const)('%s: nothing is changed until the police contact has confirmed it', async ([, person]) => {
    const { store, by, doc, seen, happened } = await colouredPanel();
    const before = await doc();
    expect(await recordCustody(by(person), { ...(await seen()), custody: remand })).toBe('reported');
    const { custodyReport, ...rest } = await doc();
    expect(rest).toEqual(before);
    expect(custodyReport).toEqual({ what: 'custody', custody: remand, by: person, at: now.toISOString() });
    expect(await sends(store)).toEqual([
      { kind: 'tell', person: police, view: 'custody reported', subject: REF, channel },
    ]);
    expect(await recordCustody(by(police), { ...(await seen()), custody: remand })).toBe('recorded');
    expect((await doc()).custodyReport).toBeUndefined();
    expect((await doc()).rag?.colour).toBe('blue');
    expect(await happened()).toContain('custody reported');
  });

  test('without a police contact whoever sits for the police is asked', async () => {
    const { policeContact: _, ...without } = londonCase();
    const { store, by, seen } = await colouredPanel(without);
    await recordCustody(by(council), { ...(await seen()), custody: remand });
    expect(await sends(store)).toMatchObject([{ kind: 'tell', person: police }]);
  });

  test('a report is dismissed by those who record, or by whoever made it, and by nobody else', async () => {
    const { by, doc, seen, happened } = await colouredPanel();
    await recordCustody(by(council), { ...(await seen()), custody: remand });
    await expect(dismissReport(by(drugs), await seen())).rejects.toThrow('Only people of the police');
    expect(await dismissReport(by(prison), await seen())).toBe('done');
    expect((await doc()).custodyReport).toBeUndefined();
    expect(await happened()).toContain('custody report dismissed');
    await expect(dismissReport(by(prison), await seen())).rejects.toThrow('Nothing is reported');
    await recordCustody(by(council), { ...(await seen()), custody: remand });
    expect(await dismissReport(by(council), await seen())).toBe('done');
  });
});

test('release brings the colour back, due for review today, and the panel is told again with a new card', async () => {
  const { store, by, doc, seen } = await colouredPanel();
  await recordCustody(by(police), { ...(await seen()), custody: sentence });
  await store.commit(areaId, [create(LiveCards, `custody|${REF}`, { channel, activity: 'm9', attempts: 0 })]);
  const later = { now: new Date('2027-03-03T10:00:00Z') };
  expect(await recordRelease(by(prison, later), { ...(await seen()), on: day('2027-03-02') })).toBe('recorded');
  expect(await doc()).toMatchObject({
    custody: { ...sentence, released: '2027-03-02' },
    rag: { colour: 'amber', since: '2027-03-03', why: 'He engages and wants help.' },
    reviewOn: '2027-03-03',
  });
  expect((await doc()).rag?.before).toBeUndefined();
  expect(await store.get(areaId, LiveCards, `custody|${REF}`)).toBeUndefined();
  expect(await sends(store)).toHaveLength(2);
});

test('release that others report waits as custody does', async () => {
  const { by, doc, seen } = await colouredPanel();
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  expect(await recordRelease(by(council), { ...(await seen()), on: today })).toBe('reported');
  expect(await doc()).toMatchObject({ rag: { colour: 'blue' }, custodyReport: { what: 'release', on: today } });
});

test('a sentence after remand keeps blue and what is remembered, and says so in the history', async () => {
  const { by, doc, seen, happened } = await colouredPanel();
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  const { rag } = await doc();
  await recordCustody(by(police), { ...(await seen()), custody: sentence });
  expect(await doc()).toMatchObject({ rag, custody: sentence });
  expect((await happened()).sort()).toEqual(['colour', 'custody', 'custody changed']);
});

test('whoever is red is so no longer in prison and is again on release: each time the police contact sets the marker', async () => {
  const red = { colour: 'red', since: today, why: 'Burglaries.' } as const;
  const { store, by, seen } = await colouredPanel(londonCase({ rag: red }));
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  await recordCustody(by(police), { ...(await seen()), custody: sentence });
  await recordRelease(by(prison), { ...(await seen()), on: today });
  const tasks = (await store.list(areaId, Actions)).map(({ doc }) => doc);
  expect(tasks.sort((a, b) => a.id.localeCompare(b.id))).toMatchObject([
    { owner: police, state: 'offered', what: expect.stringContaining('not subject to the premium service') },
    { owner: police, state: 'offered', what: expect.stringContaining('premium service, and the IDIOM record to red') },
  ]);
});

test('what was decided in prison is set on the police’s systems on release', async () => {
  const { store, by, doc, seen } = await colouredPanel();
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  const change = { motion: 'set RAG', colour: 'red' } as const;
  await propose(by(probation), { ...(await seen()), change, why: 'He plans more of it.' });
  const decided = { outcome: 'carried', meeting: 'm1', basis: { how: 'agreed' } } as const;
  const [waiting] = (await doc()).proposals;
  await store.commit(areaId, await settled(by(probation), { case: REF, proposal: waiting?.id ?? '', ...decided }));
  expect(await store.list(areaId, Actions)).toEqual([]);
  await recordRelease(by(police), { ...(await seen()), on: today });
  expect((await store.list(areaId, Actions)).map(({ doc: task }) => task.what)).toEqual([
    expect.stringContaining('premium service, and the IDIOM record to red'),
  ]);
});

test('custody ends a period of lighter monitoring', async () => {
  const monitoring = { until: addDays(today, 60), by: probation, at: now.toISOString() };
  const green = { colour: 'green', since: today, why: 'Quiet.' } as const;
  const { by, doc, seen, store } = await colouredPanel(londonCase({ rag: green, monitoring }));
  expect(await caseLines(store, 'monitored')).toHaveLength(1);
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  expect((await doc()).monitoring).toBeUndefined();
  expect(await caseLines(store, 'monitored')).toEqual([]);
});

test('where the body has no colours, custody is kept all the same', async () => {
  const richmond = bodyCalled('iom');
  const { rag: _, ...plain } = londonCase({ policeContact: holder('iom-police-ppo-officer') });
  const { by, doc, seen, happened } = await colouredPanel(plain, {}, richmond);
  const officer = holder('iom-police-ppo-officer');
  expect(await recordCustody(by(officer), { ...(await seen()), custody: remand })).toBe('recorded');
  expect((await doc()).rag).toBeUndefined();
  await recordRelease(by(officer), { ...(await seen()), on: today });
  expect(await doc()).toMatchObject({ reviewOn: today, custody: { released: today } });
  expect((await happened()).sort()).toEqual(['custody', 'released']);
});

test('somebody without a colour has none on release either: the panel sets it', async () => {
  const { rag: _, ...uncoloured } = londonCase();
  const { by, doc, seen } = await colouredPanel(uncoloured);
  await recordCustody(by(police), { ...(await seen()), custody: remand });
  expect((await doc()).rag).toMatchObject({ colour: 'blue' });
  await recordRelease(by(police), { ...(await seen()), on: today });
  expect(await doc()).toMatchObject({ reviewOn: today });
  expect((await doc()).rag).toBeUndefined();
});

test('a case open to named people only is not spoken of in the channel', async () => {
  const { store, by, seen } = await colouredPanel(londonCase({ restrictedTo: [police] }));
  expect(await recordCustody(by(police), { ...(await seen()), custody: remand })).toBe('recorded');
  expect(await sends(store)).toEqual([]);
  expect(await showings.get('custody')?.card(by(police), REF)).toBeUndefined();
});

test.for([
  ['is told of a case that is open to everybody', {}, council, true],
  ['is told by whoever may read a case open to named people', { restrictedTo: [police, council] }, council, true],
  ['is told of nothing where the reader is not named', { restrictedTo: [council] }, council, false],
] as const)('the police contact %s', async ([, change, person, told]) => {
  const { by, seen } = await colouredPanel(londonCase(change));
  await recordCustody(by(person), { ...(await seen()), custody: remand });
  const card = await tellings.get('custody reported')?.card(by(police), police, REF);
  expect(card !== undefined).toBe(told);
});

describe('what is refused changes nothing', () => {
  const tries: [string, PersonKey, Partial<Custody>, string][] = [
    ['a first day in the future', police, { since: addDays(today, 1) }, 'look at “In custody since”'],
    ['a sentence of no length', police, { kind: 'sentence' }, 'look at “Length of the sentence in months”'],
    ['the same from somebody who only reports', council, { since: addDays(today, 1) }, 'look at “In custody since”'],
  ];
  test.for(tries)('%s', async ([, person, change, sentence]) => {
    const { store, by, seen } = await colouredPanel();
    const before = await dump(store);
    await expect(recordCustody(by(person), { ...(await seen()), custody: { ...remand, ...change } })).rejects.toThrow(
      sentence,
    );
    expect(await dump(store)).toEqual(before);
  });

  test('release of somebody who is not in custody', async () => {
    const { by, seen } = await colouredPanel();
    await expect(recordRelease(by(police), { ...(await seen()), on: today })).rejects.toThrow('not recorded as in');
  });

  test('release before the first day in custody', async () => {
    const { by, seen } = await colouredPanel();
    await recordCustody(by(police), { ...(await seen()), custody: remand });
    const on = day('2026-11-02');
    await expect(recordRelease(by(police), { ...(await seen()), on })).rejects.toThrow('look at “Released on”');
  });

  test('custody of somebody who was removed', async () => {
    const { by, seen } = await colouredPanel(londonCase({ state: 'removed' }));
    await expect(recordCustody(by(police), { ...(await seen()), custody: remand })).rejects.toThrow('no longer on');
  });

  test('an overtaken press, and the same press again', async () => {
    const { store, by, seen } = await colouredPanel();
    const press = { ...(await seen()), custody: remand };
    expect(await recordCustody(by(police), press)).toBe('recorded');
    const after = await dump(store);
    expect(await recordCustody(by(police), press)).toBe('overtaken');
    expect(await recordRelease(by(prison), { ...press, on: today })).toBe('overtaken');
    expect(await dump(store)).toEqual(after);
  });
});

test('blue is proposed by nobody', async () => {
  const { by, seen } = await colouredPanel();
  const change = { motion: 'set RAG', colour: 'blue' } as const;
  await expect(propose(by(police), { ...(await seen()), change, why: 'So.' })).rejects.toThrow('comes with custody');
});

import { expect, test } from 'vitest';
import { seek } from '../../cards/dispatch.ts';
import { tellings } from '../../cards/index.ts';
import { type Meeting, Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { Tolds } from '../../services/told.ts';
import { answers, area, meeting, NOW, names, people, richmond } from '../support/builders.ts';
import { buttons, deskOf, inputs, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const REF = 'RICH-2026-001';
const officer = { holders: { 'asb-asb-officer': people.housing } };
const asb = (id: string, date: string) => {
  const held: Partial<Meeting> = { id, body: 'asb', date: day(date), quorum: null, voting: { kind: 'agreement' } };
  return create(Meetings, id, meeting(held));
};

test('a panel with an officer for emergencies offers it; the officer is told at once, without a name', async () => {
  const desk = await deskOf(officer);
  await desk.drafted(answers(), 'asb');
  const check = await desk.press('referral.open', { referral: REF, step: 'check' });
  golden('emergency-check', check);
  const urgent = buttons(check).find(({ title }) => title === 'Submit as an emergency');
  golden('emergency-submitted', await desk.press('referral.submit', urgent?.data as object));
  const place = { store: desk.store, area: area(officer), scheme: richmond, now: NOW };
  const told = (await tellings.get('emergency')?.card(place, people.housing, REF))?.card;
  if (!told) throw new Error('nothing is told');
  golden('emergency-told', told);
  expect(readable(told)).not.toContain('Testerby');
  expect(readable(await desk.press('papers.view', { referral: REF }, 'housing'))).toContain('it is an emergency');
});

test('while it waits, it can become one', async () => {
  const desk = await deskOf(officer);
  const waits = await desk.submitted(answers(), 'asb');
  expect(buttons(waits).map(({ title }) => title)).toContain('It is an emergency');
  const raised = await desk.press('referral.emergency', { referral: REF, version: await desk.version() });
  golden('emergency-raised', raised);
});

test('no other panel offers it', async () => {
  const desk = await deskOf();
  const waits = await desk.submitted();
  expect(buttons(waits).map(({ title }) => title)).not.toContain('It is an emergency');
});

test('too late for the next ASB meeting: the confirmation names the one after it, its date and the last day to amend', async () => {
  const desk = await deskOf(officer);
  await desk.store.commit(area().id, [asb('november', '2026-11-17'), asb('december', '2026-12-22')]);
  const card = await desk.submitted(answers(), 'asb');
  golden('referral-received-next-but-one', card);
  expect(readable(card)).toContain('It goes to the meeting on Tuesday 22 December 2026');
  expect(readable(card)).toContain('by Tuesday 15 December 2026 at the latest');
});

test('a draft that nobody carries on with is due for removal, never on a day that has passed; told of it, its author is to note it', async () => {
  const desk = await deskOf();
  await desk.drafted();
  const at = (day: string) => desk.press('referral.mine', {}, 'referrer', new Date(`${day}T12:00:00Z`));
  const early = readable(await at('2026-12-20'));
  expect(early).not.toContain('Please note');
  expect(early).toContain('removed, on 4 January 2027 at the earliest; you are told 14 days before.');
  expect(readable(await at('2027-01-20'))).toContain('removed, on 3 February 2027 at the earliest');
  const send = { kind: 'tell', person: people.referrer, view: 'draft stale', subject: REF } as const;
  const notice = { at: '2026-12-21T08:00:00.000Z', send, fate: 'sent' } as const;
  await desk.store.commit(area().id, [create(Tolds, `draft|2026-11-05|${REF}`, notice)]);
  const noticed = readable(await at('2026-12-21'));
  expect(noticed).toContain('Please note');
  expect(noticed).toContain('It will be removed on 4 January 2027');
});

test.for<[string, string[]]>([
  ['', ['Burglary (priority, tier 1)', 'Robbery (priority, tier 1)']],
  ['theft', ['Theft from person (priority, tier 2)', 'Other theft offences (priority, tier 3)']],
  ['ROB', ['Robbery (priority, tier 1)']],
  ['abuse domestic', ['Domestic abuse']],
  ['piracy', []],
])('typing “%s” finds types of offence', async ([text, titles]) => {
  const desk = await deskOf();
  const caller = { person: people.referrer, name: names.referrer, mri: '29:referrer', where: 'personal' as const };
  const found = await seek(desk.desk, area(), caller, NOW, 'offences', text);
  expect(found.map(({ title }) => title)).toEqual(expect.arrayContaining(titles));
  if (titles.length === 0) expect(found).toEqual([]);
  for (const { value } of found) expect(richmond.offences.map(({ id }) => id)).toContain(value);
});

test('with nothing typed none is left out, however many a client lists at once', async () => {
  const desk = await deskOf();
  const caller = { person: people.referrer, name: names.referrer, mri: '29:referrer', where: 'personal' as const };
  const found = await seek(desk.desk, area(), caller, NOW, 'offences', '');
  expect(found.map(({ value }) => value)).toEqual(richmond.offences.map(({ id }) => id));
});

test('a co-ordinator who enters for somebody else and has no agency of their own finds them too', async () => {
  const desk = await deskOf();
  const caller = { person: people.coordinator, name: '', mri: '29:coordinator', where: 'personal' as const };
  expect(await seek(desk.desk, area(), caller, NOW, 'offences', 'robbery')).toHaveLength(1);
});

test('the step asks for the type of offence by typing, and its choices stay for whoever cannot type ahead', async () => {
  const desk = await deskOf();
  await desk.drafted();
  const step = await desk.press('referral.open', { referral: REF, step: 'offences' });
  expect(inputs(step).find(({ id }) => id === 'offenceType')).toMatchObject({
    style: 'filtered',
    'choices.data': { type: 'Data.Query', dataset: `offences|${area().id}` },
    choices: richmond.offences.map(({ id }) => ({ value: id })),
  });
});

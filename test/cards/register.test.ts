import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { atDesk } from '../support/atDesk.ts';
import { caseOf } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
import { fillRegister } from '../support/register.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel, stranger } from '../support/seated.ts';

const member = holder(seat.housing);
const refOf = (number: number) => `RICH-2026-0${String(number).padStart(2, '0')}`;
const given = ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Hal', 'Ike', 'Jo', 'Kit', 'Lou'];
const cases = given.map((name, at) =>
  caseOf({
    ref: refOf(at + 1),
    identity: { name: `${name} Nonesuch`, ...(at === 1 && { aliases: 'Bobo, *the Bo*' }) },
    rag: { colour: at % 4 === 0 ? 'red' : 'green', since: day('2026-10-01'), why: 'As agreed.' },
    leadAgency: at % 4 === 0 ? 'police' : 'probation',
    ...(at === 11 && { state: 'removed' as const }),
    ...(at === 2 && { restrictedTo: [coordinator, member] }),
    ...(at === 3 && { owner: 'lantern-night-shelter' }),
    ...(at === 5 && { leadProfessional: member }),
  }),
);

let press: ReturnType<typeof atDesk>;
let bare: ReturnType<typeof atDesk>;
beforeAll(async () => {
  const { store } = await seatedPanel();
  await fillRegister(store, areaId, cases);
  press = atDesk(store);
  bare = atDesk((await seatedPanel()).store);
});

describe('the register, as it looks', () => {
  test.for<[string, PersonKey, object]>([
    ['first-page', member, {}],
    ['last-page', member, { past: `all|iom|${refOf(10)}` }],
    ['chosen', member, { colour: 'red', agency: 'police' }],
    ['some-fit', member, { colour: 'green', lead: holder(seat.chair) }],
    ['none-fits', member, { agency: 'probation', colour: 'red', lead: holder(seat.chair) }],
    ['removed', member, { removed: 'yes' }],
    [
      'coordinator',
      coordinator,
      { body: 'iom', due: '2026-12-01', consent: 'given', past: `review|iom|2026-11-05|${refOf(9)}` },
    ],
  ])('%s', async ([name, person, data]) => {
    golden(`register-${name}`, await press(person, 'register.view', data));
  });
  test('with nobody on it', async () => {
    golden('register-empty', await bare(member, 'register.view'));
  });
  test.for<[string, object]>([
    ['nothing', {}],
    [
      'everything',
      { colour: 'red', agency: 'police', lead: member, consent: 'refused', due: '2026-12-01', removed: 'yes' },
    ],
  ])('choosing which, with %s chosen', async ([name, data]) => {
    golden(`register-choosing-${name}`, await press(member, 'register.filter', data));
  });
});

test('what a list of answers says for “any” asks for nothing', async () => {
  const any = { colour: 'any', agency: 'any', lead: 'any', consent: 'any', due: '', removed: 'no' };
  expect(await press(member, 'register.view', any)).toEqual(await press(member, 'register.view'));
});

describe('my cases, as they look', () => {
  test.for<[string, PersonKey, object]>([
    ['lead', member, {}],
    ['contact', holder(seat.constable), { part: 'contact' }],
    ['agency', referrer, {}],
    ['none', stranger, {}],
  ])('%s', async ([name, person, data]) => {
    const seated =
      person === stranger ? atDesk((await seatedPanel()).store, area({ holders: { [seat.youth]: stranger } })) : press;
    golden(`my-cases-${name}`, await seated(person, 'case.mine', data));
  });
});

describe('finding, as it looks', () => {
  test.for<[string, PersonKey, object]>([
    ['begun', member, {}],
    ['found', member, { text: 'bo' }],
    ['many', member, { text: 'nonesuch' }],
    ['the-rest', member, { again: 'nonesuch', past: `nonesuch|${refOf(10)}` }],
    ['nobody', member, { text: 'xanthippe' }],
    ['own-agency', referrer, { text: 'nonesuch' }],
  ])('%s', async ([name, person, data]) => {
    golden(`find-${name}`, await press(person, 'find.view', data));
  });

  test('a search that is far too long is refused, naming the field', async () => {
    await expect(press(member, 'find.view', { text: 'x'.repeat(101) })).rejects.toThrow('“text”: it can be 100');
  });
});

test('what is restricted shows to nobody else on any of these', async () => {
  const outsider = holder(seat.youth);
  for (const [verb, data] of [
    ['register.view', {}],
    ['find.view', { text: 'cy' }],
    ['find.view', { text: refOf(3) }],
    ['case.mine', { part: 'lead' }],
  ] as const) {
    const named = JSON.stringify((await press(member, verb, data)).body);
    const card = JSON.stringify(await press(outsider, verb, data));
    expect(card).not.toContain('Cy Nonesuch');
    if (verb === 'find.view') expect(named).toContain('Cy Nonesuch');
  }
});

/** Whatever is written down about a case: once, on the case that was seen, by those it is for, while it is on the register. */
import { expect, test } from 'vitest';
import { commands } from '../../cards/index.ts';
import { Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { AREA_ID, meeting, people } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { CASE, proposalItem } from '../support/cases.ts';
import { buttons, readable, type Who } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withOf } from '../support/life.ts';
import { dump } from '../support/tables.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: people.shelter }];
const essex = withOf('essex', 'fund');
const full = caseHere({
  licence: [
    { id: 'l1', what: 'A curfew', state: 'proposed', by: people.housing },
    { id: 'l2', what: 'A hostel', state: 'agreed', by: people.housing },
  ],
  custody: { kind: 'remand', prison: 'HMP Nowhere', since: day('2026-11-04') },
  courts: [
    { id: 'c1', on: day('2026-12-01'), court: 'Court', promptOn: day('2026-11-24') },
    {
      id: 'c2',
      on: day('2026-12-02'),
      court: 'Court',
      promptOn: day('2026-11-25'),
      statement: { wanted: true, by: people.housing },
    },
  ],
  appointments: [{ id: 'a1', on: day('2026-11-04'), kind: 'visit', what: 'Mentor' }],
  orders: [{ id: 'o1', order: 'licence', visitBy: day('2026-11-19') }],
  jointMeetings: [{ id: 'j1', on: day('2026-11-03'), area: 'Elsewhere' }],
  arrests: [{ id: 'r1', on: day('2026-11-04'), where: 'Invented Station', action: 'gone' }],
  fund: { granted: 5_000, spent: 0 },
});

const on = '2026-11-05';
const presses: readonly [string, object, Who?][] = [
  ['steps.record', { of: 'engagement', on, answer: 'partly' }],
  ['offer.make', { pathway: 'health', what: 'A GP', on, who: 'Tom Sample' }],
  ['licence.propose', { what: 'To stay away' }],
  ['licence.move', { of: 'l1', to: 'agreed' }],
  ['licence.move', { of: 'l2', to: 'taken up' }, 'chair'],
  ['licence.turnDown', { of: 'l1', why: 'Work' }],
  ['licence.says', { of: 'l1', says: 'Fine' }, 'shelter'],
  ['prison.keep', { prison: 'p1', supervised: 'yes' }],
  ['prison.left', { released: on }],
  ['court.add', { on: '2026-12-09', court: 'Court' }],
  ['court.want', { of: 'c1', writer: people.housing }],
  ['court.unwanted', { of: 'c1' }],
  ['court.tell', { of: 'c2', told: on }],
  ['court.result', { of: 'c1', result: 'Adjourned' }],
  ['dates.keep', { bail: '2026-12-01' }],
  ['wanted.set', { why: 'Absconded' }],
  ['appointment.make', { kind: 'visit', on: '2026-12-01', what: 'Mentor' }],
  ['appointment.kept', { of: 'a1' }],
  ['appointment.missed', { of: 'a1' }],
  ['order.hold', { order: 'licence' }],
  ['order.end', { of: 'o1' }],
  ['statutory.set', { statutory: 'yes' }],
  ['visit.record', { of: 'o1', on, verified: 'yes', explained: 'no' }],
  ['naming.name', { of: 'lead professional', named: people.housing, why: 'Another district' }],
  ['arrest.record', { on, where: 'Station' }],
  ['joint.note', { elsewhere: 'Elsewhere', on }],
  ['joint.feedBack', { of: 'j1', came: 'Agreed' }],
  ['feedback.record', { helped: 'yes', on, says: 'Good' }],
  ['fund.pay', { amount: '1', for: 'travel', note: 'Bus', on }],
  ['disclosure.record', { of: 'court', recipient: 'Clerk', told: 'All', ground: 'Asked', on }],
];

/** Everything but the log: a refusal is logged. */
const rowsOf = (desk: Awaited<ReturnType<typeof caseDesk>>) => dump(desk.store, { log: false });

test.for(presses)('%s with %j: once; the same press again changes nothing', async ([verb, given, who = 'police']) => {
  const desk = await caseDesk(full, { prisons }, essex);
  const press = { case: CASE, version: 1, ...given };
  // The contact of a prison who lets somebody go is answered in words; everybody here gets a card.
  expect(readable(await desk.press(verb, press, who))).not.toContain('nothing was changed');
  const after = await rowsOf(desk);
  expect((await desk.row()).version).toBe(2);
  const again = await desk.press(verb, press, who).then(readable, (error: Error) => error.message);
  expect(again).toMatch(/so nothing was changed|has been settled already/);
  expect(await rowsOf(desk)).toEqual(after);
});

test('whoever was overtaken finds what they typed, and presses again', async () => {
  const desk = await caseDesk(full, { prisons }, essex);
  const offer = { case: CASE, version: 1, pathway: 'health', what: 'A place with a GP', on, who: 'Tom Sample' };
  await desk.press('arrest.record', { case: CASE, version: 1, on, where: 'Station' }, 'chair');
  const card = await desk.press('offer.make', offer, 'police');
  golden('recording-overtaken', card);
  const [press] = buttons(card);
  expect(readable(await desk.press('offer.make', { ...offer, ...Object(press?.data) }, 'police'))).toContain(
    'The offer is recorded.',
  );
});

test.for<[string, string, ReturnType<typeof caseHere>]>([
  ['naming-first', 'police contact', { ...full, policeContact: undefined }],
  ['naming-another', 'lead professional', full],
])('the form %s of the %s', async ([name, of, doc]) => {
  const desk = await caseDesk(doc);
  golden(name, await desk.open('naming.form', { of }, 'chair'));
});

test.for(presses)(
  '%s with %j is not for a stranger, nor for whoever stands aside',
  async ([verb, given, who = 'police']) => {
    const desk = await caseDesk(full, { prisons }, essex);
    const aside = [{ seat: 'iom-police-ppo-officer', person: people[who], at: '2026-11-05T09:00:00.000Z' }];
    const { motion: _, ...plain } = meeting({ state: 'open', items: [proposalItem({ aside })] });
    await desk.store.commit(AREA_ID, [create(Meetings, 'meeting-1', plain)]);
    const before = await rowsOf(desk);
    expect(await desk.refusedOf(verb, given, 'nobody')).toMatch(/^Only members/);
    expect(await desk.refusedOf(verb, given, who)).toContain('You declared an interest');
    expect(await rowsOf(desk)).toEqual(before);
  },
);

test.for(presses.filter(([verb]) => verb !== 'disclosure.record'))(
  '%s with %j is for people on the register',
  async ([verb, given, who = 'police']) => {
    const desk = await caseDesk({ ...full, state: 'removed' }, { prisons }, essex);
    const before = await rowsOf(desk);
    expect(await desk.refusedOf(verb, given, who)).toContain('no longer on the register');
    expect(await rowsOf(desk)).toEqual(before);
  },
);

test('every form that opens for a case is closed to whoever stands aside', async () => {
  const desk = await caseDesk(full, { prisons }, essex);
  const aside = [{ seat: 'iom-police-ppo-officer', person: people.police, at: '2026-11-05T09:00:00.000Z' }];
  await desk.store.commit(AREA_ID, [
    create(Meetings, 'meeting-1', meeting({ state: 'open', items: [proposalItem({ aside })] })),
  ]);
  const views = [...commands.values()].filter(
    ({ does, verb }) =>
      does === 'view' &&
      /^(steps\.(view|form)|offer|licence|prison\.(form|leaving)|court|dates|wanted|appointment|order|statutory|visit|arrest|joint|feedback|fund|disclosure|naming)/.test(
        verb,
      ) &&
      verb !== 'fund.plan',
  );
  expect(views.length).toBeGreaterThan(25);
  for (const { verb } of views)
    expect(await desk.refusedOf(verb, { of: 'l1' }), verb).toContain('You declared an interest');
});

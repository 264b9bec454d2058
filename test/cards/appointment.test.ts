import { expect, test } from 'vitest';
import { day } from '../../services/rules/days.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const busy = caseHere({
  appointments: [
    { id: 'a1', on: day('2026-11-04'), kind: 'appointment', what: 'Drugs worker, at the clinic' },
    { id: 'a2', on: day('2026-11-10'), kind: 'visit', what: 'Housing, at home' },
  ],
  attended: { kept: 3, missed: 1 },
  orders: [
    { id: 'o1', order: 'licence', until: day('2027-03-01'), visitBy: day('2026-11-19') },
    { id: 'o2', order: 'community-payback', exempt: 'domestic-violence' },
    {
      id: 'o3',
      order: 'suspended-sentence',
      visitBy: day('2026-11-01'),
      visited: { on: day('2026-10-30'), verified: true, explained: false },
    },
    { id: 'o4', order: 'behaviour-order' },
  ],
  jointMeetings: [{ id: 'j1', on: day('2026-11-03'), area: 'Elsewhere Borough' }],
  arrests: [{ id: 'r1', on: day('2026-11-04'), where: 'Invented Station', action: 'gone' }],
});

test('appointments, orders with their police visits, and joint meetings', async () => {
  const desk = await caseDesk(busy);
  golden('appointment-busy', await desk.open('appointment.view'));
  golden('appointment-keeping', await desk.open('appointment.keeping', { of: 'a1' }));
  golden('appointment-missing', await desk.open('appointment.missing', { of: 'a1' }));
  golden('appointment-visit-form', await desk.open('visit.form', { of: 'o1' }));
  golden('appointment-attend-form', await desk.open('arrest.attending', { of: 'r1' }));
  golden('appointment-joint-feeding', await desk.open('joint.asks', { of: 'j1' }));
  await desk.send('appointment.kept', { of: 'a1', note: 'Ten minutes early' });
  await desk.send('visit.record', { of: 'o1', on: '2026-11-05', verified: 'yes', explained: 'yes' });
  await desk.send('order.end', { of: 'o4' });
  await desk.send('arrest.attend', { of: 'r1', on: '2026-11-05', came: 'He asks for a drugs worker' });
  golden('appointment-moved-on', await desk.send('joint.feedBack', { of: 'j1', came: 'Elsewhere leads.' }));
});

test('the forms of a case on which nothing is recorded yet', async () => {
  const desk = await caseDesk();
  golden('appointment-none', await desk.open('appointment.view'));
  golden('appointment-form', await desk.open('appointment.form'));
  golden('appointment-order-form', await desk.open('order.form'));
  golden('appointment-statutory-form', await desk.open('statutory.form'));
  golden('appointment-arrest-form', await desk.open('arrest.form'));
  golden('appointment-joint-form', await desk.open('joint.form'));
  golden('appointment-feedback-form', await desk.open('feedback.form'));
  await desk.send('appointment.make', { kind: 'visit', on: '2026-11-20', what: 'Mentor' });
  await desk.send('order.hold', { order: 'licence', until: '2027-05-01' });
  await desk.send('joint.note', { elsewhere: 'Elsewhere', on: '2026-11-20' });
  await desk.send('feedback.record', { helped: 'yes', on: '2026-11-05', says: 'Somebody listens now.' });
  const after = readable(await desk.send('arrest.record', { on: '2026-11-05', where: 'Invented Station' }));
  expect(after).toContain('the police contact is asked to attend custody');
  expect((await desk.row()).doc).toMatchObject({
    appointments: [{ what: 'Mentor' }],
    orders: [{ order: 'licence', visitBy: '2026-11-19' }],
    jointMeetings: [{ area: 'Elsewhere' }],
  });
});

test.for<[string, string, object, string]>([
  ['an appointment with nobody', 'appointment.make', { kind: 'visit', on: '2026-11-20' }, '“With whom, and what for”'],
  ['an order nobody knows', 'order.hold', { order: 'x' }, 'choose one of the answers listed'],
  ['a visit of which nobody says what was found', 'visit.record', { of: 'o1', on: '2026-11-05' }, '“Lives at'],
  ['an arrest tomorrow', 'arrest.record', { on: '2026-11-06', where: 'Station' }, '“When”: it lies in the future'],
  [
    'an attendance before the arrest',
    'arrest.attend',
    { of: 'r1', on: '2026-11-03', came: 'So.' },
    '“When”: it lies before',
  ],
  ['an attendance without words', 'arrest.attend', { of: 'r1', on: '2026-11-05' }, '“What came of it”: it is needed'],
  ['feedback without words', 'feedback.record', { helped: 'yes', on: '2026-11-05' }, '“What the person says”'],
  ['a joint meeting with no area', 'joint.note', { on: '2026-11-20' }, '“Other area”: it is needed'],
  ['an appointment closed already', 'appointment.kept', { of: 'gone' }, 'settled already'],
])('%s is refused by name', async ([, verb, given, sentence]) => {
  const desk = await caseDesk(busy);
  expect(await desk.refusedOf(verb, given)).toContain(sentence);
  expect((await desk.row()).version).toBe(1);
});

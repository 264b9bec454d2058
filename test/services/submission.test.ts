import { describe, expect, test } from 'vitest';
import { admitLate, postAgenda } from '../../services/agenda.ts';
import { destination } from '../../services/deadlines.ts';
import { Meetings } from '../../services/model.ts';
import { whereabouts } from '../../services/referrals.ts';
import { day } from '../../services/rules/days.ts';
import { draftDue } from '../../services/rules/drafts.ts';
import type { Body } from '../../services/rules/scheme.ts';
import { create } from '../../services/store.ts';
import { raiseEmergency, submit } from '../../services/submission.ts';
import { meeting, people, richmond } from '../support/builders.ts';
import { kindOf, REF, referring } from '../support/referring.ts';

const asb = richmond.bodies.find(({ id }) => id === 'asb') as Body;
const held = (id: string, date: string) =>
  create(Meetings, id, meeting({ id, body: 'asb', date: day(date), quorum: null, voting: asb.voting }));

describe('the ASB panel takes referrals until ten working days before it meets (Richmond 2.6)', () => {
  // Tuesday 24 November: ten working days before is Tuesday 10 November.
  test.for<[string, string, string]>([
    ['on the tenth working day before', '2026-11-10', '2026-11-24'],
    ['a day later', '2026-11-11', '2026-12-22'],
    ['on a Sunday within the time', '2026-11-08', '2026-11-24'],
  ])('%s', async ([, on, goes]) => {
    const at = await referring();
    await at.store.commit(at.by().area.id, [held('november', '2026-11-24'), held('december', '2026-12-22')]);
    expect((await destination(at.by(), asb, day(on))).date).toBe(goes);
  });

  // London is on summer time in June: Tuesday 9 June is ten working days before the 23rd.
  test.for<[string, string, string]>([
    ['at 16:59 on the last day', '2026-11-10T16:59:59.000Z', '2026-11-24'],
    ['at 17:00, by which it was due', '2026-11-10T17:00:00.000Z', '2026-12-22'],
    ['at 16:59 in summer', '2026-06-09T15:59:00.000Z', '2026-06-23'],
    ['at 17:00 in summer', '2026-06-09T16:00:00.000Z', '2026-07-28'],
  ])('%s', async ([, submittedAt, date]) => {
    const at = await referring({ body: 'asb', state: 'submitted', submittedAt });
    const now = new Date(submittedAt);
    expect(await whereabouts(at.by(people.referrer, { now }), await at.doc())).toMatchObject({ goes: { date } });
    await at.store.commit(at.by().area.id, [held('soon', date.startsWith('2026-1') ? '2026-11-24' : '2026-06-23')]);
    await postAgenda(at.by(people.coordinator), 'soon');
    const taken = (await at.doc()).meeting !== undefined;
    expect(taken).toBe(date === '2026-11-24' || date === '2026-06-23');
  });

  test('where nobody has made the meeting, its date follows from the rhythm', async () => {
    const at = await referring();
    expect(await destination(at.by(), asb, day('2026-11-10'))).toEqual({
      date: '2026-11-24',
      amendUntil: '2026-11-17',
    });
    expect((await destination(at.by(), asb, day('2026-11-11'))).date).toBe('2026-12-22');
  });

  test('one too late is not on the agenda that goes out, unless the chair admits it', async () => {
    const at = await referring({ body: 'asb', state: 'submitted', submittedAt: '2026-11-11T09:00:00.000Z' });
    await at.store.commit(at.by().area.id, [held('november', '2026-11-24')]);
    await postAgenda(at.by(people.coordinator), 'november');
    const items = async () => (await at.store.get(at.by().area.id, Meetings, 'november'))?.doc.items ?? [];
    expect((await items()).map(({ referral }) => referral)).not.toContain(REF);
    expect(await admitLate(at.by(people.chair), 'november', REF)).toBe('admitted');
    expect((await items()).find(({ referral }) => referral === REF)).toMatchObject({ late: true });
  });
});

test('the IOM panel has no such day: what comes before the agenda goes out is on it (G Q10)', async () => {
  const at = await referring();
  const iom = richmond.bodies.find(({ id }) => id === 'iom') as Body;
  await at.store.commit(at.by().area.id, [create(Meetings, 'meeting-1', meeting({ date: day('2026-11-06') }))]);
  const goes = await destination(at.by(), iom, day('2026-11-05'));
  expect(goes).toMatchObject({ date: '2026-11-06', meeting: { id: 'meeting-1' } });
  // The day by which the agenda is due has passed, so there is none to name.
  expect(goes.amendUntil).toBeUndefined();
});

describe('an emergency (Richmond 2.6)', () => {
  const officer = { holders: { 'asb-asb-officer': people.housing } };

  test('is told to the officer at once, and goes past the gatekeeper', async () => {
    const at = await referring({ body: 'asb' }, { ...officer, gatekeepers: { 'riverside-mentoring': people.nobody } });
    expect(await submit(at.by(), { ...(await at.press()), emergency: true })).toBe('submitted');
    expect(await at.told()).toContainEqual([people.housing, 'emergency']);
    expect(await at.doc()).toMatchObject({ emergency: true, history: [{ what: 'submitted as an emergency' }] });
  });

  test('may be raised while the referral waits, once', async () => {
    const at = await referring({ body: 'asb' }, officer);
    await submit(at.by(), await at.press());
    const once = await at.press();
    expect(await raiseEmergency(at.by(), once)).toBe('told');
    expect(await raiseEmergency(at.by(), once)).toBe('already');
    expect((await at.told()).filter(([, view]) => view === 'emergency')).toEqual([[people.housing, 'emergency']]);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ status: 'waiting' });
  });

  test('raised while the gatekeeper has it, takes it to the panel', async () => {
    const at = await referring({ body: 'asb' }, { ...officer, gatekeepers: { 'riverside-mentoring': people.nobody } });
    await submit(at.by(), await at.press());
    expect(await raiseEmergency(at.by(), await at.press())).toBe('told');
    expect((await at.doc()).state).toBe('submitted');
  });

  test('is told to the co-ordinator while nobody sits there', async () => {
    const at = await referring({ body: 'asb' }, { holders: {} });
    await submit(at.by(), { ...(await at.press()), emergency: true });
    expect(await at.told()).toContainEqual([people.coordinator, 'emergency']);
  });

  test.for([
    ['who sits on the panel', people.police, [people.housing, people.police, people.coordinator]],
    ['who could not open the papers', people.youth, [people.housing, people.coordinator]],
  ] as const)(
    'is told to the co-ordinator, too, while the officer is on leave, and to a stand-in %s',
    async ([, standIn, told]) => {
      const holders = { ...officer.holders, 'asb-police-snt-sergeant': people.police };
      const leave = { [people.housing]: { until: day('2026-11-20'), standIn } };
      const at = await referring({ body: 'asb' }, { holders, leave });
      await submit(at.by(), { ...(await at.press()), emergency: true });
      const alarmed = (await at.told()).filter(([, view]) => view === 'emergency').map(([person]) => person);
      expect(alarmed).toEqual(told);
    },
  );

  test('is not for a body that names nobody', async () => {
    const at = await referring();
    expect(await kindOf(submit(at.by(), { ...(await at.press()), emergency: true }))).toBe('no emergencies');
    expect((await at.doc()).state).toBe('draft');
  });
});

describe('a draft is removed so many days after its last change, with a notice before, each on a working day', () => {
  const rules = { removedAfter: 60, noticeBefore: 14 };
  test.for<[says: string, changed: string, today: string, told: string | undefined, notice: string, remove: string]>([
    ['both fall on one', '2026-11-06', '2026-11-06', undefined, '2026-12-22', '2027-01-05'],
    ['the notice on a Sunday', '2026-11-04', '2026-11-04', undefined, '2026-12-21', '2027-01-04'],
    ['the notice on Christmas Day, a Friday', '2026-11-09', '2026-11-09', undefined, '2026-12-29', '2027-01-12'],
    ['the end on New Year’s Day', '2026-11-02', '2026-11-02', undefined, '2026-12-18', '2027-01-04'],
    ['its author is away on the day', '2026-11-06', '2027-01-20', undefined, '2027-01-20', '2027-02-03'],
    ['the same, seen on a Saturday', '2026-11-06', '2027-01-23', undefined, '2027-01-25', '2027-02-08'],
    ['its author was told late', '2026-11-06', '2027-02-01', '2027-01-20', '2027-01-20', '2027-02-03'],
  ])('%s', ([, changed, today, told, noticeOn, removeOn]) => {
    const now = { today: day(today), ...(told && { told: day(told) }) };
    expect(draftDue(day(changed), rules, now)).toEqual({ noticeOn, removeOn });
  });
});

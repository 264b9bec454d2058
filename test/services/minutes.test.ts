import { expect, test } from 'vitest';
import { recordDecision } from '../../services/decisions.ts';
import { abandonMotion, closeMotion, giveCastingVote } from '../../services/declaring.ts';
import { closeMeeting } from '../../services/meetings.ts';
import { meetingBefore, minutedMeeting, readMinutes } from '../../services/minutes.ts';
import { type Meeting, Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { areaId, areaOf, bodyCalled, holder, lay, openMeetingOf, workOf } from '../support/bodies.ts';
import { testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const chair = holder('iom-probation-senior-officer');
const item = { meeting: 'm1', item: 'RICH-2026-001' };

const opened = async () => {
  const store = await testStore();
  await lay(store, iom);
  const work = workOf(store, iom, chair);
  return { store, work };
};

const put = (work: ReturnType<typeof workOf>) =>
  openMotion(work, { ...item, kind: 'adopt', question: 'That the panel adopts RICH-2026-001.' });

const attended = async (store: Store, seats: readonly string[]) => {
  const row = await store.get(areaId, Meetings, 'm1');
  if (!row) throw new Error('no meeting');
  const { attendance } = openMeetingOf(iom);
  const doc: Meeting = { ...row.doc, attendance: attendance.filter(({ seat }) => seats.includes(seat)) };
  await store.commit(areaId, [replace(row, doc)]);
};

test('how somebody votes is not in the record before the result is declared', async () => {
  const { store, work } = await opened();
  const motion = await put(work);
  await castBallot(work, { motion, version: 0, choice: 'for' });
  await castBallot(workOf(store, iom, holder('iom-data-analyst')), { motion, version: 0, choice: 'against' });
  expect((await readMinutes(work, 'm1')).items[0]?.motions[0]?.ballots).toEqual([]);
  await closeMotion(work, motion);
  const tied = (await readMinutes(work, 'm1')).items[0]?.motions[0];
  expect([tied?.motion.state, tied?.ballots]).toEqual(['tied', []]);
  await giveCastingVote(work, { motion, choice: 'for' });
  const minuted = (await readMinutes(work, 'm1')).items[0]?.motions[0];
  expect(minuted?.ballots.filter(({ choice }) => choice).map(({ voter, choice }) => [voter, choice])).toEqual([
    ['iom-data-analyst', 'against'],
    ['iom-probation-senior-officer', 'for'],
  ]);
  expect(minuted?.motion.casting).toMatchObject({ seat: 'iom-probation-senior-officer', choice: 'for' });
});

test('ballots of a vote that was abandoned for lack of quorum are in the record', async () => {
  const { store, work } = await opened();
  const motion = await put(work);
  await castBallot(work, { motion, version: 0, choice: 'for' });
  await attended(store, ['iom-probation-senior-officer']);
  await abandonMotion(work, motion);
  const minuted = (await readMinutes(work, 'm1')).items[0]?.motions[0];
  expect(minuted?.motion.state).toBe('abandoned');
  expect(minuted?.ballots.find(({ voter }) => voter === 'iom-probation-senior-officer')?.choice).toBe('for');
});

test('a draft of a decision is not minuted, a recorded one is, and closing makes the minutes final', async () => {
  const { work } = await opened();
  const wanted = { version: 0, kind: 'defer' as const, fields: { wanted: 'A newer score' } };
  expect(await readMinutes(work, 'm1')).toMatchObject({ final: false });
  expect((await readMinutes(work, 'm1')).items[0]?.decision).toBeUndefined();
  await recordDecision(work, { ...item, ...wanted });
  await closeMeeting(work, 'm1');
  const minutes = await readMinutes(work, 'm1');
  expect(minutes.final).toBe(true);
  expect(minutes.items[0]?.decision).toMatchObject({ kind: 'defer', wanted: 'A newer score' });
});

test('present are those who sat at any time, by agency; the others are absent, with apologies or without', async () => {
  const { store, work } = await opened();
  await attended(store, ['iom-police-ppo-officer', 'iom-police-detective-inspector']);
  const row = await store.get(areaId, Meetings, 'm1');
  if (!row) throw new Error('no meeting');
  const apology = { seat: 'iom-housing-head-of-operations', version: 1, apologies: true, periods: [] };
  await store.commit(areaId, [replace(row, { ...row.doc, attendance: [...row.doc.attendance, apology] })]);
  const minutes = await readMinutes(work, 'm1');
  expect(minutes.present.map(({ agency, people }) => [agency, people.length])).toEqual([['police', 2]]);
  expect(minutes.apologies).toEqual([
    { seat: 'iom-housing-head-of-operations', name: 'Invented housing head of operations' },
  ]);
  expect(minutes.absent).toContain('housing');
});

test('the minutes asked for are those of the open meeting, else of the last one held', async () => {
  const { store, work } = await opened();
  const other = (id: string, date: string, state: Meeting['state']) =>
    create(Meetings, id, openMeetingOf(iom, { id, date: day(date), state }));
  await store.commit(areaId, [
    other('m0', '2026-10-01', 'closed'),
    other('m00', '2026-09-03', 'closed'),
    other('m2', '2026-12-03', 'planned'),
  ]);
  expect(await minutedMeeting(work, ['iom'])).toBe('m1');
  const { doc: present } = (await store.get(areaId, Meetings, 'm1')) ?? {};
  expect(present && (await meetingBefore(work, present))).toBe('m0');
  await closeMeeting(work, 'm1');
  expect(await minutedMeeting(work, ['iom'])).toBe('m1');
  await expect(minutedMeeting({ store, area: areaOf(iom) }, ['asb'])).rejects.toThrow('There are no minutes yet');
});

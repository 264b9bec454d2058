import { expect, test } from 'vitest';
import { closeAppointment, makeAppointment } from '../../services/appointments.ts';
import { recordCustody } from '../../services/custody.ts';
import { feedBack, noteJointMeeting } from '../../services/jointMeetings.ts';
import { keepDates, setWanted } from '../../services/keyDates.ts';
import { day } from '../../services/rules/days.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { seat } from '../support/seated.ts';

test('an appointment is made, and once its day has come it was kept or missed', async () => {
  const { of, stored, happened } = await living(
    caseOf({ appointments: [{ id: 'a1', on: day('2026-11-06'), kind: 'appointment', what: 'Drugs worker' }] }),
  );
  const made = { on: day('2026-11-04'), kind: 'visit', what: 'Housing, at home' } as const;
  expect(await makeAppointment(of(seat.housing), first, made)).toBe('done');
  const [one] = (await stored()).appointments ?? [];
  expect(one).toMatchObject(made);
  const close = { ...press(2), appointment: one?.id ?? '', became: 'missed' } as const;
  expect(await closeAppointment(of(seat.housing), close, 'Nobody there')).toBe('done');
  expect(await closeAppointment(of(seat.housing), close)).toBe('overtaken');
  await expect(closeAppointment(of(seat.housing), { ...press(3), appointment: 'a1', became: 'kept' })).rejects.toThrow(
    'lies ahead still',
  );
  expect(await stored()).toMatchObject({ appointments: [{ id: 'a1' }], attended: { kept: 0, missed: 1 } });
  expect((await happened())[0]).toMatchObject({ became: 'missed', note: 'Nobody there' });
});

test('key dates are kept as they stand now: what is left out is gone, and they come due', async () => {
  const { of, stored, index } = await living(caseOf({ keyDates: { bail: day('2026-11-09') } }));
  expect(await keepDates(of(seat.constable), first, { sentenceEnd: day('2027-02-01') })).toBe('done');
  expect((await stored()).keyDates).toEqual({ sentenceEnd: '2027-02-01' });
  expect((await index()).found.filter((id) => id.startsWith('due|'))).toEqual([`due|iom|2027-02-01|${first.case}`]);
});

const remand = { kind: 'remand', prison: 'HMP Nowhere', since: day('2026-09-01') } as const;
const inside = { ...remand, kind: 'sentence', months: 30 } as const;
const due = async ({ index }: Awaited<ReturnType<typeof living>>) =>
  (await index()).found.filter((id) => id.startsWith('due|')).map((id) => id.split('|')[2]);

test('custody alone says when the sentence of somebody inside ends', async () => {
  const the = await living(caseOf({ keyDates: { sentenceEnd: day('2027-02-01') } }));
  const custody = { ...inside, endsOn: day('2029-03-01') };
  expect(await recordCustody(the.of(seat.constable), { ...first, custody })).toBe('recorded');
  expect(await the.stored()).toMatchObject({ custody, keyDates: {} });
  await keepDates(the.of(seat.constable), press(2), { bail: day('2027-01-01'), sentenceEnd: day('2027-02-01') });
  expect(await the.stored()).toMatchObject({ custody, keyDates: { bail: '2027-01-01' } });
  expect((await the.stored()).keyDates).not.toHaveProperty('sentenceEnd');
  await keepDates(the.of(seat.constable), press(3), {});
  expect(await due(the)).toEqual(['2029-03-01']);
});

test('custody without an end leaves the one that was known', async () => {
  const the = await living(caseOf({ keyDates: { sentenceEnd: day('2027-02-01') } }));
  await recordCustody(the.of(seat.constable), { ...first, custody: remand });
  await keepDates(the.of(seat.constable), press(2), {});
  expect((await the.stored()).keyDates).toEqual({ sentenceEnd: '2027-02-01' });
  expect(await due(the)).toEqual(['2027-02-01']);
});

test('after release the end of the sentence stays with the custody it belongs to', async () => {
  const the = await living(
    caseOf({ custody: { ...inside, endsOn: day('2029-03-01'), released: day('2026-11-01') }, keyDates: {} }),
  );
  const keep = (version: number, sentenceEnd?: string) =>
    keepDates(the.of(seat.constable), press(version), { ...(sentenceEnd && { sentenceEnd: day(sentenceEnd) }) });
  await expect(keep(1, '2026-10-31')).rejects.toThrow(
    '“End of sentence”: it lies before the release on 1 November 2026',
  );
  expect(await keep(1, '2028-03-01')).toBe('done');
  expect(await the.stored()).toMatchObject({ custody: { endsOn: '2028-03-01' }, keyDates: {} });
  expect(await due(the)).toEqual(['2028-03-01']);
  expect(await keep(2)).toBe('done');
  expect(await due(the)).toEqual([]);
});

test('somebody is wanted once, and no longer once', async () => {
  const { of, stored } = await living();
  const want = (version: number, wanted: boolean) =>
    setWanted(of(seat.constable), press(version), { wanted, why: 'Failed to appear' });
  await expect(want(1, false)).rejects.toThrow('not wanted already');
  expect(await want(1, true)).toBe('done');
  expect((await stored()).wanted).toEqual({ since: '2026-11-05', why: 'Failed to appear' });
  await expect(want(2, true)).rejects.toThrow('recorded as wanted already');
  expect(await want(2, false)).toBe('done');
  expect((await stored()).wanted).toBeUndefined();
});

test('a joint meeting with another area is open until it is fed back (G Q7)', async () => {
  const { of, stored, happened } = await living();
  await noteJointMeeting(of(seat.council), first, { area: 'Elsewhere', on: day('2026-11-20') });
  const [joint] = (await stored()).jointMeetings ?? [];
  const back = { ...press(2), joint: joint?.id ?? '' };
  await expect(feedBack(of(seat.council), back, 'Agreed')).rejects.toThrow('lies ahead still');
  const later = of(seat.council, { now: new Date('2026-11-20T16:00:00Z') });
  expect(await feedBack(later, back, 'Elsewhere leads')).toBe('done');
  expect((await stored()).jointMeetings).toEqual([]);
  expect((await happened()).map(({ what }) => what)).toEqual(['fed back', 'joint meeting']);
});

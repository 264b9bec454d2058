import { describe, expect, test } from 'vitest';
import { admitLate, finishItem, MOST_REFERRALS, postAgenda, referralsWaiting } from '../../services/agenda.ts';
import { here, leave } from '../../services/attendance.ts';
import { chairing, confirmChair } from '../../services/chairing.ts';
import { destination } from '../../services/deadlines.ts';
import { closeMotion } from '../../services/declaring.ts';
import { closeMeeting, makeMeeting, openMeeting, presentMeeting, proposedDate } from '../../services/meetings.ts';
import { Acknowledgements, type Decision, Decisions, Referrals } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create } from '../../services/store.ts';
import { castBallot } from '../../services/votes.ts';
import { bodyOf, meetingRow } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import {
  ARRIVED,
  areaId,
  at,
  coordinator,
  holder,
  ITEM,
  iom,
  referral,
  referrer,
  type Seated,
  seat,
  seatedPanel,
  six,
} from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const refused = async (panel: Seated, press: () => Promise<unknown>, kind: string): Promise<void> => {
  const before = await dump(panel.store);
  await expect(press()).rejects.toMatchObject({ kind });
  expect(await dump(panel.store)).toEqual(before);
};
const twice = async <T>(panel: Seated, press: () => Promise<T>, results: readonly [T, T]): Promise<void> => {
  expect(await press()).toBe(results[0]);
  const before = await dump(panel.store);
  expect(await press()).toBe(results[1]);
  expect(await dump(panel.store)).toEqual(before);
};
const planned = { state: 'planned' as const, chairs: [], items: [], agendaPostedAt: undefined, openedAt: undefined };
const day12 = { body: 'iom', date: day('2026-11-12'), time: '10:00', place: 'Meadow House' };

describe('a meeting', () => {
  test('takes its seats, quorum and voting rule from what is in force when it is made', async () => {
    const panel = await seatedPanel();
    const id = await makeMeeting(panel.by(coordinator), day12);
    const { doc } = await meetingRow(panel.store, areaId, id);
    expect(doc).toMatchObject({ state: 'planned', quorum: 4, voting: iom.voting, attendance: [], items: [] });
    expect(doc.seats.find((place) => place.seat === seat.chair)?.holder).toBe(holder(seat.chair));
  });

  test('is one a day for a body, so that the press that made it may come twice', async () => {
    const panel = await seatedPanel();
    await makeMeeting(panel.by(coordinator), day12);
    await refused(panel, () => makeMeeting(panel.by(coordinator), day12), 'same day');
  });

  test('is proposed for the next date in the body’s rhythm that has none yet', async () => {
    const panel = await seatedPanel();
    const turn = panel.by(coordinator);
    expect(await proposedDate(turn, iom)).toBe('2026-11-24');
    await makeMeeting(turn, { ...day12, date: day('2026-11-24') });
    expect(await proposedDate(turn, iom)).toBe('2026-12-22');
    expect(await proposedDate(turn, bodyOf(turn, 'asb'))).toBe('2026-11-24');
  });

  test('meant by a word typed in its channel is the open one, else the next, else the last', async () => {
    const panel = await seatedPanel([], { state: 'closed' });
    const work = panel.by(coordinator);
    expect((await presentMeeting(work, 'iom'))?.id).toBe('m1');
    const later = await makeMeeting(work, { ...day12, date: day('2026-12-10') });
    const next = await makeMeeting(work, day12);
    expect((await presentMeeting(work, 'iom'))?.id).toBe(next);
    expect((await destination(work, iom, day12.date)).meeting?.id).toBe(next);
    await postAgenda(work, next);
    expect((await destination(work, iom, day12.date)).meeting?.id).toBe(later);
    expect(await presentMeeting(work, 'asb')).toBeUndefined();
  });
});

describe('the chair', () => {
  test.for([
    { says: 'the chair’s seat', seats: six, viceChair: seat.housing, chair: seat.chair, by: 'chair' },
    { says: 'the vice-chair', seats: six.slice(1), viceChair: seat.housing, chair: seat.housing, by: 'vice-chair' },
    {
      says: 'the senior police or council representative here',
      seats: six.slice(1),
      viceChair: undefined,
      chair: seat.council,
      by: 'senior',
    },
  ] as const)(
    'is by the ladder $says, who confirms by opening the meeting',
    async ({ seats, viceChair, chair, by }) => {
      const panel = await seatedPanel(seats, { ...planned, ...(viceChair && { viceChair }) });
      await refused(panel, () => openMeeting(panel.of(seat.drugs), 'm1'), 'not the chair');
      await twice(panel, () => openMeeting(panel.of(chair, { now: at(5) }), 'm1'), ['opened', 'already']);
      const meeting = await panel.meeting();
      expect(meeting).toMatchObject({ state: 'open', openedAt: at(5).toISOString() });
      expect(meeting.chairs).toEqual([{ seat: chair, person: holder(chair), by, at: at(5).toISOString() }]);
    },
  );

  test('who leaves is followed by the next, who confirms; and takes the chair back the same way', async () => {
    const panel = await seatedPanel();
    await leave(panel.of(seat.chair), 'm1', 1);
    expect(chairing(richmond, await panel.meeting())).toMatchObject({ next: { seat: seat.council, by: 'senior' } });
    await refused(panel, () => confirmChair(panel.of(seat.constable), 'm1'), 'not next');
    await twice(panel, () => confirmChair(panel.of(seat.council), 'm1'), ['recorded', 'already']);
    await here(panel.of(seat.chair), 'm1', 2);
    expect(chairing(richmond, await panel.meeting())).toMatchObject({
      current: { seat: seat.council },
      next: { seat: seat.chair },
    });
    await confirmChair(panel.of(seat.chair), 'm1');
    expect((await panel.meeting()).chairs.map((chair) => chair.seat)).toEqual([seat.chair, seat.council, seat.chair]);
  });

  test('who opens without a quorum leaves in the record that it was missing', async () => {
    const panel = await seatedPanel(six.slice(0, 2), planned);
    await openMeeting(panel.of(seat.chair, { now: at(5) }), 'm1');
    expect((await panel.meeting()).quorumLost).toEqual([{ from: at(5).toISOString() }]);
  });
});

const submitted = (number: number) => {
  const ref = `RICH-2026-${String(number).padStart(3, '0')}`;
  const { meeting: _, ...waiting } = referral({ ref, submittedAt: at(-number).toISOString() });
  return referralMade(waiting);
};

describe('the agenda', () => {
  test(`takes ${MOST_REFERRALS} referrals, the oldest first; the others wait for the next meeting`, async () => {
    const panel = await seatedPanel([], planned);
    const numbers = Array.from({ length: MOST_REFERRALS + 3 }, (_, index) => index + 2);
    for (const number of numbers) await panel.store.commit(areaId, submitted(number));
    await postAgenda(panel.by(coordinator), 'm1');
    const items = (await panel.meeting()).items.filter((item) => item.referral);
    expect(items).toHaveLength(MOST_REFERRALS);
    expect(items[0]?.referral).toBe('RICH-2026-044');
    const waiting = await referralsWaiting(panel.by(coordinator), 'iom');
    expect(waiting.map(({ id }) => id)).toEqual(['RICH-2026-004', 'RICH-2026-003', 'RICH-2026-002']);
  });

  test('asked for again is posted again and takes nothing new', async () => {
    const panel = await seatedPanel([], planned);
    await postAgenda(panel.by(coordinator), 'm1');
    await panel.store.commit(areaId, submitted(2));
    const { items } = await panel.meeting();
    await postAgenda(panel.by(coordinator), 'm1');
    expect((await panel.meeting()).items).toEqual(items);
    const agendas = (await panel.store.list(areaId, Outbox)).filter(({ doc }) => doc.send.view === 'agenda');
    expect(agendas).toHaveLength(2);
  });

  test('takes a late referral only when the chair admits it, marked and after the others', async () => {
    const panel = await seatedPanel();
    await panel.store.commit(areaId, submitted(2));
    await twice(panel, () => admitLate(panel.of(seat.chair), 'm1', 'RICH-2026-002'), ['admitted', 'already']);
    expect((await panel.meeting()).items.map(({ id, late }) => ({ id, late }))).toEqual([
      { id: ITEM, late: undefined },
      { id: 'RICH-2026-002', late: true },
      { id: 'any-other-business', late: undefined },
    ]);
    expect((await panel.store.get(areaId, Referrals, 'RICH-2026-002'))?.doc.meeting).toBe('m1');
  });

  test.for<[string, Parameters<typeof seatedPanel>, string, string]>([
    ['its own referral twice', [six, { items: [] }], ITEM, 'not waiting'],
    ['anything before it has gone out', [six, planned], 'RICH-2026-002', 'no late items'],
    ['anything once the meeting is closed', [six, { state: 'closed' }], 'RICH-2026-002', 'no late items'],
    [
      'more than one meeting can take',
      [
        six,
        {
          items: Array.from({ length: MOST_REFERRALS }, (_, index) => ({
            id: `RICH-2025-${index}`,
            heading: 'new referrals' as const,
            referral: `RICH-2025-${index}`,
            state: 'waiting' as const,
            aside: [],
          })),
        },
      ],
      'RICH-2026-002',
      'full',
    ],
  ])('does not take %s', async ([, given, ref, kind]) => {
    const panel = await seatedPanel(...given);
    await panel.store.commit(areaId, submitted(2));
    await refused(panel, () => admitLate(panel.of(seat.chair), 'm1', ref), kind);
  });

  test('an item without a referral is dealt with once; a referral needs its decision', async () => {
    const panel = await seatedPanel();
    await twice(panel, () => finishItem(panel.of(seat.chair), 'm1', 'any-other-business'), ['done', 'already']);
    await refused(panel, () => finishItem(panel.of(seat.chair), 'm1', ITEM), 'decision needed');
  });
});

const decision = (overrides: Partial<Decision> = {}) =>
  create(Decisions, `m1|${ITEM}`, {
    meeting: 'm1',
    item: ITEM,
    referral: ITEM,
    kind: 'decline',
    state: 'recorded',
    basis: { how: 'agreed' },
    interventions: [],
    reasons: 'Other help fits better.',
    ...overrides,
  });

describe('closing the meeting', () => {
  test('is refused while a motion is open, and while one is tied', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await refused(panel, () => closeMeeting(panel.of(seat.chair), 'm1'), 'motion open');
    await closeMotion(panel.of(seat.chair), motion);
    await refused(panel, () => closeMeeting(panel.of(seat.chair), 'm1'), 'motion open');
  });

  test.for<[string, Parameters<typeof seatedPanel>[1], string]>([
    ['it has not opened', planned, 'not open'],
    ['somebody else chairs', { chairs: [] }, 'not the chair'],
  ])('is refused when %s', async ([, overrides, kind]) => {
    const panel = await seatedPanel(six, overrides);
    await refused(panel, () => closeMeeting(panel.of(seat.chair), 'm1'), kind);
  });

  test('is refused while a decision is begun and not recorded', async () => {
    const panel = await seatedPanel();
    await panel.store.commit(areaId, [decision({ state: 'draft' })]);
    await refused(panel, () => closeMeeting(panel.of(seat.chair), 'm1'), 'decision not recorded');
  });

  test('is refused while a vote is declared and its decision is not recorded', async () => {
    const panel = await seatedPanel();
    const id = await panel.open();
    await castBallot(panel.of(seat.housing), { motion: id, version: 0, choice: 'for' });
    await closeMotion(panel.of(seat.chair), id);
    await refused(panel, () => closeMeeting(panel.of(seat.chair), 'm1'), 'decision not recorded');
  });

  test('ends all attendance and answers the referrer', async () => {
    const panel = await seatedPanel(six, { quorumLost: [{ from: ARRIVED }] });
    await panel.store.commit(areaId, [decision()]);
    await twice(panel, () => closeMeeting(panel.of(seat.chair, { now: at(90) }), 'm1'), ['closed', 'already']);
    const meeting = await panel.meeting();
    const to = at(90).toISOString();
    expect(meeting).toMatchObject({ state: 'closed', closedAt: to, quorumLost: [{ from: ARRIVED, to }] });
    expect(meeting.attendance.flatMap((entry) => entry.periods)).toEqual(six.map(() => ({ from: ARRIVED, to })));
    expect((await panel.store.get(areaId, Acknowledgements, ITEM))?.doc).toEqual({
      referral: ITEM,
      meeting: 'm1',
      item: ITEM,
    });
    const sends = (await panel.store.list(areaId, Outbox)).map(({ doc }) => doc.send);
    expect(sends).toContainEqual({
      kind: 'tell',
      person: referrer,
      view: 'acknowledgement',
      subject: ITEM,
      channel: '19:panel@thread.tacv2',
    });
  });

  test('leaves a referral without a decision to the next meeting, and tells nobody', async () => {
    const panel = await seatedPanel();
    await closeMeeting(panel.of(seat.chair), 'm1');
    expect((await referralsWaiting(panel.by(coordinator), 'iom')).map(({ id }) => id)).toEqual([ITEM]);
    expect((await panel.store.list(areaId, Outbox)).filter(({ doc }) => doc.send.kind === 'tell')).toEqual([]);
  });
});

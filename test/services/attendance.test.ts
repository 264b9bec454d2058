import { describe, expect, test } from 'vitest';
import {
  apologise,
  attendAsInvitee,
  here,
  leave,
  mark,
  quorumOf,
  seatTakenBy,
  substitute,
} from '../../services/attendance.ts';
import { chairing } from '../../services/chairing.ts';
import { closeMotion } from '../../services/declaring.ts';
import type { PersonKey } from '../../services/model.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import { castBallot } from '../../services/votes.ts';
import { richmond } from '../support/builders.ts';
import { at, holder, referrer, seat, seatedPanel, six, stranger } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const colleague = { key: stranger, name: 'Invented Colleague' };

describe('the quorum', () => {
  test.for<{ says: string; seats: readonly SeatId[]; agencies: number; status: string }>([
    { says: 'nobody', seats: [], agencies: 0, status: 'inquorate' },
    { says: 'three agencies', seats: [seat.chair, seat.youth, seat.housing], agencies: 3, status: 'inquorate' },
    {
      says: 'two police officers are one agency',
      seats: [seat.chair, seat.inspector, seat.constable, seat.housing],
      agencies: 3,
      status: 'inquorate',
    },
    {
      says: 'four agencies',
      seats: [seat.chair, seat.constable, seat.youth, seat.housing],
      agencies: 4,
      status: 'quorate',
    },
  ])('$says: $agencies here', async ({ seats, agencies, status }) => {
    const panel = await seatedPanel([]);
    for (const id of seats) await here(panel.of(id), 'm1', 0);
    const quorum = quorumOf(await panel.meeting());
    expect(quorum).toMatchObject({ status, needed: 4 });
    expect(quorum.present).toHaveLength(agencies);
  });

  test('an invitee counts for nothing', async () => {
    const panel = await seatedPanel(six.slice(0, 3));
    await attendAsInvitee(panel.by(referrer), 'm1', 0);
    const meeting = await panel.meeting();
    expect(meeting.invitees).toMatchObject([{ person: referrer, version: 1 }]);
    expect(quorumOf(meeting).present).toHaveLength(3);
  });

  test('lost and found again, it leaves both times in the record', async () => {
    const panel = await seatedPanel(six.slice(0, 4));
    await leave(panel.of(seat.council, { now: at(20) }), 'm1', 1);
    expect((await panel.meeting()).quorumLost).toEqual([{ from: at(20).toISOString() }]);
    await here(panel.of(seat.council, { now: at(32) }), 'm1', 2);
    const meeting = await panel.meeting();
    expect(meeting.quorumLost).toEqual([{ from: at(20).toISOString(), to: at(32).toISOString() }]);
    expect((await panel.entry(seat.council)).periods).toEqual([
      { from: at(0).toISOString(), to: at(20).toISOString() },
      { from: at(32).toISOString() },
    ]);
  });

  test('lost, it pauses the vote; back, it resumes it', async () => {
    const panel = await seatedPanel(six.slice(0, 4));
    const motion = await panel.open();
    await castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    await leave(panel.of(seat.council), 'm1', 1);
    const before = await dump(panel.store);
    await expect(castBallot(panel.of(seat.chair), { motion, version: 0, choice: 'for' })).rejects.toMatchObject({
      kind: 'paused',
      message: expect.stringContaining('needs 4 agencies and 3 are here'),
    });
    await expect(closeMotion(panel.of(seat.chair), motion)).rejects.toMatchObject({ kind: 'paused' });
    expect(await dump(panel.store)).toEqual(before);
    await here(panel.of(seat.council), 'm1', 2);
    expect(await castBallot(panel.of(seat.chair), { motion, version: 0, choice: 'for' })).toMatchObject({
      status: 'confirmed',
    });
    expect(await closeMotion(panel.of(seat.chair), motion)).toBe('declared');
  });
});

describe('a press', () => {
  test.for(['here', 'leave', 'apologies', 'invited', 'mark'] as const)(
    'that comes twice changes nothing the second time: %s',
    async (press) => {
      const panel = await seatedPanel(six);
      const presses = {
        here: () => here(panel.of(seat.victims), 'm1', 0),
        leave: () => leave(panel.of(seat.chair), 'm1', 1),
        apologies: () => apologise(panel.of(seat.victims), 'm1', 0),
        invited: () => attendAsInvitee(panel.by(referrer), 'm1', 0),
        mark: () => mark(panel.of(seat.chair), 'm1', seat.victims, 'present'),
      };
      await presses[press]();
      const before = await dump(panel.store);
      expect(JSON.stringify(await presses[press]())).toContain('overtaken');
      expect(await dump(panel.store)).toEqual(before);
    },
  );

  test('that saw what the chair has changed since changes nothing', async () => {
    const panel = await seatedPanel(six);
    await mark(panel.of(seat.chair), 'm1', seat.youth, 'gone');
    const before = await dump(panel.store);
    expect(await leave(panel.of(seat.youth), 'm1', 1)).toEqual({ status: 'overtaken', seat: seat.youth });
    expect(await dump(panel.store)).toEqual(before);
  });

  test.for<[string, PersonKey, string]>([
    ['somebody without a seat', stranger, 'no seat'],
    ['the referrer', referrer, 'no seat'],
  ])('of %s takes no seat', async ([, person, kind]) => {
    const panel = await seatedPanel(six);
    const before = await dump(panel.store);
    await expect(here(panel.by(person), 'm1', 0)).rejects.toMatchObject({ kind });
    expect(await dump(panel.store)).toEqual(before);
  });

  test('after the meeting has closed changes nothing', async () => {
    const panel = await seatedPanel(six, { state: 'closed' });
    const presses = [
      () => here(panel.of(seat.victims), 'm1', 0),
      () => attendAsInvitee(panel.by(referrer), 'm1', 0),
      () => mark(panel.of(seat.chair), 'm1', seat.victims, 'present'),
    ];
    for (const press of presses) await expect(press()).rejects.toMatchObject({ kind: 'closed' });
  });
});

describe('a substitute', () => {
  test('counts for the seat and takes no chair', async () => {
    const panel = await seatedPanel(six.slice(1, 4));
    await substitute(panel.of(seat.chair), 'm1', undefined, colleague, 0);
    await here(panel.by(stranger), 'm1', 1);
    const meeting = await panel.meeting();
    expect(quorumOf(meeting).present).toHaveLength(4);
    expect(await panel.entry(seat.chair)).toMatchObject({ sitter: stranger, substitute: true });
    expect(chairing(richmond, { ...meeting, chairs: [] }).next).toMatchObject({ by: 'senior', seat: seat.council });
  });

  test.for<[string, { key: PersonKey; name: string; agency?: string }, string]>([
    ['somebody of another agency', { ...colleague, agency: 'police' }, 'other agency'],
    ['somebody who sits already', { key: holder(seat.constable), name: 'Invented Constable' }, 'seated'],
    ['the holder', { key: holder(seat.victims), name: 'Invented Manager' }, 'same person'],
  ])('is never %s', async ([, person, kind]) => {
    const panel = await seatedPanel(six);
    const before = await dump(panel.store);
    await expect(substitute(panel.of(seat.victims), 'm1', undefined, person, 0)).rejects.toMatchObject({ kind });
    expect(await dump(panel.store)).toEqual(before);
  });

  test('keeps the holder out, until the chair gives the seat back', async () => {
    const panel = await seatedPanel(six);
    await substitute(panel.of(seat.victims), 'm1', undefined, colleague, 0);
    await here(panel.by(stranger), 'm1', 1);
    await expect(here(panel.of(seat.victims), 'm1', 2)).rejects.toMatchObject({ kind: 'substituted' });
    const back = { key: holder(seat.victims), name: 'Invented Manager' };
    await expect(substitute(panel.of(seat.chair), 'm1', seat.victims, back, undefined)).rejects.toMatchObject({
      kind: 'present',
    });
    await leave(panel.by(stranger), 'm1', 2);
    await substitute(panel.of(seat.chair), 'm1', seat.victims, back, undefined);
    await here(panel.of(seat.victims), 'm1', 4);
    expect(await panel.entry(seat.victims)).toMatchObject({ sitter: holder(seat.victims), version: 5 });
    expect(seatTakenBy(await panel.meeting(), stranger)).toBeUndefined();
  });

  test('does not sit in a second seat, even if the chair marks it', async () => {
    const twice = holder(seat.constable);
    const panel = await seatedPanel(six);
    const meeting = await panel.meeting();
    const both = await seatedPanel(six, {
      seats: meeting.seats.map((place) => (place.seat === seat.inspector ? { ...place, holder: twice } : place)),
    });
    await expect(mark(both.of(seat.chair), 'm1', seat.inspector, 'present')).rejects.toMatchObject({ kind: 'seated' });
  });
});

import { z } from 'zod';
import { mark, substitute } from '../../services/attendance.ts';
import { memberOf } from '../../services/members.ts';
import { meetingRow, schemeOf, seatName } from '../../services/work.ts';
import { command, Id, type Turn } from '../command.ts';
import { meetingCard } from '../meeting/card.ts';
import { plain } from '../render.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { markingCard, substituteCard } from './card.ts';

const Meeting = z.object({ meeting: Id });
const Own = Meeting.extend({ version: z.int().min(0) });

const meetingNow = async (turn: Turn, id: string, notice: Notice) => ({
  card: meetingCard({
    meeting: (await meetingRow(turn.store, turn.area.id, id)).doc,
    scheme: schemeOf(turn),
    area: turn.area.id,
    viewer: turn.actor,
    notice,
  }),
});

export const substituting = command({
  verb: 'attendance.substitute',
  does: 'view',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) => ({
    card: substituteCard(
      (await meetingRow(turn.store, turn.area.id, meeting)).doc,
      turn.actor.person,
      version,
      schemeOf(turn),
      turn.area.id,
    ),
  }),
});

/** A member names who sits for them; the seat follows from who presses. */
export const name = command({
  verb: 'attendance.name',
  does: 'change',
  allowed: ['member'],
  input: Own.extend({ person: z.string('choose somebody from the list') }),
  run: async ({ meeting, version, person }, turn) => {
    const { member, key } = await memberOf(turn, person);
    const { status } = await substitute(
      turn,
      meeting,
      undefined,
      { key, name: member.name, agency: member.agency },
      version,
    );
    return meetingNow(
      turn,
      meeting,
      status === 'overtaken' ? overtaken : done(`${plain(member.name)} sits for you at this meeting.`),
    );
  },
});

export const marking = command({
  verb: 'attendance.marking',
  does: 'view',
  allowed: ['chair', 'co-ordinator'],
  input: Meeting,
  run: async ({ meeting }, turn) => ({
    card: markingCard((await meetingRow(turn.store, turn.area.id, meeting)).doc, schemeOf(turn), turn.area.id),
  }),
});

export const record = command({
  verb: 'attendance.mark',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Meeting.extend({
    seat: z.string('choose a seat'),
    state: z.enum(['present', 'gone', 'apologies', 'substitute']),
    person: z.string().optional(),
  }),
  run: async ({ meeting, seat, state, person }, turn) => {
    if (state !== 'substitute') {
      const { status } = await mark(turn, meeting, seat, state);
      return meetingNow(turn, meeting, status === 'overtaken' ? overtaken : done('Recorded.'));
    }
    const { member, key } = await memberOf(turn, person ?? '');
    await substitute(turn, meeting, seat, { key, name: member.name, agency: member.agency }, undefined);
    return meetingNow(
      turn,
      meeting,
      done(`${plain(member.name)} may sit for ${seatName(turn, seat)} at this meeting.`),
    );
  },
});

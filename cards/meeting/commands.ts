import { z } from 'zod';
import { apologise, attendAsInvitee, here, leave } from '../../services/attendance.ts';
import { confirmChair } from '../../services/chairing.ts';
import { closeMeeting, openMeeting } from '../../services/meetings.ts';
import { refreshFor } from '../../services/members.ts';
import { anew, meetingRow, nameOf, save, schemeOf, show } from '../../services/work.ts';
import { type Answer, command, Id, type Showing, type Turn } from '../command.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { meetingCard, meetingTitle } from './card.ts';
import { meetingMeant } from './meant.ts';

const Meeting = z.object({ meeting: Id });
const Own = Meeting.extend({ version: z.int().min(0) });

const answer = async (turn: Turn, id: string, notice?: Notice): Promise<Answer> => {
  const { doc: meeting } = await meetingRow(turn.store, turn.area.id, id);
  return {
    card: meetingCard({
      meeting,
      scheme: schemeOf(turn),
      area: turn.area.id,
      viewer: turn.actor,
      notice,
      ...(meeting.calledOff &&
        turn.caller.where === 'personal' && { calledOffBy: await nameOf(turn, meeting.calledOff.by) }),
      refresh: await refreshFor(turn, meeting),
    }),
  };
};

const noticed = (status: string, sentence: string): Notice =>
  status === 'overtaken' || status === 'already' ? overtaken : done(sentence);

export const view = command({
  verb: 'meeting.view',
  does: 'refresh',
  allowed: ['anyone'],
  input: Meeting,
  run: ({ meeting }, turn) => answer(turn, meeting),
});

/** Posts the meeting's card at the end of its channel. */
export const post = command({
  verb: 'meeting.post',
  does: 'change',
  allowed: ['member', 'chair', 'co-ordinator'],
  input: Meeting,
  typed: {
    words: 'meeting',
    does: 'posts the card of the present meeting: who is here, quorum, chair',
    where: ['channel'],
    data: meetingMeant,
  },
  run: async ({ meeting }, turn) => {
    await save(turn, async () => {
      const { doc } = await meetingRow(turn.store, turn.area.id, meeting);
      return {
        changes: [...(await anew(turn, `meeting|${meeting}`)), ...show(turn, doc.body, 'meeting', meeting)],
        result: undefined,
      };
    });
    return { posted: true };
  },
});

export const arrive = command({
  verb: 'meeting.here',
  does: 'change',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) =>
    answer(turn, meeting, noticed((await here(turn, meeting, version)).status, 'You are marked as here.')),
});

export const depart = command({
  verb: 'meeting.leave',
  does: 'change',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) =>
    answer(
      turn,
      meeting,
      noticed((await leave(turn, meeting, version)).status, 'You are marked as gone. A vote you gave stands.'),
    ),
});

export const apologies = command({
  verb: 'meeting.apologies',
  does: 'change',
  allowed: ['member'],
  input: Own,
  run: async ({ meeting, version }, turn) =>
    answer(
      turn,
      meeting,
      noticed(
        (await apologise(turn, meeting, version)).status,
        'Your apologies are recorded. You can still name a substitute.',
      ),
    ),
});

export const invited = command({
  verb: 'meeting.invited',
  does: 'change',
  allowed: ['invitee'],
  input: Own,
  run: async ({ meeting, version }, turn) =>
    answer(
      turn,
      meeting,
      noticed(await attendAsInvitee(turn, meeting, version), 'Your attendance for your item is recorded.'),
    ),
});

export const open = command({
  verb: 'meeting.open',
  does: 'change',
  allowed: ['chair', 'next to chair'],
  input: Meeting,
  run: async ({ meeting }, turn) =>
    answer(turn, meeting, noticed(await openMeeting(turn, meeting), 'The meeting is open, and you chair it.')),
});

export const chair = command({
  verb: 'meeting.chair',
  does: 'change',
  allowed: ['chair', 'next to chair'],
  input: Meeting.extend({ item: Id.optional() }),
  run: async ({ meeting, item }, turn) =>
    answer(
      turn,
      meeting,
      noticed(await confirmChair(turn, meeting, item), item ? 'You chair this item.' : 'You chair this meeting.'),
    ),
});

export const close = command({
  verb: 'meeting.close',
  does: 'change',
  allowed: ['chair'],
  input: Meeting,
  run: async ({ meeting }, turn) =>
    answer(
      turn,
      meeting,
      noticed(
        await closeMeeting(turn, meeting),
        'The meeting is closed. Minutes are final; acknowledgements are on their way.',
      ),
    ),
});

export const shown: Showing = {
  view: 'meeting',
  card: async (place, id) => {
    const { doc: meeting } = await meetingRow(place.store, place.area.id, id);
    const scheme = schemeOf(place);
    return {
      card: meetingCard({ meeting, scheme, area: place.area.id, refresh: await refreshFor(place, meeting) }),
      summary: meetingTitle(meeting, scheme),
    };
  },
};

/** The agenda as the person who pressed sees it. */
import { referralsWaiting } from '../../services/agenda.ts';
import { refreshFor } from '../../services/members.ts';
import type { Meeting } from '../../services/model.ts';
import { meetingRow, schemeOf } from '../../services/work.ts';
import type { Answer, Place, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { type AgendaView, agendaCard } from './card.ts';

export const viewOf = async (place: Place, meeting: Meeting, page: number): Promise<AgendaView> => ({
  meeting,
  scheme: schemeOf(place),
  area: place.area.id,
  page,
  refresh: await refreshFor(place, meeting),
  waiting:
    meeting.agendaPostedAt && meeting.state !== 'closed'
      ? (await referralsWaiting(place, meeting.body)).map((row) => row.id)
      : [],
});

export const agendaAnswer = async (turn: Turn, id: string, page = 1, notice?: Notice): Promise<Answer> => {
  const { doc } = await meetingRow(turn.store, turn.area.id, id);
  return { card: agendaCard({ ...(await viewOf(turn, doc, page)), viewer: turn.actor.person, notice }) };
};

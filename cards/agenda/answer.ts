/** The agenda as the person who pressed sees it. */
import { itemOf, referralsWaiting } from '../../services/agenda.ts';
import { asksInput } from '../../services/asking.ts';
import { caseRow } from '../../services/cases.ts';
import { agenciesWithout, inputsOn } from '../../services/inputs.ts';
import { proposalsWaiting } from '../../services/lateProposals.ts';
import { refreshFor } from '../../services/members.ts';
import type { AgendaItem, Meeting } from '../../services/model.ts';
import { checkedFor } from '../../services/removal.ts';
import { meetingRow, schemeOf } from '../../services/work.ts';
import type { Answer, Place, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { type AgendaView, agendaCard, itemCard, type Late } from './card.ts';

export const viewOf = async (place: Place, meeting: Meeting, page: number): Promise<AgendaView> => ({
  meeting,
  scheme: schemeOf(place),
  area: place.area.id,
  page,
  refresh: await refreshFor(place, meeting),
  waiting: meeting.agendaPostedAt && meeting.state !== 'closed' ? await cameLate(place, meeting) : [],
});

/** What came too late for the agenda and was not admitted, the oldest first. */
const cameLate = async (place: Place, meeting: Meeting): Promise<Late[]> => {
  const [referrals, proposals] = await Promise.all([
    referralsWaiting(place, meeting.body),
    proposalsWaiting(place, meeting),
  ]);
  return [...referrals.map(({ id, doc }) => ({ referral: id, at: doc.submittedAt ?? '' })), ...proposals].sort((a, b) =>
    a.at.localeCompare(b.at),
  );
};

export const agendaAnswer = async (turn: Turn, id: string, page = 1, notice?: Notice): Promise<Answer> => {
  const { doc } = await meetingRow(turn.store, turn.area.id, id);
  return { card: agendaCard({ ...(await viewOf(turn, doc, page)), viewer: turn.actor.person, notice }) };
};

/** The case of an item as far as its card needs it, worked out for the day of the meeting. */
const caseOf = async (turn: Turn, meeting: Meeting, item: AgendaItem) => {
  if (!item.case) return {};
  const { doc } = await caseRow(turn, item.case);
  const waits = doc.proposals.find(({ id }) => id === item.proposal);
  const inputs = asksInput(turn, doc) ? (await inputsOn(turn, doc.ref, meeting.id)).map((row) => row.doc) : undefined;
  return {
    about: doc,
    ...(waits && { waits }),
    ...(waits?.change.motion === 'de-select' && { checked: checkedFor(turn, doc, waits.change, meeting.date) }),
    ...(inputs && { without: agenciesWithout(meeting, item, inputs) }),
  };
};

/** One item without a referral, as the person who pressed sees it. */
export const itemAnswer = async (
  turn: Turn,
  of: { readonly meeting: string; readonly item: string },
  notice?: Notice,
): Promise<Answer> => {
  const { doc: meeting } = await meetingRow(turn.store, turn.area.id, of.meeting);
  const item = itemOf(meeting, of.item);
  return {
    card: itemCard(
      {
        ...(await viewOf(turn, meeting, 1)),
        viewer: turn.actor.person,
        coordinator: turn.actor.coordinator,
        notice,
        ...(await caseOf(turn, meeting, item)),
      },
      item,
    ),
  };
};

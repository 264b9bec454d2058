/** Who writes down what a meeting decided. */
import { attendanceOf, isAside, isPresent, seatTakenBy } from './attendance.ts';
import { isChair } from './chairing.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { Refusal } from './refusal.ts';
import type { DecidingRule } from './rules/voting.ts';
import { agencyName, schemeOf, type Work } from './work.ts';

/** The chair, or the co-ordinator for the chair; where one agency selects, also its people who sit at the meeting. */
export const mayRecord = (work: Work, meeting: Meeting, item: AgendaItem, rule: DecidingRule): void => {
  const { person, coordinator } = work.actor;
  const seat = seatTakenBy(meeting, person);
  if (seat && isAside(item, seat))
    throw new Refusal('aside', 'You declared an interest in this item, so you take no part in its decision.');
  if (coordinator || isChair(schemeOf(work), meeting, person, item)) return;
  const agency = meeting.seats.find((candidate) => candidate.seat === seat)?.agency;
  const selects = rule.kind === 'selection' && rule.agency === agency;
  if (selects && seat && isPresent(attendanceOf(meeting, seat))) return;
  throw new Refusal(
    'not allowed',
    rule.kind === 'selection'
      ? `Only the chair, the co-ordinator and people who sit for ${agencyName(work, rule.agency)} record this decision.`
      : 'Only the chair and the co-ordinator record a decision.',
  );
};

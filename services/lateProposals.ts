/** What is proposed for a case after the agenda has gone out waits for the next one, unless the chair admits it. */
import { agendaItem, placedUnder, refuseLate } from './agenda.ts';
import { facet } from './caseIndex.ts';
import { type Case, Cases, OnRegister, type Proposal } from './caseModel.ts';
import { caseRow, isHidden } from './cases.ts';
import { MOST_CASES } from './casesDue.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { proposalOf } from './proposals.ts';
import { Refusal } from './refusal.ts';
import { type HeadingId, headingOf } from './rules/scheme.ts';
import { replace } from './store.ts';
import { bodyOf, meetingRow, save, show, type Work } from './work.ts';

export type LateProposal = {
  readonly case: string;
  readonly proposal: string;
  readonly heading: HeadingId;
  readonly at: string;
};

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

/** Under which heading the chair may admit it; a removal put forward at this very meeting is for the next (G Q11). */
const admissible = (
  place: Place,
  { body, items, openedAt }: Meeting,
  { id, change, at }: Proposal,
): HeadingId | undefined => {
  const heading = headingOf(change.motion);
  if (!heading || !bodyOf(place, body).agenda.includes(heading)) return undefined;
  if (change.motion === 'de-select' && openedAt !== undefined && at >= openedAt) return undefined;
  return items.some(({ proposal }) => proposal === id) ? undefined : heading;
};

/** What waits and is not on the agenda that has gone out, the oldest first. */
export const proposalsWaiting = async (place: Place, meeting: Meeting): Promise<LateProposal[]> => {
  const { store, area } = place;
  const lines = await store.list(area.id, OnRegister, facet.proposed(meeting.body));
  const rows = await Promise.all(lines.map(({ doc }) => store.get(area.id, Cases, doc.ref)));
  const cases = rows.flatMap((row): Case[] => (row && !isHidden(area, row.doc) ? [row.doc] : []));
  return cases
    .flatMap(({ ref, proposals }) =>
      proposals.flatMap((proposal): LateProposal[] => {
        const heading = admissible(place, meeting, proposal);
        return heading ? [{ case: ref, proposal: proposal.id, heading, at: proposal.at }] : [];
      }),
    )
    .sort((a, b) => a.at.localeCompare(b.at));
};

/** The chair admits it; the item is marked as late. */
export const admitProposal = (
  work: Work,
  asked: { readonly meeting: string; readonly case: string; readonly proposal: string },
): Promise<'admitted' | 'already'> =>
  save<'admitted' | 'already'>(work, async () => {
    const row = await meetingRow(work.store, work.area.id, asked.meeting);
    const meeting = row.doc;
    if (meeting.items.some(({ proposal, case: ref }) => proposal === asked.proposal && ref === asked.case))
      return { changes: [], result: 'already' };
    refuseLate(meeting);
    const { doc } = await caseRow(work, asked.case);
    const heading = admissible(work, meeting, proposalOf(doc, asked.proposal));
    if (doc.body !== meeting.body || !heading)
      throw new Refusal(
        'not waiting',
        'This proposal waits for the next meeting of its body; this one cannot take it.',
      );
    if (meeting.items.filter((item) => item.heading === heading).length >= MOST_CASES)
      throw new Refusal('full', 'This agenda carries as many of these as one meeting takes. It waits for the next.');
    const late: AgendaItem = {
      ...agendaItem(work, { heading, case: doc.ref, proposal: asked.proposal }),
      late: true,
    };
    return {
      changes: [
        replace(row, { ...meeting, items: placedUnder(bodyOf(work, meeting.body), meeting.items, late) }),
        ...show(work, meeting.body, 'agenda', meeting.id),
      ],
      result: 'admitted',
      whose: [doc.ref],
    };
  });

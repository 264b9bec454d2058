import { itemOf } from '../../services/agenda.ts';
import { caseRow } from '../../services/cases.ts';
import { proposalOf } from '../../services/proposals.ts';
import { Refusal } from '../../services/refusal.ts';
import { meetingRow } from '../../services/work.ts';
import type { Turn } from '../command.ts';

/** What waits to be settled under an item. */
export const waiting = async (turn: Turn, of: { readonly meeting: string; readonly item: string }) => {
  const { doc: meeting } = await meetingRow(turn.store, turn.area.id, of.meeting);
  const item = itemOf(meeting, of.item);
  if (!item.case || !item.proposal) throw new Refusal('no proposal', 'Nothing is proposed under this item.');
  const { doc } = await caseRow(turn, item.case);
  return { meeting, item, ref: doc.ref, proposal: proposalOf(doc, item.proposal) };
};

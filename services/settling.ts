/** A body that does not vote on a proposal settles it all the same: it agrees, its chair decides, or one agency selects. */
import { itemOf } from './agenda.ts';
import { caseRow } from './cases.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { proposalOf, settled } from './proposals.ts';
import { mayRecord } from './recording.ts';
import { Refusal } from './refusal.ts';
import { type DecidingRule, ruleFor } from './rules/voting.ts';
import { replace } from './store.ts';
import { meetingRow, save, show, type Work } from './work.ts';

export type Settling = {
  readonly meeting: string;
  readonly item: string;
  readonly outcome: 'carried' | 'lost';
  /** The chair had the final say on disagreement (Richmond 2.10), which needs reasons. */
  readonly byChair?: boolean;
  readonly why?: string;
};

export const howOf = (rule: DecidingRule, { byChair, why }: Settling): 'agreed' | 'chair' | 'selected' => {
  switch (rule.kind) {
    case 'majority':
      throw new Refusal('vote needed', 'This body votes on it. Put it to the vote; the result settles it.');
    case 'selection':
      return 'selected';
    case 'agreement':
      if (byChair && !why) throw new Refusal('no reasons', 'Please give the chair’s reasons, since partners disagree.');
      return byChair ? 'chair' : 'agreed';
  }
};

const openItem = (meeting: Meeting, id: string): AgendaItem & { readonly case: string; readonly proposal: string } => {
  const item = itemOf(meeting, id);
  const { case: ref, proposal } = item;
  if (!ref || !proposal) throw new Refusal('no proposal', 'Nothing is proposed under this item.');
  if (meeting.state !== 'open') throw new Refusal('not open', 'Proposals are settled while the meeting is open.');
  return { ...item, case: ref, proposal };
};

export const settleProposal = (work: Work, settling: Settling): Promise<'settled' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, settling.meeting);
    const item = openItem(row.doc, settling.item);
    if (item.state === 'done') return { changes: [], result: 'already' };
    const { doc } = await caseRow(work, item.case);
    const rule = ruleFor(row.doc.voting, proposalOf(doc, item.proposal).change.motion);
    mayRecord(work, row.doc, item, rule);
    const how = howOf(rule, settling);
    const { outcome, why } = settling;
    const done = { state: 'done' as const, settled: { outcome, how, ...(why && { why }) } };
    const items = row.doc.items.map((other) => (other.id === item.id ? { ...other, ...done } : other));
    return {
      changes: [
        replace(row, { ...row.doc, items }),
        ...(await settled(work, {
          case: item.case,
          proposal: item.proposal,
          outcome,
          meeting: row.doc.id,
          basis: { how },
          ...(why && { why }),
        })),
        ...show(work, row.doc.body, 'agenda', row.doc.id),
      ],
      result: 'settled',
      whose: [item.case],
    };
  });

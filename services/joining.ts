/** A body decides whether an agency joins it; carried, the agency and its seat belong to the area (Richmond 4.7). */
import { itemOf } from './agenda.ts';
import { AREA } from './area.ts';
import { schemeOfArea } from './areaScheme.ts';
import { type Joining, joiningRow } from './joinings.ts';
import { type AgendaItem, Areas, type Meeting } from './model.ts';
import { mayRecord } from './recording.ts';
import { Refusal } from './refusal.ts';
import { seatFor } from './rules/joined.ts';
import { ruleFor } from './rules/voting.ts';
import { howOf, type Settling } from './settling.ts';
import { type Change, replace } from './store.ts';
import type { Motion, MotionResult } from './voteModel.ts';
import { meetingRow, must, save, schemeOf, show, tell, type Work } from './work.ts';

/** The area with the agency and its seat, for meetings made from now on. */
const joined = async (work: Work, { body, name, kind, post, attends }: Joining): Promise<Change> => {
  const row = must(await work.store.get(work.area.id, Areas, AREA), 'a team');
  const scheme = schemeOfArea(work.schemes, row.doc) ?? schemeOf(work);
  const before = row.doc.joined ?? [];
  return replace(row, { ...row.doc, joined: [...before, seatFor(scheme, body, { name, kind, post, attends })] });
};

/** A meeting has decided; its proposer is answered either way. What goes back for more evidence waits again. */
const decided = async (
  work: Work,
  id: string,
  { outcome, meeting }: { readonly outcome: MotionResult['status']; readonly meeting: string },
): Promise<Change[]> => {
  const row = await joiningRow(work, id);
  if (outcome === 'goes back' || row.doc.state !== 'put') return [];
  return [
    replace(row, { ...row.doc, state: outcome === 'carried' ? 'joined' : 'not joined', meeting }),
    ...(outcome === 'carried' ? [await joined(work, row.doc)] : []),
    tell(work, row.doc.by, 'agency answered', id, row.doc.body),
  ];
};

export const joinedByVote = async (work: Work, motion: Motion, { status }: MotionResult): Promise<Change[]> =>
  motion.join ? decided(work, motion.join, { outcome: status, meeting: motion.meeting }) : [];

export const joinItem = (
  meeting: Meeting,
  id: string,
): AgendaItem & { readonly join: NonNullable<AgendaItem['join']> } => {
  const item = itemOf(meeting, id);
  const { join } = item;
  if (!join) throw new Refusal('no agency', 'No agency is proposed under this item.');
  return { ...item, join };
};

/** The same for a body that does not vote on it. */
export const settleJoining = (work: Work, settling: Settling): Promise<'settled' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, settling.meeting);
    const item = joinItem(row.doc, settling.item);
    if (row.doc.state !== 'open') throw new Refusal('not open', 'It is settled while the meeting is open.');
    if (item.state === 'done') return { changes: [], result: 'already' };
    const rule = ruleFor(row.doc.voting, 'other');
    mayRecord(work, row.doc, item, rule);
    const { outcome, why } = settling;
    const how = howOf(rule, settling);
    const done = { state: 'done' as const, settled: { outcome, how, ...(why && { why }) } };
    const items = row.doc.items.map((other) => (other.id === item.id ? { ...other, ...done } : other));
    return {
      changes: [
        replace(row, { ...row.doc, items }),
        ...(await decided(work, item.join.id, { outcome, meeting: row.doc.id })),
        ...show(work, row.doc.body, 'agenda', row.doc.id),
      ],
      result: 'settled',
    };
  });

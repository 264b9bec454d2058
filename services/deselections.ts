/** A proposed removal while it waits, and what is still owed after one. */
import type { Transfer } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { taskDone } from './giving.ts';
import { type Meeting, Meetings } from './model.ts';
import { corrected } from './proposals.ts';
import { Refusal } from './refusal.ts';
import type { Answers } from './rules/deselection.ts';
import { type Change, guard, type Row } from './store.ts';
import { motionRow, type Work } from './work.ts';

const openMeetings = async (work: Work, body: string): Promise<Row<Meeting>[]> =>
  (await work.store.list(work.area.id, Meetings)).filter(({ doc }) => doc.body === body && doc.state === 'open');

/** Nothing moves under a vote: the meeting is guarded, so a vote that opens meanwhile is seen. */
const refuseWhileVoted = async (work: Work, body: string, proposal: string): Promise<Change[]> => {
  const open = await openMeetings(work, body);
  for (const { doc } of open)
    if (doc.motion && (await motionRow(work.store, work.area.id, doc.motion)).doc.proposal === proposal)
      throw new Refusal('motion open', 'This removal is being voted on. Its answers can be changed after the vote.');
  return open.map(guard);
};

export const correctRemoval = (
  work: Work,
  { proposal, answers, ...pressed }: CasePress & { readonly proposal: string; readonly answers: Answers },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    const guards = await refuseWhileVoted(work, doc.body, proposal);
    return { ...corrected(work, doc, proposal, answers), changes: guards };
  });

const ANSWERED = {
  what: 'the answer of the receiving area',
  outcome: 'The answer of the receiving area is recorded on the case.',
};

export type Told = Omit<Transfer, 'action'>;

/** Who was told and what they answered; it stays open until there is an answer, and can be put right afterwards. */
export const recordTransfer = (
  work: Work,
  { told, ...pressed }: CasePress & { readonly told: Told },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    if (!doc.transfer)
      throw new Refusal('nobody to tell', `${doc.ref} was not removed because of a move, so no area is to be told.`);
    const { action } = doc.transfer;
    return {
      doc: { ...doc, transfer: { ...told, ...(action && { action }) } },
      events: [{ what: 'receiving area', ...told }],
      changes: told.answer ? await taskDone(work, action, ANSWERED) : [],
    };
  });

/** What members put forward about a case at any time, and what a meeting makes of it (G Q11: decided at a meeting). */

import { type Case, type CaseChange, COLOURS, type Proposal } from './caseModel.ts';
import { type CasePress, caseChanged, caseRow, changeCase, type Effect } from './cases.ts';
import type { Motion, MotionResult } from './model.ts';
import { colourTask, policeTask } from './policeRecord.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { Change } from './store.ts';
import type { Settled } from './timeline.ts';
import { agencyName, bodyOf, schemeOf, type Work } from './work.ts';

/** Proposals that one case can have waiting. */
export const MOST_PROPOSALS = 10;

const sameChange = (a: CaseChange, b: CaseChange): boolean =>
  a.motion === b.motion && JSON.stringify(a) === JSON.stringify(b);

/** Throws unless the body decides such a thing, and it would change something. */
const checkChange = (work: Work, doc: Case, change: CaseChange): void => {
  const body = bodyOf(work, doc.body);
  if (doc.state === 'removed')
    throw new Refusal('removed', `${doc.ref} is no longer on the register. A new referral is the way back.`);
  if (!body.motions.includes(change.motion))
    throw new Refusal('not decided here', `The ${body.name} does not decide this.`);
  switch (change.motion) {
    case 'set RAG':
      if (!COLOURS.includes(change.colour) || change.colour === 'blue')
        throw new Refusal('no such colour', 'Please choose red, amber or green. Blue comes with custody by itself.');
      return;
    case 'set lead agency':
    case 'move ownership': {
      const now = change.motion === 'set lead agency' ? doc.leadAgency : doc.owner;
      if (!schemeOf(work).agencies.some(({ id }) => id === change.agency))
        throw new Refusal('no such agency', 'Please choose the agency from the list.');
      if (change.agency === now)
        throw new Refusal('no change', `${agencyName(work, now)} has it already. Please choose another agency.`);
      return;
    }
    case 'de-select':
      return;
  }
};

/** Puts a change to the body; it stands on the agenda of its next meeting by itself. */
export const propose = (
  work: Work,
  { change, why, ...pressed }: CasePress & { readonly change: CaseChange; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    checkChange(work, doc, change);
    if (doc.proposals.some((other) => sameChange(other.change, change)))
      throw new Refusal('proposed already', 'This is proposed already and waits for the next meeting.');
    if (doc.proposals.length >= MOST_PROPOSALS)
      throw new Refusal('full', `${doc.ref} has ${MOST_PROPOSALS} proposals waiting. The meeting decides those first.`);
    const proposal: Proposal = {
      id: work.newId(),
      change,
      why,
      by: work.actor.person,
      at: work.now.toISOString(),
    };
    return {
      doc: { ...doc, proposals: [...doc.proposals, proposal] },
      events: [{ what: 'proposed', change, why }],
    };
  });

export const proposalOf = (doc: Case, id: string): Proposal => {
  const proposal = doc.proposals.find((candidate) => candidate.id === id);
  if (!proposal) throw new Refusal('settled', 'This proposal has been decided or taken back. Open the case to see.');
  return proposal;
};

/** Whoever made it takes it back while it waits. */
export const withdrawProposal = (
  work: Work,
  { proposal: id, ...pressed }: CasePress & { readonly proposal: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    const proposal = proposalOf(doc, id);
    if (proposal.by !== work.actor.person && !work.actor.coordinator)
      throw new Refusal('not yours', 'Only whoever proposed it, or the co-ordinator, takes it back.');
    return { doc: without(doc, id), events: [{ what: 'proposal withdrawn', change: proposal.change }] };
  });

const without = (doc: Case, id: string): Case => ({
  ...doc,
  proposals: doc.proposals.filter((other) => other.id !== id),
});

/** What a carried change makes of a case. */
const effectOf = (work: Work, doc: Case, { change, why }: Proposal): Effect => {
  switch (change.motion) {
    case 'set RAG': {
      const { rag } = doc;
      const next = { ...doc, rag: { colour: change.colour, since: dayIn(work.now), why } };
      return {
        doc: next,
        events: [{ what: 'colour', ...(rag && { from: rag.colour }), to: change.colour, why }],
        changes: colourTask(work, doc, next),
      };
    }
    case 'set lead agency':
      return {
        doc: { ...doc, leadAgency: change.agency },
        events: [{ what: 'lead agency', from: doc.leadAgency, to: change.agency }],
      };
    case 'move ownership':
      return {
        doc: { ...doc, owner: change.agency },
        events: [{ what: 'ownership', from: doc.owner, to: change.agency }],
      };
    case 'de-select':
      return {
        doc: { ...doc, state: 'removed' },
        events: [{ what: 'removed', reason: change.reason, why }],
        changes: policeTask(work, doc, 'removed'),
      };
  }
};

/** A meeting has decided a proposal: what changes with it, for the same transaction. One that goes back waits again. */
export const settled = async (
  work: Work,
  {
    case: ref,
    proposal: id,
    why,
    ...how
  }: Settled & { readonly case: string; readonly proposal: string; readonly why?: string },
): Promise<Change[]> => {
  const row = await caseRow(work, ref);
  const proposal = proposalOf(row.doc, id);
  const decided = { what: 'decided' as const, change: proposal.change, ...(why && { why }), ...how };
  const rest = how.outcome === 'goes back' ? row.doc : without(row.doc, id);
  if (how.outcome !== 'carried') return caseChanged(work, row, rest, decided);
  const { doc, events, changes = [] } = effectOf(work, rest, proposal);
  return [...(await caseChanged(work, row, doc, decided, ...events)), ...changes];
};

/** The same for a vote that has come to a result. */
export const settledByVote = async (
  work: Work,
  item: { readonly case?: string },
  motion: Motion,
  { status }: MotionResult,
): Promise<Change[]> =>
  item.case && motion.proposal
    ? settled(work, {
        case: item.case,
        proposal: motion.proposal,
        outcome: status,
        meeting: motion.meeting,
        basis: { motion: motion.id },
      })
    : [];

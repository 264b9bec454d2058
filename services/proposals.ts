/** What members put forward about a case at any time, and what a meeting makes of it (G Q11: decided at a meeting). */

import type { Case, CaseChange, Proposal } from './caseModel.ts';
import { type CasePress, caseChanged, caseRow, changeCase, type Effect } from './cases.ts';
import { checkColour, coloured } from './colouring.ts';
import { fundReturned } from './funds.ts';
import { decidable, MONITORED, without } from './monitoring.ts';
import { offered } from './ownership.ts';
import { colourTask, policeTask } from './policeRecord.ts';
import { Refusal } from './refusal.ts';
import { checkedFor, heeded, reasonOf, refuseStopped, removed } from './removal.ts';
import { dayIn } from './rules/days.ts';
import type { Answers } from './rules/deselection.ts';
import { keptReview, USUAL } from './rules/reviews.ts';
import type { AgencyId } from './rules/scheme.ts';
import type { Change } from './store.ts';
import type { Settled } from './timeline.ts';
import { checkTransfer, movedOn } from './transfer.ts';
import type { Motion, MotionResult } from './voteModel.ts';
import { agencyName, bodyOf, schemeOf, type Work } from './work.ts';

/** Proposals that one case can have waiting. */
export const MOST_PROPOSALS = 10;

/** One removal at a time, whatever its reason. */
const sameChange = (a: CaseChange, b: CaseChange): boolean =>
  a.motion === b.motion && (a.motion === 'de-select' || JSON.stringify(a) === JSON.stringify(b));

/** What waits already and asks for the same. */
export const waitingLike = ({ proposals }: Case, change: CaseChange): Proposal | undefined =>
  proposals.find((other) => sameChange(other.change, change));

const isAsked = ({ receiving }: Case, agency: AgencyId): boolean => receiving?.agency === agency && !receiving.declined;

/** Throws unless the body decides such a thing, and it would change something. */
const checkChange = (work: Work, doc: Case, change: CaseChange): void => {
  const body = bodyOf(work, doc.body);
  if (doc.state === 'removed')
    throw new Refusal('removed', `${doc.ref} is no longer on the register. A new referral is the way back.`);
  if (!body.motions.includes(change.motion))
    throw new Refusal('not decided here', `The ${body.name} does not decide this.`);
  switch (change.motion) {
    case 'set RAG':
      checkColour(work, doc, change);
      return;
    case 'set lead agency':
    case 'move ownership': {
      const now = change.motion === 'set lead agency' ? doc.leadAgency : doc.owner;
      if (!schemeOf(work).agencies.some(({ id }) => id === change.agency))
        throw new Refusal('no such agency', 'Please choose the agency from the list.');
      if (change.agency === now)
        throw new Refusal('no change', `${agencyName(work, now)} has it already. Please choose another agency.`);
      if (change.motion === 'move ownership' && isAsked(doc, change.agency))
        throw new Refusal('asked already', `${agencyName(work, change.agency)} is asked already and has not answered.`);
      return;
    }
    case 'transfer':
      checkTransfer(work, doc, change.to);
      return;
    case 'de-select':
      reasonOf(work, change.reason);
      return;
  }
};

/** Puts a change to the body; it stands on the agenda of its next meeting by itself. */
export const propose = (
  work: Work,
  { change, why, ...pressed }: CasePress & { readonly change: CaseChange; readonly why: string },
): Promise<'done' | 'overtaken'> => changeCase(work, pressed, (doc) => proposed(work, doc, change, why));

/** A case with one proposal more. */
export const proposed = (work: Work, doc: Case, change: CaseChange, why: string): Effect & { readonly id: string } => {
  checkChange(work, doc, change);
  if (waitingLike(doc, change))
    throw new Refusal('proposed already', 'This is proposed already and waits for the next meeting.');
  if (doc.proposals.length >= MOST_PROPOSALS)
    throw new Refusal('full', `${doc.ref} has ${MOST_PROPOSALS} proposals waiting. The meeting decides those first.`);
  const id = work.newId();
  const whole = checkedOn(work, doc, change);
  const proposal: Proposal = { id, change: whole, why, by: work.actor.person, at: work.now.toISOString() };
  return {
    id,
    doc: { ...heeded(work, doc, whole), proposals: [...doc.proposals, proposal] },
    events: [{ what: 'proposed', change: whole, why }],
  };
};

/** A removal goes with what is met and what is missing of its reason today. */
const checkedOn = (work: Work, doc: Case, change: CaseChange): CaseChange =>
  change.motion === 'de-select'
    ? { ...change, findings: checkedFor(work, doc, change, dayIn(work.now)).findings }
    : change;

/** Other answers in a removal that waits; whoever works on the case completes them until it is decided. */
export const corrected = (work: Work, doc: Case, id: string, answers: Answers): Effect => {
  const proposal = proposalOf(doc, id);
  if (proposal.change.motion !== 'de-select')
    throw new Refusal('no removal', 'This proposal is not about a removal, so it has no answers.');
  const change = checkedOn(work, doc, { ...proposal.change, answers });
  return {
    doc: {
      ...heeded(work, doc, change),
      proposals: doc.proposals.map((other) => (other.id === id ? { ...proposal, change } : other)),
    },
    events: [{ what: 'proposal corrected', change }],
  };
};

/** Throws where a safeguard forbids to decide on it, so that it is not even put to the vote. */
export const refuseUndecidable = async (work: Work, ref: string, id: string): Promise<void> => {
  const { doc } = await caseRow(work, ref);
  const { change } = proposalOf(doc, id);
  if (change.motion === 'de-select') refuseStopped(work, doc, change);
};

export const proposalOf = (doc: Case, id: string): Proposal => {
  const proposal = decidable(doc).find((candidate) => candidate.id === id);
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
    if (id === MONITORED)
      throw new Refusal(
        'set by the panel',
        'The panel has set this period, so only the panel ends it: at its meeting.',
      );
    if (proposal.by !== work.actor.person && !work.actor.coordinator)
      throw new Refusal('not yours', 'Only whoever proposed it, or the co-ordinator, takes it back.');
    return { doc: without(doc, id), events: [{ what: 'proposal withdrawn', change: proposal.change }] };
  });

/** What a carried change makes of a case. */
const effectOf = async (work: Work, doc: Case, { change, why, by }: Proposal): Promise<Effect> => {
  switch (change.motion) {
    case 'set RAG': {
      const { doc: turned, ...rest } = coloured(work, doc, change, why);
      const reviews = bodyOf(work, doc.body).reviews ?? USUAL;
      const reviewOn = keptReview(reviews, change.colour, dayIn(work.now), doc.reviewOn);
      const next = { ...turned, reviewOn };
      return { ...rest, doc: next, changes: colourTask(work, doc, next) };
    }
    case 'set lead agency':
      return {
        doc: { ...doc, leadAgency: change.agency },
        events: [{ what: 'lead agency', from: doc.leadAgency, to: change.agency }],
      };
    case 'move ownership':
      return offered(work, doc, change.agency, why);
    case 'transfer':
      return movedOn(work, doc, change.to);
    case 'de-select': {
      const { events, changes = [], ...gone } = removed(work, doc, { change, why, by });
      const back = await fundReturned(work, gone.doc);
      return {
        doc: back.doc,
        events: [...events, ...back.events],
        changes: [...changes, ...(back.changes ?? []), ...policeTask(work, doc, 'removed')],
      };
    }
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
  const { doc, events, changes = [] } = await effectOf(work, rest, proposal);
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

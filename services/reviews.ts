/** What a meeting makes of a case that is due for review (G Q11, T 2.6), and of somebody to be considered again. */
import { itemOf } from './agenda.ts';
import { asksInput } from './asking.ts';
import type { Case, CaseChange, Colour } from './caseModel.ts';
import { caseChanged, caseRow, type Effect } from './cases.ts';
import { type AgencyInput, agenciesWithout, inputsOn } from './inputs.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { proposed, waitingLike } from './proposals.ts';
import { mayRecord } from './recording.ts';
import { Refusal } from './refusal.ts';
import { isReselection, isReview } from './reviewItems.ts';
import type { Day } from './rules/days.ts';
import { nextReview, type Reselected, type Reviewed, USUAL } from './rules/reviews.ts';
import type { AgencyId } from './rules/scheme.ts';
import { type Row, replace } from './store.ts';
import type { Happened } from './timeline.ts';
import { bodyOf, meetingRow, save, show, type Work } from './work.ts';

type Of = { readonly meeting: string; readonly item: string };

export type ReviewSeen = {
  readonly meeting: Meeting;
  readonly item: AgendaItem;
  readonly doc: Case;
  readonly version: number;
  /** As the scheme has it; for a case that changes its colour, by the new one. */
  readonly next: (colour?: Colour) => Day;
  readonly inputs: readonly AgencyInput[];
  /** Nothing where agencies are not asked. */
  readonly without?: readonly AgencyId[];
};

const load = async (
  work: Work,
  of: Of,
): Promise<ReviewSeen & { readonly rows: readonly [Row<Meeting>, Row<Case>] }> => {
  const row = await meetingRow(work.store, work.area.id, of.meeting);
  const meeting = row.doc;
  const item = itemOf(meeting, of.item);
  if (!item.case || !(isReview(item) || isReselection(item)))
    throw new Refusal('no review', 'Nothing is reviewed under this item.');
  const about = await caseRow(work, item.case);
  const inputs = (await inputsOn(work, item.case, meeting.id)).map(({ doc }) => doc);
  const reviews = bodyOf(work, meeting.body).reviews ?? USUAL;
  return {
    rows: [row, about],
    meeting,
    item,
    doc: about.doc,
    version: about.version,
    next: (colour = about.doc.rag?.colour) => nextReview(reviews, colour, meeting.date),
    inputs,
    ...(asksInput(work, about.doc) && { without: agenciesWithout(meeting, item, inputs) }),
  };
};

/** Throws unless this person records what the meeting makes of this item now. */
const permitReview = (work: Work, { meeting, item }: Pick<ReviewSeen, 'meeting' | 'item'>): void => {
  mayRecord(work, meeting, item, { kind: 'agreement' });
  if (meeting.state === 'planned') throw new Refusal('not open', 'Reviews are recorded while the meeting is open.');
  if (meeting.state === 'closed')
    throw new Refusal('closed', 'This meeting is closed. What it did not reach comes to the next one by itself.');
  if (meeting.motion?.startsWith(`${item.id}.`))
    throw new Refusal('motion open', 'A vote on this item is still open. Close it first, then record the review.');
};

/** What the form of a review shows, to whoever records it. */
export const lookAtReview = async (work: Work, of: Of): Promise<ReviewSeen> => {
  const seen = await load(work, of);
  permitReview(work, seen);
  return seen;
};

const ahead = ({ meeting }: Pick<ReviewSeen, 'meeting'>, next: Day): Day => {
  if (next > meeting.date) return next;
  throw new Refusal(
    'not ahead',
    'Please look at “Next review”: it has to be after the day of the meeting. Nothing was changed.',
  );
};

type Made = {
  readonly review: Reviewed | Reselected;
  readonly effect: Effect;
  /** Decided at this same meeting, on this same item. */
  readonly proposal?: string;
};

/** One transaction: the case, what happened to it, and the item, which is dealt with unless something is to be decided under it. */
const record = (
  work: Work,
  of: Of & { readonly version: number },
  make: (seen: ReviewSeen) => Made,
): Promise<'recorded' | 'already' | 'overtaken'> =>
  save<'recorded' | 'already' | 'overtaken'>(work, async () => {
    const seen = await load(work, of);
    const { meeting, item } = seen;
    if (item.state === 'done' || item.review) return { changes: [], result: 'already' };
    permitReview(work, seen);
    if (seen.version !== of.version) return { changes: [], result: 'overtaken' };
    const [row, about] = seen.rows;
    const { review, effect, proposal } = make(seen);
    const after: AgendaItem = {
      ...item,
      ...(proposal && { proposal }),
      review: { ...review, by: work.actor.person, at: work.now.toISOString() },
      state: proposal ? 'waiting' : 'done',
    };
    return {
      changes: [
        replace(row, { ...meeting, items: meeting.items.map((other) => (other.id === item.id ? after : other)) }),
        ...(await caseChanged(work, about, effect.doc, ...effect.events)),
        ...(effect.changes ?? []),
        ...show(work, meeting.body, 'agenda', meeting.id),
      ],
      result: 'recorded',
      whose: [about.doc.ref],
    };
  });

/** `change`: what is proposed with it, a colour or a removal. */
export type Review = Of & {
  readonly version: number;
  readonly outcome: 'stay' | 'plan' | 'colour' | 'removal';
  readonly why: string;
  readonly next?: Day | undefined;
  readonly change?: CaseChange;
};

const colourOf = (change: CaseChange | undefined): Colour | undefined =>
  change?.motion === 'set RAG' ? change.colour : undefined;

const fits = ({ outcome, change }: Review, { doc, item }: ReviewSeen): void => {
  if (!isReview(item)) throw new Refusal('no review', 'Nothing is reviewed under this item.');
  if (doc.state === 'removed')
    throw new Refusal('removed', `${doc.ref} is no longer on the register, so there is nothing to review.`);
  const wanted = { stay: undefined, plan: undefined, colour: 'set RAG', removal: 'de-select' }[outcome];
  if (change?.motion !== wanted)
    throw new Refusal(
      'bad input',
      'Please choose the new colour. Nothing was changed, and what you typed is still there.',
    );
  if (change?.motion === 'set RAG' && change.colour === doc.rag?.colour)
    throw new Refusal('no change', `${doc.ref} is ${change.colour} already. Please choose another colour.`);
};

/** A change of colour is put forward and decided under this item; a removal waits for the next meeting (G Q11). */
export const recordReview = (work: Work, press: Review): Promise<'recorded' | 'already' | 'overtaken'> =>
  record(work, press, (seen) => {
    fits(press, seen);
    const { outcome, why, change } = press;
    const colour = colourOf(change);
    const chosen = ahead(seen, press.next ?? seen.next(colour));
    const next = colour && seen.next(colour) < chosen ? seen.next(colour) : chosen;
    const review: Reviewed = {
      outcome,
      why,
      next,
      ...(colour && { colour }),
      ...(seen.without && seen.without.length > 0 && { without: seen.without }),
    };
    // A colour that somebody has put forward already is decided now, instead of being put forward once more.
    const waits = colour && change && waitingLike(seen.doc, change);
    const put = waits ? { id: waits.id, doc: seen.doc, events: [] } : change && proposed(work, seen.doc, change, why);
    const event: Happened = { what: 'reviewed', meeting: seen.meeting.id, ...review };
    return {
      review,
      effect: { doc: { ...(put?.doc ?? seen.doc), reviewOn: next }, events: [event, ...(put?.events ?? [])] },
      ...(put && outcome === 'colour' && { proposal: put.id }),
    };
  });

/** Near the end of a long sentence: they are referred again, or not, or considered later. */
export const recordReselection = (
  work: Work,
  press: Of & Reselected & { readonly version: number },
): Promise<'recorded' | 'already' | 'overtaken'> =>
  record(work, press, (seen) => {
    const { doc, item, meeting } = seen;
    if (!isReselection(item) || doc.state !== 'removed')
      throw new Refusal('no re-selection', 'Nobody is considered for re-selection under this item.');
    const { outcome, why } = press;
    if (outcome === 'later' && !press.next)
      throw new Refusal(
        'no date',
        'Please look at “Next review”: say when it is considered again. Nothing was changed.',
      );
    const later = outcome === 'later' && press.next ? { next: ahead(seen, press.next) } : {};
    const review: Reselected = { outcome, why, ...later };
    const { reselectOn: _, ...rest } = doc;
    return {
      review,
      effect: {
        doc: { ...rest, ...(later.next && { reselectOn: later.next }) },
        events: [{ what: 'reselection considered', meeting: meeting.id, ...review }],
      },
    };
  });

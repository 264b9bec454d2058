/** One line of the police feed brought onto one case: through the same effects as what is recorded by hand. */
import type { Case } from './caseModel.ts';
import type { Effect } from './cases.ts';
import { courtAdded } from './courts.ts';
import { letOutOfCustody, takenIntoCustody } from './custody.ts';
import { datesKept, madeWanted, notWanted, pendingKept } from './keyDates.ts';
import { kindGiven, offencesOn, offenceWritten } from './offences.ts';
import type { Day } from './rules/days.ts';
import { BY_FEED, type FeedFacts, type FeedPast, type FeedStep } from './rules/feed.ts';
import { timelineOf } from './timeline.ts';
import { bodyOf, type Work } from './work.ts';

/** Events in which the results of court dates are looked for. */
const MOST_EVENTS = 200;

/** What the history says of the days that a line names; nothing is read for a line that names none. */
export const feedPast = async (work: Work, { ref, body }: Case, facts: FeedFacts, today: Day): Promise<FeedPast> => {
  const days = [...new Set((facts.offences ?? []).map(({ on }) => on))];
  const offended = (await Promise.all(days.map((on) => offencesOn(work, ref, on)))).flat();
  const keepsCourts = bodyOf(work, body).court !== undefined;
  const ahead = keepsCourts && facts.courts?.some(({ on }) => on >= today);
  const events = ahead ? await timelineOf(work, ref, MOST_EVENTS) : [];
  return {
    offended: offended.map(({ doc: { on, type } }) => ({ on, ...(type !== undefined && { type }) })),
    heard: events.flatMap(({ doc }) => (doc.what === 'court result' ? [{ on: doc.on, court: doc.court }] : [])),
    keepsCourts,
  };
};

const offended = async (
  work: Work,
  doc: Case,
  { on, type, known }: Extract<FeedStep, { what: 'offended' }>,
  used: Set<string>,
): Promise<Effect> => {
  const rows = known ? await offencesOn(work, doc.ref, on) : [];
  const untyped = rows.find((row) => row.doc.type === undefined && !used.has(row.id));
  if (untyped) used.add(untyped.id);
  return {
    doc,
    events: [],
    changes: [untyped ? kindGiven(untyped, type) : offenceWritten(work, doc.ref, on, type)],
  };
};

const oneStep = (work: Work, doc: Case, step: FeedStep, used: Set<string>): Effect | Promise<Effect> => {
  switch (step.what) {
    case 'offended':
      return offended(work, doc, step, used);
    case 'pending':
      return pendingKept(doc, step.cases);
    case 'dates':
      return datesKept(doc, step.keyDates);
    case 'court':
      return courtAdded(work, doc, { on: step.on, court: step.court });
    case 'wanted':
      return madeWanted(doc, step.wanted);
    case 'not wanted':
      return notWanted(doc, BY_FEED);
    case 'custody':
      return takenIntoCustody(work, doc, step.custody);
    case 'released':
      return letOutOfCustody(work, doc, step.on);
  }
};

/** Everything that a line changes, one after the other, as one effect. */
export const feedEffect = async (work: Work, before: Case, steps: readonly FeedStep[]): Promise<Effect> => {
  const used = new Set<string>();
  let whole: Effect & { readonly changes: NonNullable<Effect['changes']> } = { doc: before, events: [], changes: [] };
  for (const step of steps) {
    const { doc, events, changes = [] } = await oneStep(work, whole.doc, step, used);
    whole = { doc, events: [...whole.events, ...events], changes: [...whole.changes, ...changes] };
  }
  return whole;
};

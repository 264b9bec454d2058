/** Somebody leaves the register (G Q11): the reason held against its check, and what follows from a removal. */
import type { Case, CaseChange, Proposal, Transfer } from './caseModel.ts';
import type { Effect } from './cases.ts';
import { actionGiven } from './giving.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import {
  type Checked,
  type CustodyRisk,
  checkReason,
  custodyOf,
  type Facts,
  fieldOf,
  isLong,
} from './rules/deselection.ts';
import type { Check, Reason } from './rules/deselectionReasons.ts';
import { nextReview, reselectionOn, USUAL } from './rules/reviews.ts';
import { selectingScore } from './rules/scheme.ts';
import { addWorkingDays } from './rules/workingDays.ts';
import type { Change } from './store.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'scheme'>;
type Deselection = Extract<CaseChange, { motion: 'de-select' }>;

export const reasonOf = (place: Place, id: string): Reason => {
  const reason = schemeOf(place).deselection.find((candidate) => candidate.id === id);
  if (!reason) throw new Refusal('no such reason', 'Please choose the reason for the removal from the list.');
  return reason;
};

/** Where the scheme has a reason for long custody, from how many months on. */
const longFrom = (place: Place): number | undefined =>
  schemeOf(place)
    .deselection.flatMap(({ checks }) => checks)
    .find((check) => check.kind === 'long custody')?.moreThanMonths;

const factsOf = (place: Place, doc: Case, day: Day): Facts => {
  const score = selectingScore(bodyOf(place, doc.body));
  const longer = longFrom(place);
  return {
    day,
    adoptedOn: dayIn(new Date(doc.adoptedAt)),
    colour: doc.rag?.colour,
    custody: doc.custodyRisk,
    inLongCustody: longer !== undefined && isLong(doc.custody, longer),
    monitoredUntil: doc.monitoring?.until,
    ...(score && { score: { name: score.name, atLeast: score.atLeast } }),
  };
};

/** What is met and what is missing on a day, and what stops it. */
export const checkedFor = (place: Place, doc: Case, { reason, answers = {} }: Deselection, day: Day): Checked =>
  checkReason(reasonOf(place, reason), answers, factsOf(place, doc, day));

/** Throws the safeguards that forbid to decide on it. */
export const refuseStopped = (work: Work, doc: Case, change: Deselection): void => {
  const { stops } = checkedFor(work, doc, change, dayIn(work.now));
  if (stops.length > 0) throw new Refusal('safeguard', `This removal cannot be decided. ${stops.join(' ')}`);
};

const checkOf = <Kind extends Check['kind']>(place: Place, { reason }: Deselection, kind: Kind) =>
  reasonOf(place, reason).checks.find((check): check is Extract<Check, { kind: Kind }> => check.kind === kind);

const custodyIn = (place: Place, change: Deselection) => {
  const check = checkOf(place, change, 'long custody');
  return check && custodyOf(check, change.answers ?? {});
};

/** What partners assessed of somebody in long custody stays with the case. */
export const heeded = (place: Place, doc: Case, change: CaseChange): Case => {
  const custody = change.motion === 'de-select' ? custodyIn(place, change) : undefined;
  if (!custody?.assessedOn || !custody.assessment || !['yes', 'no'].includes(custody.greatest ?? '')) return doc;
  const custodyRisk: CustodyRisk = {
    assessedOn: custody.assessedOn,
    greatest: custody.greatest === 'yes',
    ...(custody.sentence === 'determinate' && custody.end && { until: custody.end }),
  };
  return { ...doc, custodyRisk };
};

/** The receiving area is told and its answer kept; a task of whoever leads until it has answered. */
const transferOf = (
  work: Work,
  doc: Case,
  change: Deselection,
  by: PersonKey,
): { transfer?: Transfer; given: Change[] } => {
  const check = checkOf(work, change, 'moved');
  if (!check) return { given: [] };
  const at = (part: string): string | undefined => change.answers?.[fieldOf(check, part)] || undefined;
  const [to, toldOn, toldBy, answer] = ['area', 'told', 'by', 'answer'].map(at);
  const transfer: Transfer = {
    ...(to && { to }),
    ...(toldOn && { toldOn: toldOn as Day }),
    ...(toldBy && { toldBy }),
    ...(answer && { answer }),
  };
  if (answer) return { transfer, given: [] };
  const id = work.newId();
  return {
    transfer: { ...transfer, action: id },
    given: actionGiven(work, {
      id,
      about: doc,
      ref: doc.ref,
      body: doc.body,
      what: toldOn
        ? 'Record on the case what the receiving area answers'
        : 'Tell the receiving area, and record on the case what it answers',
      due: addWorkingDays(dayIn(work.now), check.within, schemeOf(work).calendar),
      owner: doc.leadProfessional ?? by,
    }),
  };
};

/** Nobody in long custody drops out of sight for want of a date: then it is asked at the rhythm of the reviews. */
const reselected = (work: Work, doc: Case, change: Deselection): Pick<Case, 'reselectOn'> => {
  const custody = custodyIn(work, change);
  if (!custody) return {};
  const { sentence, end, askOn } = custody;
  if (sentence === 'indeterminate' && askOn) return { reselectOn: reselectionOn({ askOn }) };
  if (sentence !== 'indeterminate' && end) return { reselectOn: reselectionOn({ end }) };
  return { reselectOn: nextReview(bodyOf(work, doc.body).reviews ?? USUAL, undefined, dayIn(work.now)) };
};

/** A carried removal, held against the safeguards once more. What else was proposed for the case falls. */
export const removed = (
  work: Work,
  doc: Case,
  { change, why, by }: Pick<Proposal, 'why' | 'by'> & { readonly change: Deselection },
): Effect => {
  refuseStopped(work, doc, change);
  const { transfer, given } = transferOf(work, doc, change, by);
  const prison = custodyIn(work, change)?.prison;
  return {
    doc: {
      ...doc,
      state: 'removed',
      proposals: [],
      removal: { on: dayIn(work.now), reason: change.reason, why, ...(prison && { prison }) },
      ...(transfer && { transfer }),
      ...reselected(work, doc, change),
    },
    events: [
      ...doc.proposals.map((other) => ({ what: 'proposal withdrawn' as const, change: other.change })),
      { what: 'removed', reason: change.reason, why },
    ],
    changes: given,
  };
};

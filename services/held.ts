/** Everything that is held on a person under one reference: what a subject access request asks for. */
import { listed } from './actionIndex.ts';
import { Cases, Offers } from './caseModel.ts';
import { Disclosures } from './disclosures.ts';
import { findDuplicates, linksWith } from './duplicates.ts';
import { Escalations } from './escalationModel.ts';
import { Feedbacks } from './feedback.ts';
import { Payments } from './funds.ts';
import { Inputs } from './inputs.ts';
import { LogEntries } from './log.ts';
import { membersOf } from './members.ts';
import { Acknowledgements, ActionsBy, type AgendaItem, Decisions, type Link, Meetings, Referrals } from './model.ts';
import { FeedChanges, Incidents } from './overnightModel.ts';
import { inOrder } from './reading.ts';
import type { Identity } from './rules/names.ts';
import type { Kind, Table } from './store.ts';
import { TeamLists, TeamRecords } from './teamMeetingModel.ts';
import { CaseEvents } from './timeline.ts';
import { Ballots, Motions } from './voteModel.ts';
import type { Work } from './work.ts';

const PAGE = 1_000;

/** All of a kind that matters here, read a page at a time. */
const all = async <T>(
  table: Table,
  area: string,
  of: Kind<T>,
  under: string,
  fits: (doc: T) => boolean = () => true,
): Promise<T[]> => {
  const found: T[] = [];
  for await (const { doc } of inOrder(table, area, of, under, PAGE)) if (fits(doc)) found.push(doc);
  return found;
};

/** Whom an item of an agenda is about. */
const isAbout =
  (ref: string) =>
  ({ case: taken, referral, action, escalation }: AgendaItem): boolean =>
    [taken, referral, action?.ref, escalation?.ref].includes(ref);

/** What was on agendas and asked at meetings about it; of ballots only the reasons, without who voted how. */
const meetingsAbout = async ({ store, area }: Work, ref: string) => {
  const about = isAbout(ref);
  const meetings = await all(store, area.id, Meetings, '', ({ items }) => items.some(about));
  const ids = new Set(meetings.flatMap(({ id, items }) => items.filter(about).map((item) => `${id}|${item.id}`)));
  const motions = await all(store, area.id, Motions, '', ({ meeting, item }) => ids.has(`${meeting}|${item}`));
  const ballots = await Promise.all(motions.map(({ id }) => all(store, area.id, Ballots, `${id}|`)));
  return {
    meetings: meetings.map(({ id, body, date, time, items }) => ({ id, body, date, time, items: items.filter(about) })),
    motions,
    reasonsOfBallots: ballots.flat().flatMap(({ motion, reason }) => (reason ? [{ motion, reason }] : [])),
  };
};

/** What was brought to a team's weekly meeting about it, on the present list or an earlier one. */
const broughtToTeams = async ({ store, area }: Work, ref: string) => {
  const lists = await Promise.all([TeamLists, TeamRecords].map((of) => all(store, area.id, of, '')));
  return lists.flat().flatMap(({ items }) => items.filter((item) => item.ref === ref));
};

/** Entries of the log, of which the others that they name are only counted. */
const logged = async (table: Table, area: string, ref: string) =>
  (await all(table, area, LogEntries, '', ({ whose }) => whose.includes(ref))).map(({ whose, ...entry }) => ({
    ...entry,
    ...(whose.length > 1 && { others: whose.length - 1 }),
  }));

/** Under which other references the same person is likely held; each goes out as a file of its own. */
const alsoHeldUnder = async (work: Work, ref: string, identity: Identity, links: readonly Link[]) => {
  const { found } = await findDuplicates(work, identity, ref);
  return linksWith(links, found)
    .filter(({ verdict }) => verdict !== 'another person')
    .map(({ ref: other, why, verdict }) => ({ ref: other, why, verdict }));
};

/** Who the people of the team are that a file names by their keys. */
const peopleIn = async (place: Work, held: object) => {
  const text = JSON.stringify(held);
  return (await membersOf(place)).flatMap(({ doc: { person, name, agency } }) =>
    text.includes(person) ? [{ person, name, agency }] : [],
  );
};

/** By the reference of a case, or of a referral that became none. */
export const heldOn = async (work: Work, ref: string): Promise<Readonly<Record<string, unknown>>> => {
  const { store, area } = work;
  const [taken, referral, acknowledgement] = [
    (await store.get(area.id, Cases, ref))?.doc,
    (await store.get(area.id, Referrals, ref))?.doc,
    (await store.get(area.id, Acknowledgements, ref))?.doc,
  ];
  const identity = taken?.identity ?? referral?.answers ?? {};
  const held = {
    ...(taken && { case: taken }),
    ...(referral && { referral }),
    timeline: await all(store, area.id, CaseEvents, `${ref}|`),
    actions: await all(store, area.id, ActionsBy, listed.case(ref)),
    offers: await all(store, area.id, Offers, `${ref}|`),
    payments: await all(store, area.id, Payments, `${ref}|`),
    // Under the body in which it was given, which need not be the present one.
    feedback: await all(store, area.id, Feedbacks, '', (feedback) => feedback.case === ref),
    incidents: await all(store, area.id, Incidents, '', (incident) => incident.ref === ref),
    escalations: await all(store, area.id, Escalations, '', (escalation) => escalation.ref === ref),
    teamMeetings: await broughtToTeams(work, ref),
    disclosures: await all(store, area.id, Disclosures, `${ref}|`),
    fromPoliceFeed: await all(store, area.id, FeedChanges, '', (change) => change.ref === ref),
    inputs: await all(store, area.id, Inputs, `${ref}|`),
    decisions: await all(store, area.id, Decisions, '', (decision) => decision.referral === ref),
    ...(acknowledgement && { acknowledgement }),
    ...(await meetingsAbout(work, ref)),
    alsoHeldUnder: await alsoHeldUnder(work, ref, identity, referral?.links ?? []),
    whoChanged: await logged(store, area.id, ref),
    whoLooked: await logged(store.views, area.id, ref),
  };
  return { ...held, people: await peopleIn(work, held) };
};

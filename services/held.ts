/** Everything that is held on the person of a case: what a subject access request asks for. */
import { listed } from './actionIndex.ts';
import { type Case, Offers } from './caseModel.ts';
import { Disclosures } from './disclosures.ts';
import { Escalations } from './escalationModel.ts';
import { Feedbacks } from './feedback.ts';
import { Payments } from './funds.ts';
import { Inputs } from './inputs.ts';
import { LogEntries, type LogEntry } from './log.ts';
import { Acknowledgements, ActionsBy, Decisions, Meetings, Motions, Referrals } from './model.ts';
import { FeedChanges, Incidents } from './overnightModel.ts';
import { inOrder } from './reading.ts';
import type { Kind, Table } from './store.ts';
import { TeamLists, TeamRecords } from './teamMeetingModel.ts';
import { CaseEvents } from './timeline.ts';
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

/** What was asked at meetings about it, without who voted how. */
const meetingsAbout = async ({ store, area }: Work, ref: string) => {
  const meetings = await all(store, area.id, Meetings, '', ({ items }) =>
    items.some((item) => [item.case, item.referral].includes(ref)),
  );
  const ids = new Set(
    meetings.flatMap(({ items }) =>
      items.filter((item) => [item.case, item.referral].includes(ref)).map(({ id }) => id),
    ),
  );
  const within = new Set(meetings.map(({ id }) => id));
  const motions = await all(
    store,
    area.id,
    Motions,
    '',
    ({ meeting, item }) => within.has(meeting) && item !== undefined && ids.has(item),
  );
  return {
    meetings: meetings.map(({ id, body, date, time }) => ({ id, body, date, time })),
    motions,
  };
};

/** What was brought to a team's weekly meeting about it, on the present list or an earlier one. */
const broughtToTeams = async ({ store, area }: Work, ref: string) => {
  const lists = await Promise.all([TeamLists, TeamRecords].map((of) => all(store, area.id, of, '')));
  return lists.flat().flatMap(({ items }) => items.filter((item) => item.ref === ref));
};

export const heldOn = async (work: Work, doc: Case): Promise<Readonly<Record<string, unknown>>> => {
  const { store, area } = work;
  const { ref } = doc;
  const mentions = ({ whose }: LogEntry): boolean => whose.includes(ref);
  const referral = (await store.get(area.id, Referrals, ref))?.doc;
  const acknowledgement = (await store.get(area.id, Acknowledgements, ref))?.doc;
  return {
    case: doc,
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
    whoChanged: await all(store, area.id, LogEntries, '', mentions),
    whoLooked: await all(store.views, area.id, LogEntries, '', mentions),
  };
};

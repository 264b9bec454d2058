/** Who a person is towards what a command is about, decided in one place from stored facts only. */
import { attendanceOf, invitedTo, isPresent, seatGivenUpBy, seatTakenBy, standsAsideFrom } from './attendance.ts';
import { type Case, type CaseLine, Cases } from './caseModel.ts';
import { caseRow, isHidden } from './cases.ts';
import { chairing, returnsTo } from './chairing.ts';
import { Escalations } from './escalationModel.ts';
import { hasLeft } from './left.ts';
import {
  type Action,
  Actions,
  type Area,
  type Meeting,
  Meetings,
  type PersonKey,
  type Referral,
  Referrals,
} from './model.ts';
import { prisonContactOf } from './prisons.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { ledBy } from './rules/leads.ts';
import { worksFor } from './rules/leave.ts';
import { workersOf } from './rules/registersWorked.ts';
import type { BodyId, Scheme, Seat } from './rules/scheme.ts';
import type { Store } from './store.ts';
import { type Motion, Motions } from './voteModel.ts';
import type { Actor, Work } from './work.ts';

export type Role =
  | 'anyone'
  | 'co-ordinator'
  | 'agency'
  | 'police'
  | 'member'
  | 'sitting'
  | 'chair'
  | 'next to chair'
  | 'invitee'
  | 'referrer'
  | 'gatekeeper'
  | 'body chair'
  | 'probation'
  | 'refusal agency'
  | 'owner'
  | 'lead professional'
  | 'police contact'
  | 'owner agency'
  | 'agency lead'
  | 'DYO lead'
  | 'receiving agency'
  | 'prison contact'
  | 'last resort';

/** Who reads a case and works on it: its body, and those who have a part in it. */
export const workers = [
  'member',
  'chair',
  'co-ordinator',
  'lead professional',
  'police contact',
  'owner agency',
] as const satisfies readonly Role[];

const inWords: Record<Role, string> = {
  anyone: 'people of this team',
  'co-ordinator': 'the co-ordinator',
  agency: 'people whose agency the co-ordinator has recorded',
  police: 'people of the police',
  member: 'members of this body',
  sitting: 'members who are present in their seat',
  chair: 'the chair',
  'next to chair': 'whoever is next in line to chair',
  invitee: 'whoever is invited for an item',
  referrer: 'the person who made the referral',
  gatekeeper: 'the gatekeeper of the agency that refers',
  'body chair': 'the person in the chair’s seat of this body',
  probation: 'people who sit for probation on this body',
  'refusal agency': 'people who sit for the agency that decides when consent is refused',
  owner: 'the owner of the action',
  'lead professional': 'the lead professional of the case',
  'police contact': 'the police contact of the case',
  'owner agency': 'people of the agency that owns the case',
  'agency lead': 'the lead of an agency',
  'DYO lead': 'whoever follows the deter young offenders for an agency',
  'receiving agency': 'people of the agency that is asked to take the case over',
  'prison contact': 'the contact of the prison where the person is',
  'last resort': 'the co-ordinator, once nobody to whom the case is open can open it to its body again,',
};

/** What a command is about, as far as its input names it. */
export type Subject = {
  readonly meeting?: Meeting;
  readonly motion?: Motion;
  readonly item?: string;
  readonly referral?: Referral;
  readonly action?: Action;
  readonly case?: Pick<
    Case,
    | 'ref'
    | 'body'
    | 'owner'
    | 'leadProfessional'
    | 'policeContact'
    | 'receiving'
    | 'strand'
    | 'restrictedTo'
    | 'custody'
  >;
  /** Meetings that had the referral on their agenda, where its referrer has left the team. */
  readonly hadBy?: readonly Meeting[];
  /** The case that the referral became is open to these people only. */
  readonly restrictedTo?: readonly PersonKey[];
};

const text = (input: Readonly<Record<string, unknown>>, field: string): string | undefined => {
  const value = input[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const found = <T>(row: { readonly doc: T } | undefined): T => {
  if (!row)
    throw new Refusal('gone', 'This card is about something that is no longer there. Type “help” to start again.');
  return row.doc;
};

/** Loads what the input's `motion`, `meeting`, `item`, `referral`, `case` and `action` name; refuses when it is not there. */
export const subjectOf = async (
  store: Store,
  place: Area,
  input: Readonly<Record<string, unknown>>,
): Promise<Subject> => {
  const area = place.id;
  const motionId = text(input, 'motion');
  const actionId = text(input, 'action');
  const motion = motionId ? found(await store.get(area, Motions, motionId)) : undefined;
  const action = actionId ? found(await store.get(area, Actions, actionId)) : undefined;
  // What is stored goes before what the press says: nobody becomes the chair of a vote by naming another meeting.
  const meetingId = motion?.meeting ?? (action ? action.meeting : text(input, 'meeting'));
  const meeting = meetingId ? found(await store.get(area, Meetings, meetingId)) : undefined;
  const item = motion?.item ?? text(input, 'item');
  const itemAbout = meeting?.items.find((candidate) => candidate.id === item);
  // Somebody who was imported has a case and no referral, and somebody who is not taken on yet has no case.
  const ref = text(input, 'referral') ?? itemAbout?.referral;
  const referral = ref
    ? found(await store.get(area, Referrals, ref))
    : action && (await store.get(area, Referrals, action.ref))?.doc;
  const taken = text(input, 'case') ?? itemAbout?.case;
  const about = taken
    ? (await caseRow({ store, area: place }, taken)).doc
    : action && (await store.get(area, Cases, action.ref))?.doc;
  // Of what a body below has raised only its restriction counts: the case is not open to the bodies above.
  const raised = itemAbout?.escalation && (await store.get(area, Escalations, itemAbout.escalation.id))?.doc.ref;
  const closed =
    about?.restrictedTo ??
    (raised ? (await store.get(area, Cases, raised))?.doc.restrictedTo : undefined) ??
    (referral?.state === 'decided' ? (await store.get(area, Cases, referral.ref))?.doc.restrictedTo : undefined);
  if (taken && meeting && !action && !meeting.items.some((other) => [other.case, other.referral].includes(taken)))
    throw new Refusal('not on that agenda', `${taken} is not on the agenda of that meeting.`);
  const hadBy = referral && isLeftBehind(place, referral) ? await meetingsWith(store, area, referral) : undefined;
  return {
    ...(hadBy && { hadBy }),
    ...(meeting && { meeting }),
    ...(motion && { motion }),
    ...(item && { item }),
    ...(referral && { referral }),
    ...(action && { action }),
    ...(about && { case: about }),
    ...(closed && { restrictedTo: closed }),
  };
};

const meetingsWith = async (store: Store, area: string, { ref }: Referral): Promise<Meeting[]> =>
  (await store.list(area, Meetings))
    .map(({ doc }) => doc)
    .filter(({ items }) => items.some((one) => one.referral === ref));

/** Sees to it in the place of its referrer, unless they declared an interest in it. */
const seesTo = (
  area: Area,
  { person, coordinator }: Actor,
  referral: Referral,
  hadBy: readonly Meeting[] = [],
): boolean =>
  coordinator &&
  isLeftBehind(area, referral) &&
  !hadBy.some((one) => one.items.some((item) => item.referral === referral.ref && standsAsideFrom(one, item, person)));

/** References of the people whose data the subject is about. */
export const whoseOf = (subject: Subject): string[] => [
  ...new Set([subject.referral, subject.case].flatMap((about) => (about ? [about.ref] : []))),
];

/** `today`: with it, whoever stands in for somebody who is on leave has a part in what is with that person. */
export const rolesOf = (area: Area, scheme: Scheme | null, actor: Actor, subject: Subject, today?: Day): Set<Role> => {
  const roles = new Set<Role>(['anyone']);
  const own = today ? worksFor(area.leave ?? {}, actor.person, today) : [actor.person];
  const isTheirs = (person: PersonKey | undefined): boolean => person !== undefined && own.includes(person);
  const { referral, action, case: about } = subject;
  // Sitting at a meeting opens its cases until it closes, to a substitute too; a seat of one's own opens them for good.
  const meeting = about && subject.meeting?.state === 'closed' ? undefined : subject.meeting;
  // Whoever wrote a referral keeps what they wrote.
  const closed = subject.restrictedTo ?? about?.restrictedTo;
  if (closed && !closed.includes(actor.person)) {
    const chaired = closed.some(
      (named) => !hasLeft(area, named) && about && holdsChair(area, scheme, about.body, named),
    );
    // Whether another co-ordinator is among them, what asks for this role looks up.
    if (actor.coordinator && about && !chaired) roles.add('last resort');
    return referral?.referrer === actor.person ? roles.add('referrer') : roles;
  }
  if (actor.coordinator) roles.add('co-ordinator');
  if (actor.agency) roles.add('agency');
  if (scheme?.agencies.some(({ id, kind }) => id === actor.agency && kind === 'police')) roles.add('police');
  if (own.some((person) => ledBy(area.leads, person).length > 0)) roles.add('agency lead');
  if (own.some((person) => ledBy(area.dyoLeads, person).length > 0)) roles.add('DYO lead');
  if (isTheirs(action?.owner)) roles.add('owner');
  // A declined action waits for this person, also when its meeting is over or there was none.
  if (action && scheme && returnsTo(area, scheme, action, subject.meeting) === actor.person) roles.add('chair');
  for (const role of referral ? rolesTowards(area, scheme, actor, { ...subject, referral }, own) : []) roles.add(role);
  if (isTheirs(about?.leadProfessional)) roles.add('lead professional');
  if (isTheirs(about?.policeContact)) roles.add('police contact');
  if (about && about.owner === actor.agency) roles.add('owner agency');
  const asked = about?.receiving?.declined ? undefined : about?.receiving?.agency;
  const held = about ? seatsHeld(area, scheme, actor, about.body) : [];
  if (asked && (asked === actor.agency || held.some(({ agency }) => agency === asked))) roles.add('receiving agency');
  if (held.some(({ agency }) => agency === about?.strand?.agency)) roles.add('refusal agency');
  if (held.some(({ chair }) => chair)) roles.add('body chair');
  if (about && prisonContactOf({ area }, about) === actor.person) roles.add('prison contact');
  if (!meeting) {
    const of = referral?.body ?? about?.body;
    const seats = of && scheme ? bodiesOver(scheme, of, referral).flatMap((body) => body.seats) : undefined;
    const holds = Object.entries(area.holders).some(
      ([seat, holder]) => holder === actor.person && (!seats || seats.some((candidate) => candidate.id === seat)),
    );
    if (holds) roles.add('member');
    return roles;
  }
  // Of the body that meets, where the command is about nobody: another body's case makes nobody its chair.
  if (!referral && !about && seatsHeld(area, scheme, actor, meeting.body).some(({ chair }) => chair))
    roles.add('body chair');
  const seat = seatTakenBy(meeting, actor.person);
  if (seat || seatGivenUpBy(meeting, actor.person)) roles.add('member');
  if (seat && isPresent(attendanceOf(meeting, seat))) roles.add('sitting');
  if (meeting.items.some((item) => invitedTo(item).includes(actor.person))) roles.add('invitee');
  if (scheme) {
    const item = meeting.items.find((candidate) => candidate.id === subject.item);
    if (meeting.state === 'closed') {
      if (meeting.chairs.findLast((chair) => !chair.item)?.person === actor.person) roles.add('chair');
    } else {
      const { current, next } = chairing(scheme, meeting, item);
      if (current?.person === actor.person) roles.add('chair');
      if (next?.person === actor.person) roles.add('next to chair');
    }
  }
  return roles;
};

/** Whether somebody may open a case, by a line of a list; a list shows nothing of one that they may not open. */
export const opens = (work: Pick<Work, 'area' | 'scheme' | 'actor'>, line: CaseLine): boolean => {
  const roles = rolesOf(work.area, work.scheme, work.actor, { case: line });
  return !isHidden(work.area, line) && workers.some((role) => roles.has(role));
};

/** Holds the chair's seat of a body. */
export const holdsChair = (area: Area, scheme: Scheme | null, body: BodyId, person: PersonKey): boolean =>
  scheme?.bodies.find(({ id }) => id === body)?.seats.some(({ id, chair }) => chair && area.holders[id] === person) ??
  false;

/** A case is open to the team that works its register as well; a referral only to the body that decides on it. */
const bodiesOver = (scheme: Scheme, of: BodyId, referral: Referral | undefined) =>
  referral ? scheme.bodies.filter(({ id }) => id === of) : workersOf(scheme, of);

const seatsHeld = (area: Area, scheme: Scheme | null, { person }: Actor, of: BodyId): Seat[] =>
  (scheme?.bodies.find(({ id }) => id === of)?.seats ?? []).filter(({ id }) => area.holders[id] === person);

/**
 * Of what the panel has, its co-ordinator sees to what somebody leaves behind who has left the team, as to a referral
 * that is entered for somebody without Teams (G Q9).
 */
export const isLeftBehind = (area: Pick<Area, 'left'>, { state, referrer }: Referral): boolean =>
  (state === 'submitted' || state === 'decided') && hasLeft(area, referrer);

/**
 * A gatekeeper is somebody within the organisation (G Q8), and so is whoever releases in their place; nobody releases in
 * another's place what they wrote themselves. `own`: whose work is with the actor.
 */
export const keepsFor = (
  { gatekeepers }: Pick<Area, 'gatekeepers'>,
  { person, agency }: Pick<Actor, 'person' | 'agency'>,
  referral: Pick<Referral, 'agency' | 'referrer'>,
  own: readonly PersonKey[],
): boolean => {
  const keeper = gatekeepers?.[referral.agency];
  if (!keeper || keeper === person) return keeper === person;
  return own.includes(keeper) && agency === referral.agency && referral.referrer !== person;
};

/** Roles that do not depend on a meeting. */
const rolesTowards = (
  area: Area,
  scheme: Scheme | null,
  actor: Actor,
  { referral, hadBy }: { readonly referral: Referral; readonly hadBy?: readonly Meeting[] },
  own: readonly PersonKey[],
): Role[] => {
  const { person } = actor;
  const held = seatsHeld(area, scheme, actor, referral.body);
  const kindOf = (id: string) => scheme?.agencies.find((agency) => agency.id === id)?.kind;
  return [
    ...(referral.referrer === person || seesTo(area, actor, referral, hadBy) ? (['referrer'] as const) : []),
    // What is still being written, or was returned to be written again, is its referrer's alone.
    ...(referral.state !== 'draft' && keepsFor(area, actor, referral, own) ? (['gatekeeper'] as const) : []),
    ...(held.some(({ chair }) => chair) ? (['body chair'] as const) : []),
    ...(held.some(({ agency }) => kindOf(agency) === 'probation') ? (['probation'] as const) : []),
    ...(held.some(({ agency }) => agency === referral.strand?.agency) ? (['refusal agency'] as const) : []),
  ];
};

/** Throws a Refusal that says for whom the command is, when it is not for this person. */
export const permit = (allowed: readonly Role[], roles: ReadonlySet<Role>): void => {
  if (allowed.some((role) => roles.has(role))) return;
  const words = allowed.map((role) => inWords[role]);
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words[0];
  throw new Refusal('not allowed', `Only ${list} can do this. Nothing was changed.`);
};

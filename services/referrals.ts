/** Referrals as they are looked at: whose they are, where they may go, what they lack, and where they stand. */
import { type Destination, destination, handedInOn } from './deadlines.ts';
import { keeperInPlace } from './keepers.ts';
import { hasLeft } from './left.ts';
import { Decisions, type Meeting, Meetings, type Referral, type ReferralEvent, Referrals } from './model.ts';
import { Refusal } from './refusal.ts';
import { consentStop } from './rules/consent.ts';
import { type Day, dayIn } from './rules/days.ts';
import { onLeave } from './rules/leave.ts';
import { missing, type ReferralAnswers, type Standing, type Step, standing } from './rules/referral.ts';
import type { AgencyId, Body, BodyId, ReferralRules, Scheme } from './rules/scheme.ts';
import { withNewestScore } from './rules/scores.ts';
import { screen } from './rules/screening.ts';
import type { Change, Row } from './store.ts';
import { bodyOf, must, nameOf, schemeOf, tell, type Work } from './work.ts';

export type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

/** A press on a referral: which one, and the version of it that the person saw. */
export type Press = { readonly referral: string; readonly version: number };

export const bodiesForReferrals = (scheme: Scheme): Body[] => scheme.bodies.filter((body) => body.referrals);

export const standingFor = (place: Pick<Place, 'scheme' | 'now'>, agency: AgencyId, body: Body): Standing =>
  standing(agency, body, schemeOf(place), dayIn(place.now));

/** Throws unless this agency may refer to this body today. */
export const permitted = (work: Work, agency: AgencyId | undefined, bodyId: BodyId): AgencyId => {
  const body = bodiesForReferrals(schemeOf(work)).find((candidate) => candidate.id === bodyId);
  if (!body) throw new Refusal('takes no referrals', `The ${bodyOf(work, bodyId).name} takes no referrals.`);
  if (!agency)
    throw new Refusal(
      'no agency',
      'The co-ordinator has not recorded yet which agency you belong to. Please ask them.',
    );
  const may = standingFor(work, agency, body);
  if (may.status === 'may not refer') throw new Refusal('may not refer', may.why);
  return agency;
};

export const consentRules = (
  place: Pick<Work, 'scheme'>,
  { body }: Pick<Referral, 'body'>,
): ReferralRules['consent'] => {
  const { referrals, name } = bodyOf(place, body);
  if (!referrals) throw new Refusal('takes no referrals', `The ${name} takes no referrals.`);
  return referrals.consent;
};

/** Why the referral cannot be submitted now; nothing once somebody entitled has overridden the refusal. */
export const consentInTheWay = (place: Pick<Work, 'scheme'>, referral: Referral): string | undefined =>
  referral.override?.state === 'given'
    ? undefined
    : consentStop(referral.answers.consent, consentRules(place, referral).rule);

export const referralRow = async (place: Pick<Work, 'store' | 'area'>, ref: string): Promise<Row<Referral>> =>
  must(await place.store.get(place.area.id, Referrals, ref), 'a referral');

/** Who does something to a referral, and when. */
export const markOf = (work: Pick<Work, 'now' | 'actor'>): Pick<ReferralEvent, 'at' | 'by'> => ({
  at: work.now.toISOString(),
  by: work.actor.person,
});

export const withEvents = (referral: Referral, ...events: readonly ReferralEvent[]): Referral => ({
  ...referral,
  history: [...(referral.history ?? []), ...events],
});

/** Word to the co-ordinators that it is not as it was; while it waits for release, nobody but the gatekeeper knows of it. */
export const announced = (work: Work, { ref, body, state }: Referral): Change[] =>
  (state === 'with gatekeeper' ? [] : work.coordinators).map((person) =>
    tell(work, person, 'referral changed', ref, body),
  );

/** What its referrer is about to make of a submitted referral that is not decided yet. */
export const changingOf = ({ state, changing }: Referral): ReferralAnswers | undefined =>
  state === 'submitted' || state === 'with gatekeeper' ? changing : undefined;

/** What these answers lack, and what screening says of them today. */
export const judged = async (
  place: Place,
  { answers, body: bodyId, scores, transferOf }: Pick<Referral, 'answers' | 'body' | 'scores' | 'transferOf'>,
) => {
  const scheme = schemeOf(place);
  const today = dayIn(place.now);
  const body = bodyOf(place, bodyId);
  const goes = await destination(place, body, handedInOn(place.now), today);
  const { hardStop, ...screening } = screen(scheme, body, withNewestScore(answers, scores), {
    day: today,
    meeting: goes.date,
  });
  return {
    goes,
    lacking: missing(answers, scheme, today),
    // A young offender who moves on is always admissible; the reasons are shown all the same.
    screening: { ...screening, ...(hardStop && !transferOf && { hardStop }) },
  };
};

/** Everything a card about a referral in its referrer's hands shows. */
export const lookAtReferral = async (place: Place, ref: string) => {
  const { doc: referral, version } = await referralRow(place, ref);
  const answers = changingOf(referral) ?? referral.answers;
  return {
    referral,
    version,
    /** What the form shows: with what is about to be changed. */
    answers,
    ...(await judged(place, { ...referral, answers })),
    whereabouts: await whereabouts(place, referral),
    /** Why consent keeps a draft from being submitted. */
    consentStop: referral.state === 'draft' ? consentInTheWay(place, referral) : undefined,
  };
};
export type ReferralSeen = Awaited<ReturnType<typeof lookAtReferral>>;

/** Probation is asked and has not given it yet. */
export const waitsForScore = ({ history = [], answers, scores }: Referral): boolean =>
  history.some(({ what }) => what === 'score asked') && withNewestScore(answers, scores).ogrs?.score === undefined;

/** Where a referral stands, for its referrer. */
export type Whereabouts =
  /** `seen`: somebody else knows of it, as after it was returned. */
  | { readonly status: 'draft'; readonly steps: number; readonly seen: boolean }
  /** `goes`: if they release it today. `away`: they have left the team, or are on leave until a day. `inPlace`: who releases it meanwhile, by name. */
  | {
      readonly status: 'with gatekeeper';
      readonly goes: Destination;
      readonly away?: 'left' | Day;
      readonly inPlace?: string;
    }
  /** `score`: probation is asked for it and has not given it yet. */
  | { readonly status: 'waiting'; readonly goes: Destination; readonly score: boolean }
  | { readonly status: 'on the agenda'; readonly meeting: Meeting; readonly score: boolean }
  /** `kind` only once the meeting is closed and the decision final. */
  | { readonly status: 'decided'; readonly kind?: 'adopt' | 'decline' | 'defer' }
  | { readonly status: 'withdrawn' };

const keeperAway = async (
  place: Place,
  referral: Referral,
  today: Day,
): Promise<{ away?: 'left' | Day; inPlace?: string }> => {
  const { area } = place;
  const keeper = area.gatekeepers?.[referral.agency];
  if (!keeper) return {};
  if (hasLeft(area, keeper)) return { away: 'left' };
  const leave = onLeave(area.leave ?? {}, keeper, today);
  if (!leave) return {};
  const inPlace = await keeperInPlace(place, referral);
  return { away: leave.until, ...(inPlace && { inPlace: await nameOf(place, inPlace) }) };
};

export const whereabouts = async (place: Place, referral: Referral): Promise<Whereabouts> => {
  const meeting =
    referral.meeting === undefined
      ? undefined
      : (await place.store.get(place.area.id, Meetings, referral.meeting))?.doc;
  const today = dayIn(place.now);
  const goes = (since: Day) => destination(place, bodyOf(place, referral.body), since, today);
  switch (referral.state) {
    case 'draft':
      return {
        status: 'draft',
        steps: answeredSteps(referral.answers).length,
        seen: (referral.history ?? []).length > 0,
      };
    case 'with gatekeeper':
      return {
        status: 'with gatekeeper',
        goes: await goes(handedInOn(place.now)),
        ...(await keeperAway(place, referral, today)),
      };
    case 'submitted': {
      const score = waitsForScore(referral);
      if (meeting) return { status: 'on the agenda', meeting, score };
      const since = handedInOn(new Date(referral.submittedAt ?? referral.startedAt));
      return { status: 'waiting', goes: await goes(since), score };
    }
    case 'decided': {
      const item = meeting?.items.find((candidate) => candidate.referral === referral.ref);
      if (!meeting || !item || meeting.state !== 'closed') return { status: 'decided' };
      const decision = await place.store.get(place.area.id, Decisions, `${meeting.id}|${item.id}`);
      return { status: 'decided', ...(decision && { kind: decision.doc.kind }) };
    }
    case 'withdrawn':
      return { status: 'withdrawn' };
  }
};

export const STEPS: readonly Step[] = ['identity', 'offences', 'pathways', 'proposal', 'consent'];

const asked: Record<Step, readonly (keyof ReferralAnswers)[]> = {
  identity: [
    'name',
    'aliases',
    'dateOfBirth',
    'pncId',
    'address',
    'town',
    'resident',
    'sex',
    'ethnicity',
    'statutory',
    'disposal',
    'family',
  ],
  offences: ['offences', 'ogrs', 'asset', 'harm', 'mappa', 'marac', 'dyo', 'further', 'written', 'matrices'],
  pathways: ['pathways', 'interventions', 'drivers', 'substanceMisuse', 'flags'],
  proposal: ['alreadyDoing', 'proposal', 'why', 'judgement', 'victims'],
  consent: ['consent'],
};

/** The steps in which anything has been answered. */
export const answeredSteps = (answers: ReferralAnswers): Step[] =>
  STEPS.filter((step) =>
    asked[step].some((key) => {
      const answer = answers[key];
      return typeof answer === 'object' ? Object.keys(answer).length > 0 : answer !== undefined;
    }),
  );

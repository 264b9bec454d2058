/** A referral from the first draft to its submission (domain: referral). Everything typed is kept, whole or not. */
import { isDeepStrictEqual } from 'node:util';
import { nextMeeting } from './meetings.ts';
import { Counters, Decisions, type Meeting, Meetings, type PersonKey, type Referral, Referrals } from './model.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import {
  type Indication,
  missing,
  noAnswers,
  type ReferralAnswers,
  type Standing,
  type Step,
  standing,
} from './rules/referral.ts';
import type { AgencyId, Body, BodyId, Scheme } from './rules/scheme.ts';
import { screen } from './rules/screening.ts';
import { create, type Row, replace } from './store.ts';
import { bodyOf, must, save, schemeOf, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

/** A press on a draft: which one, and the version of it that the person saw. */
export type Press = { readonly referral: string; readonly version: number };

export const MOST_OFFENCES = 40;

/** The bodies that people can be referred to: those that take people on and have new referrals on their agenda. */
export const bodiesForReferrals = (scheme: Scheme): Body[] =>
  scheme.bodies.filter((body) => body.motions.includes('adopt') && body.agenda.includes('new referrals'));

export const standingFor = (place: Place, agency: AgencyId, body: Body): Standing =>
  standing(agency, body, schemeOf(place), dayIn(place.now));

const permitted = (work: Work, agency: AgencyId | undefined, bodyId: BodyId): AgencyId => {
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

/** A person's own referrals, the newest first. */
export const referralsBy = async (place: Pick<Work, 'store' | 'area'>, person: PersonKey): Promise<Row<Referral>[]> =>
  (await place.store.list(place.area.id, Referrals))
    .filter(({ doc }) => doc.referrer === person)
    .sort((a, b) => `${b.doc.startedAt}${b.key}`.localeCompare(`${a.doc.startedAt}${a.key}`));

const referralRow = async (place: Pick<Work, 'store' | 'area'>, ref: string): Promise<Row<Referral>> =>
  must(await place.store.get(place.area.id, Referrals, ref), 'a referral');

export type Started = { readonly status: 'started' | 'already'; readonly ref: string };

/** Begins a draft under the year's next reference. `seen`: how many referrals the person saw; one more means pressed twice. */
export const startDraft = (
  work: Work,
  { body, seen }: { readonly body: BodyId; readonly seen: number },
): Promise<Started> =>
  save<Started>(work, async () => {
    const agency = permitted(work, work.actor.agency, body);
    const year = dayIn(work.now).slice(0, 4);
    // Read first: every draft moves it, so the list below cannot lack one without this being overtaken.
    const counter = await work.store.get(work.area.id, Counters, year);
    const mine = await referralsBy(work, work.actor.person);
    if (mine[0] && mine.length > seen) return { changes: [], result: { status: 'already', ref: mine[0].doc.ref } };
    const last = (counter?.doc.last ?? 0) + 1;
    const ref = `${schemeOf(work).reference}-${year}-${String(last).padStart(3, '0')}`;
    const draft: Referral = {
      ref,
      body,
      state: 'draft',
      referrer: work.actor.person,
      agency,
      answers: noAnswers,
      startedAt: work.now.toISOString(),
    };
    return {
      changes: [counter ? replace(counter, { last }) : create(Counters, year, { last }), create(Referrals, ref, draft)],
      result: { status: 'started', ref },
      whose: [ref],
    };
  });

export type Saved = 'saved' | 'as it stands' | 'overtaken' | 'submitted';

/**
 * Keeps what `change` makes of the answers. 'as it stands': they already say exactly this, as after a repeated press;
 * 'overtaken': they have changed since the person saw them, and nothing is written.
 */
export const saveStep = (
  work: Work,
  { referral, version }: Press,
  change: (answers: ReferralAnswers) => ReferralAnswers,
): Promise<Saved> =>
  save<Saved>(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'submitted' };
    const answers = given(change(row.doc.answers));
    if (isDeepStrictEqual(answers, row.doc.answers)) return { changes: [], result: 'as it stands' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, { ...row.doc, answers })], result: 'saved' };
  });

/** As storage gives it back: what is undefined is not there. */
const given = (answers: ReferralAnswers): ReferralAnswers => JSON.parse(JSON.stringify(answers));

export const addOffence = (answers: ReferralAnswers, offence: Indication): ReferralAnswers => {
  if (answers.offences.length >= MOST_OFFENCES)
    throw new Refusal(
      'full',
      `A referral lists ${MOST_OFFENCES} offences and pieces of intelligence at most. Remove an old one, or sum the rest up under professional judgement.`,
    );
  return { ...answers, offences: [...answers.offences, offence] };
};

export const removeOffence = (answers: ReferralAnswers, at: number): ReferralAnswers => ({
  ...answers,
  offences: answers.offences.filter((_, index) => index !== at),
});

/** The draft goes to another body, answers and all. */
export const moveDraft = (
  work: Work,
  { referral, version, body }: Press & { readonly body: BodyId },
): Promise<'moved' | 'overtaken' | 'submitted'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'submitted' };
    permitted(work, row.doc.agency, body);
    if (row.version !== version || row.doc.body === body) return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, { ...row.doc, body })], result: 'moved' };
  });

/** Submits the draft with its screening and tells the co-ordinators. Refused while something is missing or a hard criterion is not met. */
export const submit = (work: Work, { referral, version }: Press): Promise<'submitted' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    permitted(work, row.doc.agency, row.doc.body);
    const { lacking, screening } = await judged(work, row.doc);
    if (lacking[0])
      throw new Refusal(
        'incomplete',
        `The referral cannot be submitted yet. ${lacking[0].label} Press “Check answers”.`,
      );
    if (screening.hardStop)
      throw new Refusal('hard stop', `${screening.hardStop.why} ${screening.hardStop.advice} Your draft is kept.`);
    return {
      changes: [
        replace(row, { ...row.doc, state: 'submitted', submittedAt: work.now.toISOString(), screening }),
        ...work.coordinators.map((person) => tell(work, person, 'referral received', referral, row.doc.body)),
      ],
      result: 'submitted',
    };
  });

const judged = async (place: Place, { answers, body }: Referral) => {
  const scheme = schemeOf(place);
  const today = dayIn(place.now);
  const next = await nextMeeting(place, body);
  return {
    next,
    lacking: missing(answers, scheme, today),
    screening: screen(scheme, bodyOf(place, body), answers, { day: today, ...(next && { meeting: next.date }) }),
  };
};

/** Everything a card about a referral in its referrer's hands shows. */
export const lookAtReferral = async (place: Place, ref: string) => {
  const { doc: referral, version } = await referralRow(place, ref);
  return { referral, version, ...(await judged(place, referral)), whereabouts: await whereabouts(place, referral) };
};
export type ReferralSeen = Awaited<ReturnType<typeof lookAtReferral>>;

/** Where a referral stands, for its referrer. */
export type Whereabouts =
  | { readonly status: 'draft'; readonly steps: number }
  /** It goes to `next`, where a meeting has been made. */
  | { readonly status: 'waiting'; readonly next?: Meeting | undefined }
  | { readonly status: 'on the agenda'; readonly meeting: Meeting }
  /** `kind` only once the meeting is closed and the decision final. */
  | { readonly status: 'decided'; readonly kind?: 'adopt' | 'decline' | 'defer' };

export const whereabouts = async (place: Place, referral: Referral): Promise<Whereabouts> => {
  const meeting =
    referral.meeting === undefined
      ? undefined
      : (await place.store.get(place.area.id, Meetings, referral.meeting))?.doc;
  switch (referral.state) {
    case 'draft':
      return { status: 'draft', steps: answeredSteps(referral.answers).length };
    case 'submitted':
      return meeting
        ? { status: 'on the agenda', meeting }
        : { status: 'waiting', next: await nextMeeting(place, referral.body) };
    case 'decided': {
      const item = meeting?.items.find((candidate) => candidate.referral === referral.ref);
      if (!meeting || !item || meeting.state !== 'closed') return { status: 'decided' };
      const decision = await place.store.get(place.area.id, Decisions, `${meeting.id}|${item.id}`);
      return { status: 'decided', ...(decision && { kind: decision.doc.kind }) };
    }
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
  ],
  offences: ['offences', 'ogrs', 'asset', 'mappa', 'marac', 'dyo', 'further'],
  pathways: ['pathways', 'interventions', 'drivers', 'substanceMisuse'],
  proposal: ['alreadyDoing', 'proposal', 'why', 'judgement'],
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

/** What a meeting decided on a referral: drafted at leisure, recorded once, and then final. */

import { adopted } from './adoption.ts';
import { itemOf } from './agenda.ts';
import { memberOf } from './members.ts';
import {
  type AgendaItem,
  type Area,
  type Decision,
  Decisions,
  type Intervention,
  type Meeting,
  type PersonKey,
  Referrals,
} from './model.ts';
import { mayRecord } from './recording.ts';
import { referralChanged } from './referralIndex.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import {
  type Basis,
  type DecisionKind,
  decidedByChair,
  type Ground,
  grounds,
  lacking,
  type Voted,
} from './rules/decision.ts';
import { type Lead, type LeadRules, proposedLead } from './rules/leading.ts';
import { keptReview, nextReview, USUAL } from './rules/reviews.ts';
import type { Body, SeatId } from './rules/scheme.ts';
import { ruleFor } from './rules/voting.ts';
import { create, guard, type Row, remove, replace } from './store.ts';
import { finishMove } from './transfer.ts';
import { Motions } from './voteModel.ts';
import { bodyOf, meetingRow, must, nameOf, save, schemeOf, show, type Work } from './work.ts';

/** Interventions one decision takes; all of them are recorded in one transaction. */
export const MOST_INTERVENTIONS = 12;

export type ItemId = { readonly meeting: string; readonly item: string };
export type Owner = { readonly seat: SeatId; readonly person: PersonKey };

const idOf = ({ meeting, item }: ItemId): string => `${meeting}|${item}`;

/** Seats of a meeting that somebody holds now, or held when it was made: who can be given a task. */
export const ownersOf = (area: Area, meeting: Meeting): Owner[] =>
  meeting.seats.flatMap(({ seat, holder }) => {
    const person = area.holders[seat] ?? holder;
    return person ? [{ seat, person }] : [];
  });

/** Seats of a body that somebody holds. */
export const holdersOf = (area: Area, body: Body): Owner[] =>
  body.seats.flatMap(({ id }) => {
    const person = area.holders[id];
    return person ? [{ seat: id, person }] : [];
  });

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

const votedOn = async (place: Place, meeting: Meeting, item: string): Promise<Voted | undefined> => {
  const motions = await Promise.all(meeting.motions.map((id) => place.store.get(place.area.id, Motions, id)));
  const last = motions.findLast((row) => row?.doc.item === item && row.doc.kind === 'adopt' && row.doc.result)?.doc;
  return last?.result && { motion: last.id, status: last.result.status };
};

const ruleOf = (meeting: Meeting) => ruleFor(meeting.voting, 'adopt');

const referralOf = (item: AgendaItem): string => {
  if (!item.referral)
    throw new Refusal('no referral', 'A decision is recorded on a referral, and this item is about none.');
  return item.referral;
};

/** Which agency the scheme proposes to lead, and which other one if the panel decides red. */
export type Leads = { readonly lead?: Lead; readonly ifRed?: Lead };

const leadsFor = async (place: Place, rules: LeadRules, ref: string, colour: Decision['rag']): Promise<Leads> => {
  const { answers } = must(await place.store.get(place.area.id, Referrals, ref), 'a referral').doc;
  const lead = proposedLead(rules, { ...answers, ...(colour && { colour }) });
  const ifRed = proposedLead(rules, { ...answers, colour: 'red' });
  return { ...(lead && { lead }), ...(ifRed && ifRed.agency !== lead?.agency && { ifRed }) };
};

/** The meeting is read first: whatever opens or closes a vote afterwards moves its row, so a stale press is overtaken. */
const load = async (place: Place, of: ItemId) => {
  const atMeeting = await meetingRow(place.store, place.area.id, of.meeting);
  const row = await place.store.get(place.area.id, Decisions, idOf(of));
  return { atMeeting, row, seen: await seenFrom(place, atMeeting.doc, row, of.item) };
};

const seenFrom = async (place: Place, meeting: Meeting, row: Row<Decision> | undefined, itemId: string) => {
  const item = itemOf(meeting, itemId);
  const body = bodyOf(place, meeting.body);
  const voted = await votedOn(place, meeting, itemId);
  const referral = referralOf(item);
  const leads = body.leadAgency && (await leadsFor(place, body.leadAgency, referral, row?.doc.rag));
  const named = [row?.doc.leadProfessional, row?.doc.policeContact].filter((person) => person !== undefined);
  return {
    meeting,
    item,
    body,
    referral,
    ...(leads && { leads }),
    ...(row && { decision: row.doc }),
    version: row?.version ?? 0,
    rule: ruleOf(meeting),
    ...(voted && { voted }),
    grounds: grounds(ruleOf(meeting), voted),
    owners: ownersOf(place.area, meeting),
    reviewOn: row?.doc.reviewOn ?? nextReview(body.reviews ?? USUAL, undefined, meeting.date),
    names: new Map(await Promise.all(named.map(async (person) => [person, await nameOf(place, person)] as const))),
  };
};
export type DecisionSeen = Awaited<ReturnType<typeof seenFrom>>;

/** Everything the card of a decision shows. */
export const lookAtDecision = async (place: Place, of: ItemId): Promise<DecisionSeen> => (await load(place, of)).seen;

/** Throws unless this person may record a decision on this item now. */
export const permitDecision = async (work: Work, { meeting, item }: DecisionSeen): Promise<void> => {
  mayRecord(work, meeting, item, ruleOf(meeting));
  if (item.since === 'withdrawn')
    throw new Refusal('withdrawn', 'This referral was withdrawn by whoever made it, so there is nothing to decide.');
  if (meeting.state === 'planned') throw new Refusal('not open', 'Decisions are recorded while the meeting is open.');
  if (meeting.state === 'closed')
    throw new Refusal('closed', 'This meeting is closed and its decisions are final. See the minutes: “minutes”.');
  if (!meeting.motion) return;
  const open = must(await work.store.get(work.area.id, Motions, meeting.motion), 'a vote');
  if (open.doc.item === item.id)
    throw new Refusal('motion open', 'A vote on this item is still open. Close it first, then record the decision.');
};

const groundFor = (seen: DecisionSeen, kind: DecisionKind): [Ground, ...Ground[]] => {
  const [first, ...others] = seen.grounds.filter((ground) => ground.kind === kind);
  if (first) return [first, ...others];
  throw new Refusal(
    'not decided so',
    seen.voted?.status === 'carried'
      ? 'The vote to adopt was carried, so what is recorded is that the panel adopts.'
      : seen.voted
        ? 'The vote to adopt was not carried, so this can be declined or deferred.'
        : 'There has been no vote to adopt on this item. Put it to the vote first, or defer it.',
  );
};

export type Fields = Partial<
  Pick<
    Decision,
    | 'category'
    | 'rag'
    | 'whyRag'
    | 'leadAgency'
    | 'leadProfessional'
    | 'policeContact'
    | 'reviewOn'
    | 'decidedOn'
    | 'whyScore'
    | 'reasons'
    | 'alternatives'
    | 'wanted'
  >
> & { readonly how?: 'agreed' | 'chair' | undefined };

export type Pressed = ItemId & { readonly version: number; readonly kind: DecisionKind; readonly fields: Fields };

const basisOf = (seen: DecisionSeen, kind: DecisionKind, how: Fields['how']): Basis => {
  const [first, ...others] = groundFor(seen, kind);
  return (others.find(({ basis }) => 'how' in basis && basis.how === how) ?? first).basis;
};

/** Agencies that sit on the body: one of them leads. */
export const leadAgencies = (seen: Pick<DecisionSeen, 'body'>): string[] => [
  ...new Set(seen.body.seats.map((seat) => seat.agency)),
];

const checkFields = async (work: Work, seen: DecisionSeen, fields: Fields): Promise<void> => {
  const { category, leadAgency, leadProfessional, policeContact } = fields;
  if (category && !seen.body.categories.some((known) => known.id === category))
    throw new Refusal('no such category', 'Please choose the category from the list.');
  if (leadAgency && !leadAgencies(seen).includes(leadAgency))
    throw new Refusal('no such agency', 'Please choose the lead agency from the list.');
  if (leadProfessional) await memberOf(work, leadProfessional);
  if (policeContact) {
    const { member } = await memberOf(work, policeContact);
    const agency = schemeOf(work).agencies.find((candidate) => candidate.id === member.agency);
    if (agency && agency.kind !== 'police')
      throw new Refusal(
        'not police',
        `The police contact is a police officer, and ${member.name} belongs to ${agency.name}. Please choose another person.`,
      );
  }
};

/** The draft as it stands with what was typed on the card. */
const drafted = (seen: DecisionSeen, { meeting, item, kind, fields }: Pressed): Decision => {
  const { how, ...typed } = fields;
  return {
    ...(seen.decision ?? { interventions: [] }),
    ...typed,
    reviewOn: typed.reviewOn ?? seen.reviewOn,
    meeting,
    item,
    referral: seen.referral,
    kind,
    state: 'draft',
    basis: basisOf(seen, kind, how),
  };
};

const begin = async (work: Work, pressed: Pressed) => {
  const { seen, row, atMeeting } = await load(work, pressed);
  if (seen.decision?.state === 'recorded') return { status: 'already' as const };
  await permitDecision(work, seen);
  if (seen.version !== pressed.version) return { status: 'overtaken' as const };
  await checkFields(work, seen, pressed.fields);
  return { status: 'yours' as const, seen, row, atMeeting, draft: drafted(seen, pressed) };
};

/** How a draft's interventions change with a press: nothing, one more, or one (counted from 0) less. */
export type Step = { readonly add: Intervention } | { readonly drop: number } | null;

const stepped = (work: Work, seen: DecisionSeen, before: readonly Intervention[], step: Step) => {
  if (!step) return before;
  if ('drop' in step) return before.filter((_, at) => at !== step.drop);
  const { add } = step;
  if (before.length >= MOST_INTERVENTIONS)
    throw new Refusal(
      'full',
      `One decision takes ${MOST_INTERVENTIONS} interventions at most, and it has that many. Remove one first; a further one can be agreed at the review.`,
    );
  if (!seen.owners.some(({ seat }) => seat === add.seat))
    throw new Refusal('no owner', 'Please choose an owner from the list: a seat that somebody holds.');
  if (add.pathway && !schemeOf(work).pathways.some(({ id }) => id === add.pathway))
    throw new Refusal('no such pathway', 'Please choose the pathway from the list.');
  if (add.due < dayIn(work.now))
    throw new Refusal('past', 'Please look at “Due on”: it lies in the past. Choose a later day.');
  return [...before, add];
};

/** Saves the draft, with one intervention more or less where asked. */
export const saveDraft = (work: Work, pressed: Pressed, step: Step): Promise<'saved' | 'overtaken' | 'already'> =>
  save(work, async () => {
    const begun = await begin(work, pressed);
    if (begun.status !== 'yours') return { changes: [], result: begun.status };
    const { seen, row, atMeeting, draft } = begun;
    const doc = { ...draft, interventions: stepped(work, seen, draft.interventions, step) };
    return {
      changes: [row ? replace(row, doc) : create(Decisions, idOf(pressed), doc), guard(atMeeting)],
      result: 'saved',
      whose: [seen.referral],
    };
  });

/** Throws the draft away, so that the meeting can close without a decision on this referral. */
export const discardDraft = (
  work: Work,
  of: ItemId & { readonly version: number },
): Promise<'discarded' | 'overtaken' | 'already'> =>
  save(work, async () => {
    const { seen, row } = await load(work, of);
    if (seen.decision?.state === 'recorded') return { changes: [], result: 'already' };
    await permitDecision(work, seen);
    if (!row || row.version !== of.version) return { changes: [], result: 'overtaken' };
    return { changes: [remove(row)], result: 'discarded', whose: [seen.referral] };
  });

/** What is kept of a draft: only what its kind of decision says. */
const recordedOf = (work: Work, draft: Decision, { scoreAlone, rag: colours, reviews = USUAL }: Body): Decision => {
  const { meeting, item, referral, kind, basis, reasons, decidedOn, whyScore } = draft;
  const common = {
    meeting,
    item,
    referral,
    kind,
    basis,
    state: 'recorded' as const,
    interventions: [],
    recordedAt: work.now.toISOString(),
    recordedBy: work.actor.person,
  };
  const weighed = scoreAlone && {
    ...(decidedOn && { decidedOn }),
    ...(decidedOn === 'score' && whyScore && { whyScore }),
  };
  switch (kind) {
    case 'adopt': {
      const { category, rag, whyRag, leadAgency, leadProfessional, policeContact, reviewOn, interventions } = draft;
      return {
        ...common,
        ...(category && { category }),
        ...(colours && rag && { rag, ...(whyRag && { whyRag }) }),
        ...(leadAgency && { leadAgency }),
        ...(leadProfessional && { leadProfessional }),
        ...(policeContact && { policeContact }),
        ...(reviewOn && { reviewOn: colours && rag ? keptReview(reviews, rag, dayIn(work.now), reviewOn) : reviewOn }),
        ...weighed,
        ...(decidedByChair(basis) && reasons && { reasons }),
        interventions,
      };
    }
    case 'decline':
      return {
        ...common,
        ...weighed,
        ...(reasons && { reasons }),
        ...(draft.alternatives && { alternatives: draft.alternatives }),
      };
    case 'defer':
      return { ...common, ...(draft.wanted && { wanted: draft.wanted }) };
  }
};

/** Records the decision with all it brings about, in one transaction. Refused, naming it, while anything is missing. */
export const recordDecision = async (work: Work, pressed: Pressed): Promise<'recorded' | 'overtaken' | 'already'> => {
  const result = await recorded(work, pressed);
  // In a transaction of its own: adopting fills one. Where it is missed, the next agenda of young offenders does it.
  if (result.status === 'recorded') await finishMove(work, result.referral);
  return result.status;
};

type Recorded = { readonly status: 'recorded' | 'overtaken' | 'already'; readonly referral: string };

const recorded = (work: Work, pressed: Pressed): Promise<Recorded> =>
  save<Recorded>(work, async () => {
    const begun = await begin(work, pressed);
    if (begun.status !== 'yours') return { changes: [], result: { status: begun.status, referral: '' } };
    const { seen, row, atMeeting, draft } = begun;
    const lacks = lacking(draft, {
      categories: seen.body.categories.length > 0,
      colours: seen.body.rag !== undefined,
      weighs: seen.body.scoreAlone !== undefined,
      meetingDay: seen.meeting.date,
      today: dayIn(work.now),
    });
    if (lacks.length > 0) throw new Refusal('incomplete', `Not recorded yet. Still missing: ${lacks.join('; ')}.`);
    const decision = recordedOf(work, draft, seen.body);
    const referral = must(await work.store.get(work.area.id, Referrals, seen.referral), 'a referral');
    const { meeting: _, ...waiting } = referral.doc;
    const items = atMeeting.doc.items.map((item) =>
      item.id === pressed.item ? { ...item, state: 'done' as const } : item,
    );
    return {
      changes: [
        row ? replace(row, decision) : create(Decisions, idOf(pressed), decision),
        ...(await referralChanged(
          work,
          referral,
          decision.kind === 'defer'
            ? { ...waiting, state: 'submitted' }
            : { ...referral.doc, state: 'decided', ...(decision.kind === 'decline' && { declined: true }) },
        )),
        replace(atMeeting, { ...atMeeting.doc, items }),
        ...(decision.kind === 'adopt' ? await adopted(work, decision, seen) : []),
        ...show(work, seen.meeting.body, 'agenda', pressed.meeting),
      ],
      result: { status: 'recorded', referral: seen.referral },
      whose: [seen.referral],
    };
  });

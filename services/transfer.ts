/**
 * A young offender comes of age: the move to an adult panel is proposed by itself, and carried becomes a new referral
 * there. The case stays where it is until that panel has taken the person on, so that nobody drops out of sight.
 */
import { actionChanged, listed } from './actionIndex.ts';
import { actionRow, noted } from './actions.ts';
import { fitting } from './bundles.ts';
import { facet } from './caseIndex.ts';
import { type Case, Cases, OnRegister, type Proposal } from './caseModel.ts';
import { caseChanged, changeCase, type Effect, isHidden } from './cases.ts';
import { nextReference } from './drafts.ts';
import { ActionsBy, type Link, Meetings, type Referral, Referrals } from './model.ts';
import { inOrder } from './reading.ts';
import { referralMade } from './referralIndex.ts';
import { standingFor } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn, inWords } from './rules/days.ts';
import { samePerson } from './rules/names.ts';
import { noAnswers, type ReferralAnswers } from './rules/referral.ts';
import type { AgencyId, BodyId, Scheme } from './rules/scheme.ts';
import { firstDayAt, latestBirth } from './rules/youngOffenders.ts';
import { type Change, type Row, replace } from './store.ts';
import { bodyOf, save, schemeOf, tell, type Work } from './work.ts';

/** Proposed for one agenda; the others come with the next. */
const MOST_OF_AGE = 40;

/** Cases whose people are of age by this day and whose move has not been proposed by itself, the oldest first. */
const comingOfAge = async (work: Work, on: Day): Promise<Row<Case>[]> => {
  const { youngOffenders } = schemeOf(work);
  if (!youngOffenders) return [];
  const under = facet.born(youngOffenders.body);
  const last = latestBirth(youngOffenders.adultAt, on);
  const due: string[] = [];
  for await (const { id, doc } of inOrder(work.store, work.area.id, OnRegister, under)) {
    if ((id.slice(under.length).split('|')[0] ?? '') > last || due.length === MOST_OF_AGE) break;
    if (!isHidden(work.area, doc)) due.push(doc.ref);
  }
  const cases = await Promise.all(due.map((ref) => work.store.get(work.area.id, Cases, ref)));
  return cases.filter((row) => row !== undefined);
};

/** Moves that were begun and whose new case there is by now: only where a process died between the two. */
const finishMoves = async (work: Work, body: BodyId): Promise<void> => {
  const rows = await work.store.list(work.area.id, OnRegister, facet.moving(body));
  for (const { doc } of rows) {
    const moved = (await work.store.get(work.area.id, Cases, doc.ref))?.doc.move?.referral;
    if (moved) await finishMove(work, moved);
  }
};

/** Before the agenda of their body goes out: each who is of age by the meeting is proposed, in a transaction of their own. */
export const proposeTransfers = async (work: Work, meetingId: string): Promise<void> => {
  const meeting = (await work.store.get(work.area.id, Meetings, meetingId))?.doc;
  const rules = schemeOf(work).youngOffenders;
  const [to] = rules?.to ?? [];
  if (!meeting || !rules || !to || meeting.body !== rules.body || meeting.agendaPostedAt) return;
  await finishMoves(work, meeting.body);
  for (const { doc, version } of await comingOfAge(work, meeting.date)) {
    const born = doc.identity.dateOfBirth;
    if (!born) continue;
    const why = `${rules.adultAt} on ${inWords(firstDayAt(rules.adultAt, born))}.`;
    const change = { motion: 'transfer', to } as const;
    const proposal: Proposal = { id: work.newId(), change, why, by: work.actor.person, at: work.now.toISOString() };
    // Overtaken: it comes with the next agenda. What somebody has put forward already is not proposed once more.
    await changeCase(work, { case: doc.ref, version }, (now) => {
      const move = { proposed: dayIn(work.now) };
      return now.proposals.some((other) => other.change.motion === 'transfer')
        ? { doc: { ...now, move }, events: [] }
        : {
            doc: { ...now, proposals: [...now.proposals, proposal], move },
            events: [{ what: 'proposed', change, why }],
          };
    });
  }
};

/** Whether somebody may put the move of this case forward. */
export const canMove = ({ youngOffenders: rules }: Scheme, { body, state, move, proposals }: Case): boolean =>
  state === 'on the register' &&
  body === rules?.body &&
  !move?.referral &&
  !proposals.some(({ change }) => change.motion === 'transfer');

/** Throws unless this case can move, and to this body where one is named. */
export const checkTransfer = (work: Work, doc: Case, to?: BodyId): void => {
  const rules = schemeOf(work).youngOffenders;
  if (doc.body !== rules?.body || (to && !rules.to.includes(to)))
    throw new Refusal('no transfer', 'Only a young offender’s case moves, to a panel that takes adults.');
  if (doc.move?.referral) throw new Refusal('moving', `The move is under way: see ${doc.move.referral}.`);
};

/** An agency that may refer to the body: the owner, the one that leads, else the one whose referral it was. */
const agencyFor = (work: Work, doc: Case, to: BodyId): AgencyId =>
  [doc.owner, doc.leadAgency].find(
    (agency) => standingFor(work, agency, bodyOf(work, to)).status !== 'may not refer',
  ) ?? doc.owner;

/** What the case says by now goes before what its referral said. */
const answersOf = (doc: Case, before: Referral | undefined): ReferralAnswers => ({
  ...(before?.answers ?? noAnswers),
  ...doc.identity,
  ...(doc.statutory && { statutory: doc.statutory }),
  ...(doc.consent && { consent: doc.consent }),
  pathways: doc.pathways,
  ...(doc.drivers && { drivers: doc.drivers }),
  dyo: 'yes',
});

/** Carried: a referral with everything that is known is begun for the lead professional, linked with the case. */
export const movedOn = async (work: Work, doc: Case, to: BodyId): Promise<Effect> => {
  // Two such moves were proposed, to two panels: the first that is carried is under way.
  if (doc.move?.referral) return { doc, events: [] };
  const { store, area, actor } = work;
  const at = work.now.toISOString();
  const { ref, change: counted } = await nextReference(work);
  const before = await store.get(area.id, Referrals, doc.ref);
  const answers: ReferralAnswers = JSON.parse(JSON.stringify(answersOf(doc, before?.doc)));
  const likeness = samePerson(answers, doc.identity);
  const link = (other: string): Link => ({
    ref: other,
    why: likeness.match ? likeness.why : [],
    verdict: 'same person',
    by: actor.person,
    at,
  });
  const referrer = doc.leadProfessional ?? actor.person;
  const draft: Referral = {
    ref,
    body: to,
    state: 'draft',
    referrer,
    agency: agencyFor(work, doc, to),
    answers,
    startedAt: at,
    changedAt: at,
    links: [link(doc.ref)],
    transferOf: doc.ref,
  };
  const changes: Change[] = [
    counted,
    ...referralMade(draft),
    ...(before ? [replace(before, { ...before.doc, links: [...(before.doc.links ?? []), link(ref)] })] : []),
    tell(work, referrer, 'transfer', ref, doc.body),
  ];
  return {
    doc: { ...doc, move: { proposed: dayIn(work.now), ...doc.move, referral: ref } },
    events: [{ what: 'moving', to, referral: ref }],
    changes,
  };
};

/** Actions looked at together; what does not fit into the transaction is looked at again. */
const TOGETHER = 16;

/** The open actions of a case as they go along to the next: each keeps its owner, and the next body looks after it. */
const goingAlong = async (work: Work, from: string, { ref, body }: Case): Promise<Change[][]> => {
  const { store, area } = work;
  const listedThere = await store.list(area.id, ActionsBy, listed.case(from));
  const open = listedThere.filter(({ doc }) => doc.state !== 'completed').slice(0, TOGETHER);
  return Promise.all(
    open.map(async ({ doc: { id } }) => {
      const row = await actionRow(work, id);
      const { meeting: _, ...doc } = row.doc;
      return actionChanged(work, row, noted(work, { ...doc, ref, body }, `moved with the case, which was ${from}`));
    }),
  );
};

/**
 * The adult panel has taken the person on: open actions go along, and with the last of them the case they come from
 * ends. Until then it stays, so that what a crash has left behind is found again. Nothing for any other referral.
 */
const stepMove = (work: Work, referral: string): Promise<'more' | 'finished' | 'nothing'> =>
  save<'more' | 'finished' | 'nothing'>(work, async () => {
    const { store, area } = work;
    const from = (await store.get(area.id, Referrals, referral))?.doc.transferOf;
    const [old, taken] = await Promise.all([
      from ? store.get(area.id, Cases, from) : undefined,
      store.get(area.id, Cases, referral),
    ]);
    if (!old || !taken || old.doc.state === 'removed') return { changes: [], result: 'nothing' };
    const moves = await goingAlong(work, old.id, taken.doc);
    const ended = await caseChanged(
      work,
      old,
      { ...old.doc, state: 'removed', proposals: [] },
      { what: 'moved', to: taken.doc.body, referral },
    );
    const whole = [ended, ...moves];
    const last = moves.length < TOGETHER && fitting(whole, (rows) => rows).length === whole.length;
    return {
      changes: (last ? whole : fitting(moves, (rows) => rows)).flat(),
      result: last ? 'finished' : 'more',
      whose: [old.id, referral],
    };
  });

export const finishMove = async (work: Work, referral: string): Promise<'finished' | 'nothing'> => {
  for (;;) {
    const step = await stepMove(work, referral);
    if (step !== 'more') return step;
  }
};

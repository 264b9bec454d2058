/** What adopting brings about: a case, and the tasks of those who are to do something. */
import { caseFrom, caseMade } from './cases.ts';
import { actionGiven } from './giving.ts';
import { type Decision, type Intervention, type Meeting, type PersonKey, Referrals } from './model.ts';
import { policeTask } from './policeRecord.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { SeatId } from './rules/scheme.ts';
import { isYoungOffender } from './rules/youngOffenders.ts';
import type { Change } from './store.ts';
import { must, schemeOf, seatName, type Work } from './work.ts';

type Adopting = {
  readonly meeting: Meeting;
  /** Who can be given a task. */
  readonly owners: readonly { readonly seat: SeatId; readonly person: PersonKey }[];
};

const given = (work: Work, decision: Decision, seen: Adopting, intervention: Intervention): Change[] => {
  const owner = seen.owners.find(({ seat }) => seat === intervention.seat);
  if (!owner)
    throw new Refusal(
      'no owner',
      `Nobody holds the seat “${seatName(work, intervention.seat)}” any more. Remove that intervention and give it to another seat.`,
    );
  return actionGiven(work, {
    ref: decision.referral,
    body: seen.meeting.body,
    meeting: seen.meeting.id,
    owner: owner.person,
    ...intervention,
  });
};

/** The case of a person whom the body takes on, one task for each intervention, and word to each owner. */
export const adopted = async (work: Work, decision: Decision, seen: Adopting): Promise<Change[]> => {
  const { category, rag, whyRag: why = '', leadAgency, leadProfessional, policeContact, reviewOn } = decision;
  if (!leadAgency || !leadProfessional || !policeContact || !reviewOn)
    throw new Error('adopted with something lacking');
  const referral = must(await work.store.get(work.area.id, Referrals, decision.referral), 'a referral').doc;
  const doc = caseFrom(referral, {
    ...(category && { category }),
    ...(rag && { rag: { colour: rag, since: dayIn(work.now), why } }),
    ...(isYoungOffender(schemeOf(work).youngOffenders, referral) && { dyo: true }),
    leadAgency,
    leadProfessional,
    policeContact,
    reviewOn,
    adoptedAt: work.now.toISOString(),
    meeting: seen.meeting.id,
  });
  return [
    ...(await caseMade(
      work,
      doc,
      { what: 'adopted', meeting: seen.meeting.id },
      ...(rag ? [{ what: 'colour' as const, to: rag, why }] : []),
    )),
    ...policeTask(work, doc, 'adopted'),
    ...decision.interventions.flatMap((intervention) => given(work, decision, seen, intervention)),
  ];
};

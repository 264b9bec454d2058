/** What adopting brings about: a case, and the tasks of those who are to do something. */
import {
  type Action,
  Actions,
  Cases,
  type Decision,
  type Intervention,
  type Meeting,
  type PersonKey,
  Referrals,
} from './model.ts';
import { Refusal } from './refusal.ts';
import type { SeatId } from './rules/scheme.ts';
import { type Change, create } from './store.ts';
import { must, seatName, tell, type Work } from './work.ts';

type Adopting = {
  readonly meeting: Meeting;
  /** Who can be given a task. */
  readonly owners: readonly { readonly seat: SeatId; readonly person: PersonKey }[];
};

const taskOf = (work: Work, decision: Decision, seen: Adopting, id: string, intervention: Intervention): Action => {
  const owner = seen.owners.find(({ seat }) => seat === intervention.seat);
  if (!owner)
    throw new Refusal(
      'no owner',
      `Nobody holds the seat “${seatName(work, intervention.seat)}” any more. Remove that intervention and give it to another seat.`,
    );
  return {
    id,
    ref: decision.referral,
    body: seen.meeting.body,
    meeting: seen.meeting.id,
    what: intervention.what,
    ...(intervention.pathway && { pathway: intervention.pathway }),
    due: intervention.due,
    seat: intervention.seat,
    owner: owner.person,
    state: 'offered',
    history: [
      { at: work.now.toISOString(), by: work.actor.person, what: `given to ${seatName(work, intervention.seat)}` },
    ],
  };
};

/** The case of a person whom the body takes on, one task for each intervention, and word to each owner. */
export const adopted = async (work: Work, decision: Decision, seen: Adopting): Promise<Change[]> => {
  const { category, leadAgency, leadProfessional, policeContact, reviewOn } = decision;
  if (!leadAgency || !leadProfessional || !policeContact || !reviewOn)
    throw new Error('adopted with something lacking');
  const referral = must(await work.store.get(work.area.id, Referrals, decision.referral), 'a referral').doc;
  const tasks = decision.interventions.map((intervention) => taskOf(work, decision, seen, work.newId(), intervention));
  return [
    create(Cases, decision.referral, {
      ref: decision.referral,
      body: seen.meeting.body,
      ...(category && { category }),
      owner: referral.agency,
      leadAgency,
      leadProfessional,
      policeContact,
      reviewOn,
      adoptedAt: work.now.toISOString(),
      meeting: seen.meeting.id,
    }),
    ...tasks.flatMap((task) => [
      create(Actions, task.id, task),
      tell(work, task.owner, 'action', task.id, seen.meeting.body),
    ]),
  ];
};

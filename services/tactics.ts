/** The menu of tactical options that a case's colour opens to each agency (L step 5); one chosen becomes a task. */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase, isOutside } from './cases.ts';
import { holdersOf } from './decisions.ts';
import { actionGiven } from './giving.ts';
import { hasLeft } from './left.ts';
import { type Member, Members, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import type { Tactic } from './rules/ragRules.ts';
import type { SeatId } from './rules/scheme.ts';
import { bodyOf, namesOf, schemeOf, seatName, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

/** Whoever has no seat on the body but leads the case. */
export const LEAD = 'lead professional';

/** To whom it can be given. */
export type TacticOwner = { readonly id: SeatId | typeof LEAD; readonly title: string; readonly person: PersonKey };

const kindOf = (place: Place, agency: string | undefined): string | undefined =>
  schemeOf(place).agencies.find(({ id }) => id === agency)?.kind;

export const tacticsOf = (place: Pick<Work, 'scheme'>, { body, rag }: Case): readonly Tactic[] =>
  rag ? (bodyOf(place, body).rag?.[rag.colour].tactics ?? []) : [];

/** Refused when the colour has changed to one that does not open it. */
export const tacticOf = (place: Pick<Work, 'scheme'>, doc: Case, id: string): Tactic => {
  const tactic = tacticsOf(place, doc).find((one) => one.id === id);
  if (!tactic)
    throw new Refusal(
      'no such option',
      'The colour of this case does not open that option. Please choose another one.',
    );
  return tactic;
};

/**
 * The first is whom it is for unless somebody else is chosen: the lead professional where of that kind, else a seat's
 * holder. Nobody to whom the case is closed, or who has left the team.
 */
export const tacticOwners = async (place: Place, doc: Case, { agency }: Tactic): Promise<TacticOwner[]> => {
  const body = bodyOf(place, doc.body);
  const seats = holdersOf(place.area, body).map(({ seat, person }): TacticOwner & { kind: string | undefined } => ({
    id: seat,
    title: seatName(place, seat),
    person,
    kind: kindOf(place, body.seats.find(({ id }) => id === seat)?.agency),
  }));
  const lead = doc.leadProfessional;
  const member = lead && (await place.store.get<Member>(place.area.id, Members, lead))?.doc;
  const leads = lead
    ? [
        {
          id: LEAD,
          title: `Lead professional: ${(await namesOf(place, [lead])).get(lead)}`,
          person: lead,
          kind: kindOf(place, member?.agency),
        } as const,
      ]
    : [];
  const all = [...leads, ...seats].filter(({ person }) => !isOutside(doc, person) && !hasLeft(place.area, person));
  return [...all.filter(({ kind }) => kind === agency), ...all.filter(({ kind }) => kind !== agency)].map(
    ({ id, title, person }) => ({ id, title, person }),
  );
};

export const giveTactic = (
  work: Work,
  {
    tactic: id,
    owner: to,
    due,
    ...pressed
  }: CasePress & { readonly tactic: string; readonly owner: string; readonly due: Day },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    if (doc.state === 'removed')
      throw new Refusal('removed', `${doc.ref} is no longer on the register, so no tasks are given for it.`);
    const tactic = tacticOf(work, doc, id);
    const owner = (await tacticOwners(work, doc, tactic)).find((one) => one.id === to);
    if (!owner) throw new Refusal('no owner', 'Please choose the owner from the list.');
    if (due < dayIn(work.now))
      throw new Refusal('past', 'Please look at “Due on”: it lies in the past. Choose a later day.');
    const { what } = tactic;
    return {
      doc,
      events: doc.rag ? [{ what: 'tactic', colour: doc.rag.colour, task: what, due }] : [],
      changes: actionGiven(work, {
        about: doc,
        ref: doc.ref,
        body: doc.body,
        what,
        due,
        owner: owner.person,
        ...(owner.id !== LEAD && { seat: owner.id }),
      }),
    };
  });

import { z } from 'zod';
import { handOver, heldBy, mayArrangeFor, totalOf, WHAT } from '../../services/handover.ts';
import { endLeave, leaveOf, recordLeave } from '../../services/leave.ts';
import { officesOf } from '../../services/leaving.ts';
import { hasLeft } from '../../services/left.ts';
import { everMemberOf, memberOf, membersOf } from '../../services/members.ts';
import type { Member, PersonKey } from '../../services/model.ts';
import { Refusal } from '../../services/refusal.ts';
import { forsaken } from '../../services/restricting.ts';
import { Day, inWords } from '../../services/rules/days.ts';
import { agencyName, nameOf, seatName } from '../../services/work.ts';
import { type Answer, command, type Place, type Telling, type Turn } from '../command.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { type Gone, handedCard, handoverCard, heldInWords } from './card.ts';

const Person = z.object({ person: z.string().min(1) });

const goneOf = (place: Place, person: PersonKey): Gone | undefined => {
  const { area } = place;
  const left = area.left?.[person];
  return (
    left && {
      seats: left.seats.filter((seat) => !area.holders[seat]).map((seat) => seatName(place, seat)),
      offices: officesOf(area, person).map(({ office, agency }) => `${inOffice[office]} ${agencyName(place, agency)}`),
    }
  );
};

const inOffice = {
  gatekeepers: 'Gatekeeper of',
  leads: 'Lead of',
  dyoLeads: 'Follows the deter young offenders for',
} as const;

/** Offered at a time. */
const MOST_OTHERS = 6;

/** Who has left the team and still has something with them, the last one first. */
const othersOf = async (place: Place, person: PersonKey): Promise<Pick<Member, 'person' | 'name'>[]> => {
  const { left = {} } = place.area;
  const gone = (await membersOf(place))
    .map(({ doc }) => doc)
    .filter((member) => member.person !== person && hasLeft(place.area, member.person))
    .sort((a, b) => (left[b.person]?.at ?? '').localeCompare(left[a.person]?.at ?? ''));
  const found: Member[] = [];
  for (const member of gone) {
    if (found.length === MOST_OTHERS) break;
    if (totalOf(await heldBy(place, member.person)) > 0) found.push(member);
  }
  return found;
};

const forCoordinator = async (place: Place & Partial<Pick<Turn, 'coordinators'>>, person: PersonKey) => ({
  others: await othersOf(place, person),
  forsaken: await forsaken(place),
});

const viewOf = async (place: Place, member: Pick<Member, 'person' | 'name'>) => {
  const leave = leaveOf(place, member.person);
  return {
    member,
    gone: goneOf(place, member.person),
    held: await heldBy(place, member.person),
    leave: leave && { ...leave, name: await nameOf(place, leave.standIn) },
    area: place.area.id,
  };
};

export const handoverAnswer = async (turn: Turn, person: string, notice?: Notice): Promise<Answer> => {
  const { member, key } = await everMemberOf(turn, person);
  mayArrangeFor(turn, key);
  const { person: viewer, coordinator } = turn.actor;
  const more = coordinator ? await forCoordinator(turn, key) : {};
  return { card: handoverCard({ ...(await viewOf(turn, member)), ...more, viewer, coordinator, notice }) };
};

export const view = command({
  verb: 'handover.view',
  does: 'view',
  allowed: ['anyone'],
  input: z.object({ person: z.string().optional(), other: z.string().optional() }),
  typed: {
    words: 'hand over',
    does: 'hands your actions and cases to somebody else, or names who stands in while you are away',
    where: ['personal'],
    menu: false,
  },
  run: ({ person, other }, turn) => handoverAnswer(turn, other || person || turn.actor.person),
});

export const go = command({
  verb: 'handover.go',
  does: 'change',
  allowed: ['anyone'],
  input: Person.extend({
    seen: z.int().min(0),
    to: z.string().optional(),
    what: z.enum(WHAT, 'choose what is handed over').default('all'),
    why: z.string().trim().max(500, 'a reason can be 500 characters at most').optional(),
  }),
  run: async ({ person, seen, to = '', what, why }, turn) => {
    const { key: from } = await everMemberOf(turn, person);
    mayArrangeFor(turn, from);
    const { member, key } = await memberOf(turn, to);
    if (!why)
      throw new Refusal('no reason', 'Please give the reason, so that the cases say why somebody else has them.');
    const result = await handOver(turn, { from, to: key, what, why, seen });
    if (result.status === 'overtaken') return handoverAnswer(turn, person, overtaken);
    const kept =
      result.kept > 0 ? ` ${result.kept} could not go, since they are open to named people only; they stay.` : '';
    const text = `Handed over to ${member.name}: ${heldInWords(result)}.${kept}`;
    return handoverAnswer(turn, person, result.kept > 0 ? heed(text) : done(text));
  },
});

export const leave = command({
  verb: 'leave.record',
  does: 'change',
  allowed: ['anyone'],
  input: Person.extend({
    until: z.union([z.literal(''), Day], 'choose a day').optional(),
    standIn: z.string().optional(),
  }),
  run: async ({ person, until, standIn = '' }, turn) => {
    const { key } = await memberOf(turn, person);
    mayArrangeFor(turn, key);
    if (!until) throw new Refusal('no day', 'Please give the last day of the leave.');
    const { member, key: stands } = await memberOf(turn, standIn);
    const area = await recordLeave(turn, { person: key, until, standIn: stands });
    return handoverAnswer(
      { ...turn, area },
      person,
      done(`The leave is recorded until ${inWords(until)}. New actions go to ${member.name}.`),
    );
  },
});

export const back = command({
  verb: 'leave.end',
  does: 'change',
  allowed: ['anyone'],
  input: Person,
  run: async ({ person }, turn) => {
    const { key } = await memberOf(turn, person);
    const area = await endLeave(turn, key);
    return handoverAnswer({ ...turn, area }, person, done('New actions come to them again.'));
  },
});

/** To whoever has lost a seat and still has something with them. */
export const asked: Telling = {
  view: 'hand over',
  mention: 'your seat has another holder. What is still with you waits to be handed over.',
  opens: (person) => ({ verb: view.verb, data: { person } }),
  card: async (place, person) => {
    const seen = await viewOf(place, { person, name: await nameOf(place, person) });
    const notice = heed('Your seat has another holder. Please choose who takes over what is still with you.');
    return {
      card: handoverCard({ ...seen, viewer: person, coordinator: false, notice }),
      summary: 'Please hand over what is with you',
    };
  },
};

export const received: Telling = {
  view: 'handed over',
  mention: 'actions or cases were handed over to you.',
  opens: () => ({ verb: 'action.mine', data: { page: 1 } }),
  card: async (place, person, from) => ({
    card: handedCard(await nameOf(place, from as Member['person']), await heldBy(place, person), place.area.id),
    summary: 'Handed over to you',
  }),
};

/** To the co-ordinators: what somebody who has left the team leaves behind. */
export const gone: Telling = {
  view: 'left the team',
  mention: 'somebody has left the team. What was with them waits to be handed over.',
  opens: (person) => ({ verb: view.verb, data: { person } }),
  card: async (place, coordinator, subject) => {
    const person = subject as PersonKey;
    if (!hasLeft(place.area, person)) return undefined;
    const { member } = await everMemberOf(place, person);
    const notice = heed(`${member.name} has left the team. Please choose who takes over what was with them.`);
    return {
      card: handoverCard({
        ...(await viewOf(place, member)),
        ...(await forCoordinator(place, person)),
        ...{ viewer: coordinator, coordinator: true, notice },
      }),
      summary: 'Somebody has left the team: please hand over what was with them',
    };
  },
};

/** To somebody on leave, and to the co-ordinators: whoever stood in has left the team. */
export const alone: Telling = {
  view: 'no stand-in',
  mention: 'whoever stood in during a leave has left the team. Nobody stands in now.',
  opens: (person) => ({ verb: view.verb, data: { person } }),
  card: async (place, viewer, subject) => {
    const person = subject as PersonKey;
    if (hasLeft(place.area, person) || leaveOf(place, person)) return undefined;
    const own = person === viewer;
    const member = { person, name: await nameOf(place, person) };
    const notice = heed(
      own
        ? 'Whoever stood in for you has left the team, so your leave has ended here and what is new comes to you. If you are still away, record the leave again with somebody else.'
        : `Whoever stood in for ${member.name} has left the team, so the leave has ended here and what is new comes to them. If they are still away, record the leave again with somebody else.`,
    );
    return {
      card: handoverCard({ ...(await viewOf(place, member)), viewer, coordinator: !own, notice }),
      summary: 'Nobody stands in any more',
    };
  },
};

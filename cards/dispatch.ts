/** The one place every command, view and search passes: is the input whole, may this person, and what goes into the log. */

import { schemeOfArea } from '../services/areaScheme.ts';
import { refuseCalledOff } from '../services/calledOff.ts';
import { refuseLeft } from '../services/left.ts';
import { type Area, Members, type PersonKey } from '../services/model.ts';
import { permit, rolesOf, subjectOf, whoseOf } from '../services/permission.ts';
import { Refusal } from '../services/refusal.ts';
import { dayIn } from '../services/rules/days.ts';
import type { Schemes } from '../services/rules/scheme.ts';
import type { Store } from '../services/store.ts';
import { type Actor, entryOf, type Work } from '../services/work.ts';
import type { Answer, Caller, Command, Finder, Hit, Search, Turn } from './command.ts';
import { commands, finders, searches } from './index.ts';

export type Desk = {
  readonly store: Store;
  readonly schemes: Schemes;
  readonly coordinators: readonly PersonKey[];
  readonly newId: () => string;
  readonly publicUrl?: () => string | undefined;
};

/** `called`: the name of somebody of whom nothing is kept. */
export const actorOf = async (desk: Desk, { id }: Area, person: PersonKey, called = ''): Promise<Actor> => {
  const member = (await desk.store.get(id, Members, person))?.doc;
  return {
    person,
    name: member?.name ?? called,
    agency: member?.agency,
    coordinator: desk.coordinators.includes(person),
  };
};

/** A piece of work in an area as it is now, whoever does it. */
export const workIn = (
  { store, schemes, coordinators, newId }: Desk,
  area: Area,
  by: Pick<Work, 'actor' | 'now' | 'verb'> & Partial<Pick<Work, 'category'>>,
): Work => ({
  ...{ store, schemes, coordinators, newId, area, scheme: schemeOfArea(schemes, area) },
  ...{ category: 'alteration', whose: [], ...by },
});

const begin = async (desk: Desk, area: Area, caller: Caller, now: Date, verb: string): Promise<Turn> => ({
  ...workIn(desk, area, { actor: await actorOf(desk, area, caller.person, caller.name), now, verb }),
  caller,
  roles: new Set(),
  publicUrl: desk.publicUrl?.(),
});

/** Refusals are logged too, with their kind and never their words. */
const refused = async (work: Work, refusal: Refusal): Promise<void> =>
  work.store.record(work.area.id, { ...entryOf(work, work.newId()), category: 'consultation', refused: refusal.kind });

const wrongInput = (
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Refusal => {
  const [first] = issues;
  const field = first?.path.join(' ');
  return new Refusal(
    'bad input',
    field
      ? `Please look at “${field}”: ${first?.message}. Nothing was changed, and what you typed is still there.`
      : 'This card is out of date. Type “help” to start again.',
  );
};

/** Runs a command by its verb. Throws a Refusal for the person, anything else for us. */
export const dispatch = async (
  desk: Desk,
  area: Area,
  caller: Caller,
  now: Date,
  verb: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Answer> => {
  const found = commands.get(verb);
  if (!found)
    throw new Refusal('no such command', 'This button belongs to an older version. Type “help” to start again.');
  let turn = await begin(desk, area, caller, now, verb);
  try {
    refuseLeft(area, caller.person);
    // A press that carries what it is about is about nothing else; words come only from somebody who typed them.
    const { words = '', ...carried } = data;
    const given = Object.keys(carried).length > 0 ? carried : { ...(await found.typed?.data?.(turn, String(words))) };
    const input = found.input.safeParse(given);
    if (!input.success) throw wrongInput(input.error.issues);
    // From the parsed input: what a button names beside what its command asks for gives nobody a role.
    const subject = await subjectOf(desk.store, area, input.data as Readonly<Record<string, unknown>>);
    const roles = rolesOf(area, turn.scheme, turn.actor, subject, dayIn(now));
    const category = found.category ?? (found.does === 'change' ? 'alteration' : 'consultation');
    turn = { ...turn, roles, category, whose: whoseOf(subject) };
    // Whoever had a part in it has none any more, and learns why.
    if (found.does === 'change' && subject.meeting) refuseCalledOff(subject.meeting);
    permit(found.allowed, roles);
    if (found.whose) turn = { ...turn, whose: await found.whose(input.data, turn) };
    // What somebody opens to take it outside is disclosed to them.
    if (found.does === 'view' && category === 'disclosure') turn = { ...turn, recipients: [turn.actor.person] };
    if (found.does === 'view') await desk.store.record(area.id, entryOf(turn, desk.newId()));
    return await found.run(input.data, turn);
  } catch (error) {
    if (error instanceof Refusal && found.does !== 'refresh') await refused(turn, error);
    throw error;
  }
};

/** Serves a type-ahead. */
export const seek = async (desk: Desk, area: Area, caller: Caller, now: Date, dataset: string, text: string) => {
  const found: Search | undefined = searches.get(dataset);
  if (!found) throw new Refusal('no such search', 'This card is out of date. Type “help” to start again.');
  const turn = await begin(desk, area, caller, now, `search.${dataset}`);
  const roles = rolesOf(area, turn.scheme, turn.actor, {});
  try {
    refuseLeft(area, caller.person);
    permit(found.allowed, roles);
    await desk.store.record(area.id, { ...entryOf(turn, desk.newId()), category: 'consultation' });
    return await found.run(text, { ...turn, roles });
  } catch (error) {
    if (error instanceof Refusal) await refused(turn, error);
    throw error;
  }
};

/** Serves the compose box: whoever may not search is refused, and whose data was found goes into the log. */
export const lookFor = async (
  desk: Desk,
  area: Area,
  caller: Caller,
  now: Date,
  id: string,
  text: string,
): Promise<readonly Hit[]> => {
  const found: Finder | undefined = finders.get(id);
  if (!found) throw new Refusal('no such search', 'This search belongs to another version of the app.');
  const turn = await begin(desk, area, caller, now, `compose.${id}`);
  const roles = rolesOf(area, turn.scheme, turn.actor, {});
  try {
    refuseLeft(area, caller.person);
    permit(found.allowed, roles);
    const hits = await found.run(text, { ...turn, roles });
    const whose = [...new Set(hits.map(({ about }) => about))];
    await desk.store.record(area.id, { ...entryOf(turn, desk.newId()), category: 'consultation', whose });
    return hits;
  } catch (error) {
    if (error instanceof Refusal) await refused(turn, error);
    throw error;
  }
};

/** The other typed commands this person can use here. */
export const offered = (turn: Turn): Command[] =>
  [...commands.values()].filter(
    (candidate) =>
      candidate.verb !== turn.verb &&
      candidate.typed?.where.includes(turn.caller.where) &&
      candidate.allowed.some((role) => turn.roles.has(role)),
  );

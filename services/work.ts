/** One piece of work: who asks, for which area, when, and the one way in which a change is saved. */
import { hasLeft } from './left.ts';
import type { LogCategory, LogEntry } from './log.ts';
import { type Area, type Meeting, Meetings, type Member, Members, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { AgencyId, Body, BodyId, Scheme, Schemes, SeatId } from './rules/scheme.ts';
import { LiveCards, Outbox, type Outgoing } from './sends.ts';
import { type Change, create, type Row, remove, type Store } from './store.ts';
import { type Motion, Motions } from './voteModel.ts';

export type Actor = {
  readonly person: PersonKey;
  readonly name: string;
  readonly agency?: AgencyId | undefined;
  readonly coordinator: boolean;
};

export type Work = {
  readonly store: Store;
  readonly area: Area;
  readonly scheme: Scheme | null;
  /** Every scheme that a team can choose. */
  readonly schemes: Schemes;
  readonly actor: Actor;
  readonly now: Date;
  /** The command, view or search at work; the log's word for what was done. */
  readonly verb: string;
  readonly category: LogCategory;
  /** References of the people whose data this is about. */
  readonly whose: readonly string[];
  /** Who receives it, where it is a disclosure. */
  readonly recipients?: readonly string[];
  readonly newId: () => string;
  /** The people whom the configuration names as co-ordinators. */
  readonly coordinators: readonly PersonKey[];
};

export const schemeOf = (work: Pick<Work, 'scheme'>): Scheme => {
  if (!work.scheme)
    throw new Refusal(
      'no scheme',
      'No scheme has been chosen for this team yet. A co-ordinator can choose it: “set up”.',
    );
  return work.scheme;
};

export const bodyOf = (work: Pick<Work, 'scheme'>, id: BodyId): Body => {
  const body = schemeOf(work).bodies.find((candidate) => candidate.id === id);
  if (!body) throw new Refusal('no such body', `This scheme has no body called “${id}”.`);
  return body;
};

/** The body that meets in this channel. */
export const bodyInChannel = (work: Pick<Work, 'area'>, channel: string | undefined): BodyId | undefined =>
  Object.entries(work.area.channels).find(([, bound]) => bound === channel)?.[0];

export const agencyName = (work: Pick<Work, 'scheme'>, id: AgencyId): string =>
  schemeOf(work).agencies.find((agency) => agency.id === id)?.name ?? id;

/** A seat in words: “Housing: Head of Housing Operations”. */
export const seatName = (work: Pick<Work, 'scheme'>, id: SeatId): string => {
  const scheme = schemeOf(work);
  const seat = scheme.bodies.flatMap((body) => body.seats).find((candidate) => candidate.id === id);
  return seat ? `${agencyName(work, seat.agency)}: ${seat.post}` : id;
};

/** What a person is called; their name as Teams gives it, where the roster has it. */
export const nameOf = async (work: Pick<Work, 'store' | 'area'>, person: PersonKey): Promise<string> => {
  const name = (await work.store.get<Member>(work.area.id, Members, person))?.doc.name;
  if (!name) return 'somebody who has left the team';
  return hasLeft(work.area, person) ? `${name} (has left the team)` : name;
};

export const namesOf = async (
  work: Pick<Work, 'store' | 'area'>,
  persons: readonly PersonKey[],
): Promise<Map<PersonKey, string>> =>
  new Map(
    await Promise.all([...new Set(persons)].map(async (person) => [person, await nameOf(work, person)] as const)),
  );

export const entryOf = (work: Work, id: string): LogEntry => ({
  id,
  at: work.now.toISOString(),
  who: work.actor.person,
  agency: work.actor.agency,
  what: work.verb,
  category: work.category,
  whose: work.whose,
  ...(work.recipients && { recipients: work.recipients }),
});

type Attempt<T> = {
  readonly changes: readonly Change[];
  readonly result: T;
  /** Adds to the people whose data the log names, where they are known only now. */
  readonly whose?: readonly string[];
};

const ATTEMPTS = 40;

/**
 * Runs `attempt` (load, ask a rule, say what changes) and commits it; runs it again if somebody was quicker.
 * No changes: nothing is written. Throws what `attempt` throws, and a plain Error after 40 overtaken attempts.
 */
export const save = async <T>(work: Work, attempt: () => Promise<Attempt<T>>): Promise<T> => {
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    const { changes, result, whose } = await attempt();
    if (changes.length === 0) return result;
    const entry = entryOf(work, work.newId());
    const outcome = await work.store.commit(work.area.id, changes, {
      ...entry,
      whose: [...new Set([...entry.whose, ...(whose ?? [])])],
    });
    if (outcome === 'committed') return result;
    await new Promise((go) => setTimeout(go, Math.random() * 10 * Math.min(tries + 1, 10)));
  }
  throw new Error(`${work.verb}: overtaken ${ATTEMPTS} times in a row`);
};

const outgoing = (work: Work, send: Outgoing['send']): Change =>
  create(Outbox, `${work.now.toISOString()}|${work.newId()}`, {
    at: work.now.toISOString(),
    send,
    state: 'waiting',
    attempts: 0,
  });

/** The body's channel shall show the present state of this card; nothing if the body has no channel yet. */
export const show = (work: Work, body: BodyId, view: string, subject: string): Change[] => {
  const channel = work.area.channels[body];
  return channel ? [outgoing(work, { kind: 'show', view, subject, channel })] : [];
};

/** One card to one person in personal chat; where that cannot be, a mention in the body's channel. */
export const tell = (work: Work, person: PersonKey, view: string, subject: string, body?: BodyId): Change => {
  const channel = body && work.area.channels[body];
  return outgoing(work, { kind: 'tell', person, view, subject, ...(channel && { channel }) });
};

/** Word to the co-ordinators who are here of what waits with somebody who has left the team. */
export const tellCoordinators = (work: Work, person: PersonKey): Change[] =>
  work.coordinators
    .filter((coordinator) => coordinator !== person && !hasLeft(work.area, coordinator))
    .map((coordinator) => tell(work, coordinator, 'left the team', person));

export const must = <T>(row: Row<T> | undefined, what: string): Row<T> => {
  if (!row)
    throw new Refusal('gone', `This card is about ${what} that is no longer there. Type “help” to start again.`);
  return row;
};

export const meetingRow = async (store: Store, area: string, id: string): Promise<Row<Meeting>> =>
  must(await store.get(area, Meetings, id), 'a meeting');

/** The meetings of a body, or of all, the earliest first, without those that were called off. */
export const meetingsOf = async (place: Pick<Work, 'store' | 'area'>, body?: BodyId): Promise<Meeting[]> =>
  (await place.store.list(place.area.id, Meetings))
    .map((row) => row.doc)
    .filter((meeting) => !meeting.calledOff && (body === undefined || meeting.body === body))
    .sort((a, b) => startOf(a).localeCompare(startOf(b)));

/** Date and time of a meeting, in a form that sorts. */
export const startOf = ({ date, time }: Pick<Meeting, 'date' | 'time'>): string => `${date}${time}`;

export const motionRow = async (store: Store, area: string, id: string): Promise<Row<Motion>> =>
  must(await store.get(area, Motions, id), 'a vote');

/** The card is posted again at the end of the channel instead of being edited far above. */
export const anew = async (work: Work, card: string): Promise<Change[]> => {
  const live = await work.store.get(work.area.id, LiveCards, card);
  return live ? [remove(live)] : [];
};

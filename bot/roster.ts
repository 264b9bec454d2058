/** Who belongs to an area and how to reach them, kept fresh from Teams' roster and from what people send. */
import { PEOPLE } from '../services/area.ts';
import { type Area, type Member, Members, People, type PersonKey } from '../services/model.ts';
import { create, replace, type Store } from '../services/store.ts';
import type { Connector, Read, RosterEntry } from './connector.ts';
import { type From, personKey } from './inbound.ts';

const TRIES = 20;

type Seen = Pick<Member, 'person' | 'name' | 'mri' | 'serviceUrl' | 'conversation' | 'shut'>;

const again = async (attempt: () => Promise<'committed' | 'overtaken'>): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries++) if ((await attempt()) === 'committed') return;
  throw new Error(`a roster row was overtaken ${TRIES} times in a row`);
};

const belongs = (store: Store, person: PersonKey, area: string): Promise<void> =>
  again(async () => {
    const row = await store.get(PEOPLE, People, person);
    if (!row) return store.commit(PEOPLE, [create(People, person, { areas: [area] })]);
    if (row.doc.areas.includes(area)) return 'committed';
    return store.commit(PEOPLE, [replace(row, { areas: [...row.doc.areas, area] })]);
  });

/** `merge` says what the member's row becomes; a row that would not change is not written. */
const upsert = async (
  store: Store,
  area: string,
  person: PersonKey,
  merge: (old: Member | undefined) => Member,
): Promise<void> => {
  const known = await store.get(area, Members, person);
  // First, so that a member's row is never without it.
  if (!known) await belongs(store, person, area);
  await again(async () => {
    const row = await store.get(area, Members, person);
    const member = merge(row?.doc);
    if (!row) return store.commit(area, [create(Members, person, member)]);
    const changed = (Object.keys(member) as (keyof Member)[]).some((key) => member[key] !== row.doc[key]);
    return changed ? store.commit(area, [replace(row, member)]) : 'committed';
  });
};

/**
 * Reads the team's roster and writes what is new. Nobody is taken out: what they did stays theirs.
 * The value is the people on the roster that are signed in.
 */
export const refreshRoster = async (
  store: Store,
  connector: Connector,
  area: Pick<Area, 'id' | 'tenant' | 'serviceUrl'>,
): Promise<Read<readonly PersonKey[]>> => {
  const roster = await connector.members({ serviceUrl: area.serviceUrl, conversation: area.id });
  if (roster.fate !== 'read') return roster;
  const people = roster.value.filter((entry) => objectIdOf(entry) !== undefined && entry.userRole !== 'anonymous');
  for (const entry of people) {
    // Under the area's tenant, as in what they send; see From.
    const person = personKey(area.tenant, objectIdOf(entry) ?? '');
    // Guests who never signed in come without a name. The service address a person's own activities gave is the better one.
    await upsert(store, area.id, person, (old) => ({
      serviceUrl: area.serviceUrl,
      ...old,
      person,
      name: entry.name || old?.name || 'somebody without a name in Teams',
      mri: entry.id,
    }));
  }
  return { fate: 'read', value: people.map((entry) => personKey(area.tenant, objectIdOf(entry) ?? '')) };
};

const objectIdOf = (entry: RosterEntry): string | undefined => entry.objectId || entry.aadObjectId || undefined;

/**
 * What an activity says of its sender, for an area they are known to belong to: name, Teams id, service address, and
 * with `conversation` their chat with the bot.
 */
export const keepFresh = (
  store: Store,
  area: string,
  seen: { readonly from: From; readonly serviceUrl: string; readonly conversation?: string | undefined },
): Promise<void> =>
  upsert(store, area, seen.from.person, (old) => {
    const fresh: Seen = {
      person: seen.from.person,
      name: seen.from.name || old?.name || 'somebody without a name in Teams',
      mri: seen.from.mri,
      serviceUrl: seen.serviceUrl,
      // Whoever writes there has opened it again.
      ...(seen.conversation && { conversation: seen.conversation, shut: undefined }),
    };
    return { ...old, ...fresh };
  });

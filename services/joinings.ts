/** Another agency is proposed for a body by one of its members, and put to its agenda by the co-ordinator (Richmond 4.7). */
import type { Instant, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { agencyCalled, sameName } from './rules/joined.ts';
import type { AgencyKind, BodyId, Seat } from './rules/scheme.ts';
import { create, kind, type Row, replace } from './store.ts';
import { bodyOf, must, save, schemeOf, tell, type Work } from './work.ts';

export type Joining = {
  readonly id: string;
  readonly body: BodyId;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly post: string;
  readonly why: string;
  readonly by: PersonKey;
  readonly at: Instant;
  readonly attends: Seat['attends'];
  /** 'with the co-ordinator' until it is put to the body's next agenda. */
  readonly state: 'with the co-ordinator' | 'put' | 'joined' | 'not joined';
  /** The meeting that decided. */
  readonly meeting?: string;
};

export const Joinings = kind<Joining>('join');

type Place = Pick<Work, 'store' | 'area'>;

/** Proposals that wait at a time; a body takes on an agency a year, if that. */
const MOST_WAITING = 20;
/** Seats that can join an area; a card of seats lists them all. */
export const MOST_JOINED = 20;

export const joiningRow = async ({ store, area }: Place, id: string): Promise<Row<Joining>> =>
  must(await store.get(area.id, Joinings, id), 'a proposal');

/** The newest last. */
export const joinings = async ({ store, area }: Place): Promise<Joining[]> =>
  (await store.list(area.id, Joinings)).map(({ doc }) => doc).sort((a, b) => a.at.localeCompare(b.at));

export const isOpen = ({ state }: Joining): boolean => state === 'with the co-ordinator' || state === 'put';

/** What waits for the next agenda of a body. */
export const joiningsPut = async (place: Place, body: BodyId): Promise<Joining[]> =>
  (await joinings(place)).filter((one) => one.body === body && one.state === 'put');

const sitsOn = ({ area }: Place, seats: readonly { readonly id: string }[], person: PersonKey): boolean =>
  seats.some(({ id }) => area.holders[id] === person);

/** A member of the body proposes an agency; the co-ordinators are told. */
export const proposeAgency = (
  work: Work,
  asked: Pick<Joining, 'body' | 'name' | 'kind' | 'post' | 'why'>,
): Promise<string> => {
  const id = work.newId();
  return save(work, async () => {
    const body = bodyOf(work, asked.body);
    if (!sitsOn(work, body.seats, work.actor.person))
      throw new Refusal('no seat', `Only members of the ${body.name} propose an agency for it.`);
    if (!body.motions.includes('other'))
      throw new Refusal('not decided here', `The ${body.name} does not decide who joins it.`);
    const known = agencyCalled(schemeOf(work), asked.name);
    if (body.seats.some(({ agency }) => agency === known?.id))
      throw new Refusal('sits already', `${known?.name} has a seat on the ${body.name} already.`);
    const waiting = (await joinings(work)).filter(isOpen);
    if (waiting.some((one) => one.body === asked.body && sameName(one.name, asked.name)))
      throw new Refusal('proposed already', `${asked.name} is proposed for the ${body.name} already and waits.`);
    if (waiting.length >= MOST_WAITING)
      throw new Refusal('full', `${MOST_WAITING} agencies wait to be decided on. Please wait until a body has met.`);
    const joining: Joining = {
      ...asked,
      id,
      by: work.actor.person,
      at: work.now.toISOString(),
      attends: 'as required',
      state: 'with the co-ordinator',
    };
    return {
      changes: [
        create(Joinings, id, joining),
        ...work.coordinators.map((person) => tell(work, person, 'agency proposed', id, asked.body)),
      ],
      result: id,
    };
  });
};

/** The co-ordinator puts it to the next agenda of the body, and says how often the seat comes. */
export const putJoining = (
  work: Work,
  { id, version, attends }: { readonly id: string; readonly version: number } & Pick<Seat, 'attends'>,
): Promise<'put' | 'overtaken'> =>
  save(work, async () => {
    const row = await joiningRow(work, id);
    if (row.version !== version || row.doc.state !== 'with the co-ordinator')
      return { changes: [], result: 'overtaken' };
    const before =
      (work.area.joined ?? []).length + (await joinings(work)).filter(({ state }) => state === 'put').length;
    if (before >= MOST_JOINED)
      throw new Refusal(
        'full',
        `${MOST_JOINED} seats have joined this area since its scheme was written. Write them into the scheme first.`,
      );
    return { changes: [replace(row, { ...row.doc, attends, state: 'put' })], result: 'put' };
  });

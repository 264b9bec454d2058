/** Setting an area up: its scheme, the channels of its bodies, and who holds which seat. */
import { isPresent } from './attendance.ts';
import { CADENCE, Cadences, cadenceBegun } from './cadenceModel.ts';
import { askedToHandOver } from './handover.ts';
import { hasLeft } from './left.ts';
import {
  type Area,
  Areas,
  type Attendance,
  KnownAreas,
  type Meeting,
  Meetings,
  type Member,
  Members,
  type PersonKey,
} from './model.ts';
import { referralsFrom } from './referralIndex.ts';
import { Refusal } from './refusal.ts';
import type { AgencyId, BodyId, SeatId } from './rules/scheme.ts';
import { Outbox, type Outgoing } from './sends.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { bodyOf, must, save, schemeOf, show, tell, type Work } from './work.ts';

/** One row in the area's own partition. */
export const AREA = 'area';
/** The partition that says which areas there are and who belongs to which. */
export const PEOPLE = 'people';

export const areaRow = async (work: Work): Promise<Row<Area>> =>
  must(await work.store.get(work.area.id, Areas, AREA), 'a team');

export const changeArea = (work: Work, next: (area: Area) => Promise<{ area: Area; more?: Change[] }>): Promise<Area> =>
  save(work, async () => {
    const row = await areaRow(work);
    const { area, more = [] } = await next(row.doc);
    return { changes: [...(area === row.doc ? [] : [replace(row, area)]), ...more], result: area };
  });

/** The team becomes an area that runs by this scheme. A scheme once chosen stays: its cases were decided by it. */
export const chooseScheme = (work: Work, scheme: string): Promise<Area> =>
  changeArea(work, async (area) => {
    if (!work.schemes[scheme]) throw new Refusal('no such scheme', `There is no scheme called “${scheme}”.`);
    if (area.scheme && area.scheme !== scheme)
      throw new Refusal(
        'scheme chosen',
        `This team already runs by the ${area.scheme} scheme; its records were made under it.`,
      );
    if (area.scheme) return { area };
    const begun = await work.store.get(area.id, Cadences, CADENCE);
    return { area: { ...area, scheme }, more: begun ? [] : [cadenceBegun(work.now)] };
  });

/** Binds a channel to a body: the body's cards are posted there from now on. One body a channel. */
export const bindChannel = (work: Work, channel: string, body: BodyId): Promise<Area> =>
  changeArea(work, async (area) => {
    const { name } = bodyOf(work, body);
    const taken = Object.entries(area.channels).find(([other, bound]) => bound === channel && other !== body);
    if (taken)
      throw new Refusal(
        'channel taken',
        `This channel already belongs to the ${bodyOf(work, taken[0]).name}. Choose another channel for the ${name}.`,
      );
    return {
      area: area.channels[body] === channel ? area : { ...area, channels: { ...area.channels, [body]: channel } },
    };
  });

const seatIn = (work: Work, body: BodyId, seat: SeatId) => {
  const found = bodyOf(work, body).seats.find((candidate) => candidate.id === seat);
  if (!found) throw new Refusal('no such seat', 'This body has no such seat.');
  return found;
};

export const memberRow = async (work: Work, person: PersonKey): Promise<Row<Member>> => {
  const row = await work.store.get(work.area.id, Members, person);
  if (!row || hasLeft(work.area, person))
    throw new Refusal(
      'not in the team',
      'This person is not in the team’s channel. Add them to the team in Teams first, then try again.',
    );
  return row;
};

const withAgency = (row: Row<Member>, agency: AgencyId): Change[] =>
  row.doc.agency === agency ? [] : [replace(row, { ...row.doc, agency })];

const meetingsAhead = async (work: Work, body: BodyId): Promise<Row<Meeting>[]> =>
  (await work.store.list(work.area.id, Meetings)).filter((row) => row.doc.body === body && row.doc.state !== 'closed');

/** Binds a person to a seat, here and at the body's meetings that are not closed yet. The person before loses it. */
export const bindSeat = (work: Work, body: BodyId, seat: SeatId, person: PersonKey): Promise<Area> =>
  changeArea(work, async (area) => {
    const { agency } = seatIn(work, body, seat);
    if (area.holders[seat] === person) return { area };
    const member = await memberRow(work, person);
    if (member.doc.agency && member.doc.agency !== agency && (await holdsElsewhere(area, person, seat)))
      throw new Refusal(
        'other agency',
        `${member.doc.name} already sits for another agency. Nobody represents two agencies.`,
      );
    const meetings = (await meetingsAhead(work, body)).flatMap((row) => [
      replace(row, {
        ...row.doc,
        seats: row.doc.seats.map((place) =>
          place.seat === seat ? { seat, agency: place.agency, holder: person } : place,
        ),
        attendance: row.doc.attendance.map((entry) => (entry.seat === seat ? vacated(entry) : entry)),
      }),
      ...(row.doc.state === 'open' ? show(work, body, 'meeting', row.id) : []),
    ]);
    return {
      area: { ...area, holders: { ...area.holders, [seat]: person } },
      more: [...withAgency(member, agency), ...meetings, ...(await askedToHandOver(work, area.holders[seat]))],
    };
  });

/** Who had the seat and has gone does not keep it from its new holder; who sits in it now, or as a substitute, stays. */
const vacated = (entry: Attendance): Attendance => {
  if (isPresent(entry) || entry.substitute) return entry;
  const { sitter: _sitter, apologies: _apologies, coming: _coming, ...rest } = entry;
  return rest;
};

const holdsElsewhere = async (area: Area, person: PersonKey, seat: SeatId): Promise<boolean> =>
  Object.entries(area.holders).some(([other, holder]) => holder === person && other !== seat);

/** The body names its vice-chair, a seat (Richmond 1.8, 4.6). */
export const nameViceChair = (work: Work, body: BodyId, seat: SeatId): Promise<Area> =>
  changeArea(work, async (area) => {
    if (seatIn(work, body, seat).chair)
      throw new Refusal('chair', 'The chair cannot be their own vice-chair. Choose another seat.');
    if (area.viceChairs[body] === seat) return { area };
    const meetings = (await meetingsAhead(work, body)).map((row) => replace(row, { ...row.doc, viceChair: seat }));
    return { area: { ...area, viceChairs: { ...area.viceChairs, [body]: seat } }, more: meetings };
  });

/** Says which agency somebody without a seat belongs to, so that they can refer for it. */
export const bindAgency = (work: Work, agency: AgencyId, person: PersonKey): Promise<Member> =>
  save(work, async () => {
    if (!schemeOf(work).agencies.some((candidate) => candidate.id === agency))
      throw new Refusal('no such agency', 'This scheme knows no such agency.');
    const row = await memberRow(work, person);
    if (Object.values(work.area.holders).includes(person))
      throw new Refusal('holds a seat', `${row.doc.name} holds a seat, which says their agency already.`);
    return { changes: withAgency(row, agency), result: { ...row.doc, agency } };
  });

/** Referrals of which a new gatekeeper is told; their list has all of them. */
const MOST_TOLD = 20;

/**
 * Names whoever releases an agency's referrals, in place of anybody before: what waits for release waits for them now.
 * Nobody: its referrals go straight to the panel, once none waits any more.
 */
export const nameGatekeeper = (work: Work, agency: AgencyId, person: PersonKey | undefined): Promise<Area> =>
  changeArea(work, async (area) => {
    if (!schemeOf(work).agencies.some((candidate) => candidate.id === agency))
      throw new Refusal('no such agency', 'This scheme knows no such agency.');
    const { [agency]: before, ...others } = area.gatekeepers ?? {};
    if (before === person) return { area };
    const waiting = (await referralsFrom(work, [agency])).filter(({ doc }) => doc.state === 'with gatekeeper');
    if (!person && waiting[0])
      throw new Refusal(
        'waits for release',
        `${waiting.length === 1 ? 'A referral waits' : `${waiting.length} referrals wait`} for release, ${waiting[0].id}${waiting.length === 1 ? '' : ' among them'}. Have what waits released or returned first, or name somebody else.`,
      );
    if (!person) return { area: { ...area, gatekeepers: others } };
    const member = (await memberRow(work, person)).doc;
    if (member.agency !== agency)
      throw new Refusal(
        'other agency',
        `${member.name} is not recorded as belonging to this agency. Record their agency first.`,
      );
    return {
      area: { ...area, gatekeepers: { ...others, [agency]: person } },
      more: waiting.slice(0, MOST_TOLD).map(({ id, doc }) => tell(work, person, 'for release', id, doc.body)),
    };
  });

/** Makes the team an area if it is none yet. */
export const ensureArea = async (
  store: Work['store'],
  team: { readonly id: string; readonly tenant: string; readonly name: string; readonly serviceUrl: string },
): Promise<Area> => {
  const found = await store.get(team.id, Areas, AREA);
  if (found) return found.doc;
  // First, so that an area is never without its entry among those the clock and the outbox go through.
  if (!(await store.get(PEOPLE, KnownAreas, team.id)))
    await store.commit(PEOPLE, [create(KnownAreas, team.id, { name: team.name })]);
  const area: Area = { ...team, scheme: null, channels: {}, holders: {}, viceChairs: {} };
  await store.commit(team.id, [create(Areas, AREA, area)]);
  return must(await store.get(team.id, Areas, AREA), 'a team').doc;
};

type Welcoming = Pick<Work, 'store' | 'newId'>;

const once = async (
  { store, newId }: Welcoming,
  area: string,
  now: Date,
  greeted: Change,
  send: Outgoing['send'],
): Promise<void> => {
  const at = now.toISOString();
  // Overtaken: somebody else is greeting already.
  await store.commit(area, [greeted, create(Outbox, `${at}|${newId()}`, { at, send, state: 'waiting', attempts: 0 })]);
};

/** Greets the team once, in the channel where the bot was added. */
export const welcomeChannel = async (to: Welcoming, { id }: Area, now: Date, channel: string): Promise<void> => {
  const row = await to.store.get(id, Areas, AREA);
  if (!row || row.doc.welcomed) return;
  await once(to, id, now, replace(row, { ...row.doc, welcomed: true }), {
    kind: 'show',
    view: 'welcome',
    subject: AREA,
    channel,
  });
};

/** Greets a person once, in their own chat. */
export const welcomePerson = async (to: Welcoming, area: string, now: Date, person: PersonKey): Promise<void> => {
  const row = await to.store.get(area, Members, person);
  if (!row || row.doc.welcomed) return;
  await once(to, area, now, replace(row, { ...row.doc, welcomed: true }), {
    kind: 'tell',
    person,
    view: 'welcome',
    subject: AREA,
  });
};

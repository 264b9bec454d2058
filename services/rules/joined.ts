/** An agency that has joined a body after the scheme was written, and the scheme with it (Richmond 4.7). */
import type { Agency, BodyId, Scheme, Seat } from './scheme.ts';

export type JoinedSeat = { readonly body: BodyId; readonly agency: Agency; readonly seat: Seat };

/** The scheme as this area runs it. */
export const withJoined = (scheme: Scheme, joined: readonly JoinedSeat[]): Scheme => {
  if (joined.length === 0) return scheme;
  const known = new Set(scheme.agencies.map(({ id }) => id));
  const agencies = joined
    .map(({ agency }) => agency)
    .filter(({ id }, at, all) => !known.has(id) && all.findIndex((other) => other.id === id) === at);
  return {
    ...scheme,
    agencies: [...scheme.agencies, ...agencies],
    bodies: scheme.bodies.map((body) => ({
      ...body,
      seats: [...body.seats, ...joined.filter((one) => one.body === body.id).map(({ seat }) => seat)],
    })),
  };
};

const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'agency';

const free = (wanted: string, taken: ReadonlySet<string>): string => {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
};

/** Whatever its capitals, accents and dashes. */
export const sameName = (a: string, b: string): boolean => idFrom(a) === idFrom(b);

/** The agency of this name, if the scheme knows it. */
export const agencyCalled = (scheme: Scheme, name: string): Agency | undefined =>
  scheme.agencies.find((agency) => sameName(agency.name, name));

/** A seat of its own, after all others in seniority, and the agency, if the scheme does not know it yet. */
export const seatFor = (
  scheme: Scheme,
  body: BodyId,
  asked: Pick<Agency, 'name' | 'kind'> & Pick<Seat, 'post' | 'attends'>,
): JoinedSeat => {
  const { name, kind, post, attends } = asked;
  const seats = scheme.bodies.flatMap((other) => other.seats);
  const own = scheme.bodies.find(({ id }) => id === body)?.seats ?? [];
  const agency = agencyCalled(scheme, name) ?? {
    id: free(idFrom(name), new Set(scheme.agencies.map(({ id }) => id))),
    name,
    kind,
  };
  return {
    body,
    agency,
    seat: {
      id: free(`${body}-${agency.id}`, new Set(seats.map(({ id }) => id))),
      agency: agency.id,
      post,
      attends,
      seniority: Math.max(0, ...own.map(({ seniority }) => seniority)) + 1,
    },
  };
};

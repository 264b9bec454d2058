import { expect, test } from 'vitest';
import { people } from '../../rehearsal/cast.ts';
import { type Casting, castingOf, castings, schemeNames } from '../../rehearsal/castings.ts';
import { schemes } from '../../services/schemes/index.ts';

const shipped = (casting: Casting) => {
  const scheme = schemes[casting.scheme];
  if (!scheme) throw new Error(`${casting.scheme} does not ship`);
  return scheme;
};

test('every scheme that ships can be rehearsed', () => {
  expect([...schemeNames].sort()).toEqual(Object.keys(schemes).sort());
});

test.for(Object.values<Casting>(castings))('the casting of $scheme fits the scheme', (casting) => {
  const scheme = shipped(casting);
  const panel = scheme.bodies.find(({ id }) => id === casting.panel.id);
  const seats = panel?.seats.map(({ id }) => id);
  const held = Object.values(casting.parts).flatMap(({ seat }) => (seat ? [seat] : []));
  expect(castingOf(scheme.id)).toBe(casting);
  expect(scheme.name).toBe(casting.name);
  expect(panel?.name).toBe(casting.panel.name);
  expect(panel?.referrals).toBeDefined();
  expect(Object.values(casting.channels).sort()).toEqual(scheme.bodies.map(({ name }) => name).sort());
  expect(seats).toEqual(expect.arrayContaining(held));
  expect(new Set(held).size).toBe(held.length);
  expect(held).toContain(panel?.seats.find(({ chair }) => chair)?.id);
  expect([...held, undefined]).toContain(casting.panel.viceChair);
  expect(scheme.agencies.map(({ id }) => id)).toContain(casting.refersFor);
  expect(Object.keys(casting.parts)).toHaveLength(people.length);
  const agencies = panel?.seats.filter(({ id }) => held.includes(id)).map(({ agency }) => agency);
  expect(new Set(agencies).size).toBeGreaterThanOrEqual(panel?.quorum ?? 1);
});

test.for(Object.values<Casting>(castings))('in $scheme nobody sits elsewhere for another agency', (casting) => {
  const { bodies } = shipped(casting);
  const seatIn = (body: string | undefined, id: string | undefined) =>
    bodies.find(({ name }) => name === body)?.seats.find((seat) => seat.id === id);
  for (const { seat, elsewhere = {} } of Object.values(casting.parts))
    for (const [body, other] of Object.entries(elsewhere)) {
      const own = seatIn(casting.panel.name, seat) ?? seatIn(body, other);
      expect(seatIn(body, other)?.agency).toBe(own?.agency);
      expect(seatIn(body, other)).toBeDefined();
    }
});

test('another scheme than those is refused by name', () => {
  expect(() => castingOf('atlantis')).toThrow('no scheme “atlantis” to rehearse; choose one of richmond');
});

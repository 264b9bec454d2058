import { expect, test } from 'vitest';
import { agencyCalled, sameName, seatFor, withJoined } from '../../../services/rules/joined.ts';
import { SchemeShape } from '../../../services/rules/whole.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { richmond } from '../../support/builders.ts';

const asked = { name: 'Harbour Café Trust', kind: 'voluntary', post: 'Manager', attends: 'as required' } as const;

test('an agency that joins has an id and a seat of its own, after all others in seniority', () => {
  const one = seatFor(richmond, 'iom', asked);
  expect(one.agency).toEqual({ id: 'harbour-cafe-trust', name: 'Harbour Café Trust', kind: 'voluntary' });
  expect(one.seat).toEqual({
    id: 'iom-harbour-cafe-trust',
    agency: 'harbour-cafe-trust',
    post: 'Manager',
    attends: 'as required',
    seniority: 1 + Math.max(...(richmond.bodies.find(({ id }) => id === 'iom')?.seats ?? []).map((s) => s.seniority)),
  });
});

test('an agency that the scheme knows keeps its id, and one that joins two bodies is one agency', () => {
  const known = seatFor(richmond, 'iom', { ...asked, name: 'GUINNESS trust' });
  expect(known.agency.id).toBe('guinness-trust');
  const first = seatFor(richmond, 'iom', asked);
  const then = withJoined(richmond, [first]);
  const second = seatFor(then, 'asb', asked);
  expect(second.agency).toEqual(first.agency);
  const both = withJoined(richmond, [first, second]);
  expect(both.agencies.filter(({ id }) => id === 'harbour-cafe-trust')).toHaveLength(1);
});

test('names of nothing but signs still get an id, each its own', () => {
  const one = seatFor(richmond, 'iom', { ...asked, name: '!!' });
  const two = seatFor(withJoined(richmond, [one]), 'iom', { ...asked, name: '語' });
  expect([one.agency.id, two.seat.id === one.seat.id]).toEqual(['agency', false]);
});

test.for(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))(
  'the scheme of %s stays whole with whoever joins any of its bodies',
  ([, scheme]) => {
    const joined: ReturnType<typeof seatFor>[] = [];
    for (const { id } of scheme.bodies) joined.push(seatFor(withJoined(scheme, joined), id, asked));
    expect(SchemeShape.safeParse(withJoined(scheme, joined)).success).toBe(true);
    expect(withJoined(scheme, [])).toBe(scheme);
  },
);

test.for([
  ['Harbour Trust', 'harbour  trust', true],
  ['Harbour Trust', 'Harbour-Trust', true],
  ['Harbour Trust', 'Harbour Trusts', false],
] as const)('“%s” and “%s”', ([a, b, same]) => {
  expect(sameName(a, b)).toBe(same);
  expect(agencyCalled(richmond, 'nobody of that name')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { declinesToReconsider } from '../../services/declines.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { screen } from '../../services/rules/screening.ts';
import type { Store } from '../../services/store.ts';
import { richmond } from '../support/builders.ts';
import { area, areaId, referral } from '../support/seated.ts';
import { testStore } from '../support/tables.ts';

/** Richmond as it would be with an OGRS threshold of 40 from March 2027 on. */
const lowered: Scheme = {
  ...richmond,
  bodies: richmond.bodies.map((body) => {
    const [set] = body.screening;
    if (body.id !== 'iom' || !set) return body;
    const criteria = JSON.parse(
      JSON.stringify(set.criteria).replace('"of":"ogrs","atLeast":60', '"of":"ogrs","atLeast":40'),
    );
    return { ...body, screening: [set, { from: day('2027-03-01'), criteria }] };
  }),
};

const declined = async (store: Store, ref: string, score: number) => {
  const body = richmond.bodies.find(({ id }) => id === 'iom');
  if (!body) throw new Error('there is an IOM panel');
  const answers = {
    ...referral().answers,
    dateOfBirth: day('1990-01-01'),
    offences: [{ offence: 'breach', date: day('2026-05-01'), kind: 'conviction' as const }],
    mappa: '0' as const,
    marac: 'no' as const,
    dyo: 'no' as const,
    ogrs: { score, tool: 'OGRS3', date: day('2026-10-01') },
  };
  const screening = screen(richmond, body, answers, { day: day('2026-10-21') });
  const decided = referral({ ref, answers, screening, state: 'decided', declined: true });
  await store.commit(areaId, referralMade(decided));
};

test('when a threshold falls, earlier declines that would now meet it are listed, and no others', async () => {
  const store = await testStore();
  await declined(store, 'RICH-2026-001', 45);
  await declined(store, 'RICH-2026-002', 30);
  const on = (now: string) =>
    declinesToReconsider({ store, area: { ...area(), id: areaId }, scheme: lowered, now: new Date(now) });
  expect(await on('2027-02-28T12:00:00Z')).toEqual([]);
  expect((await on('2027-03-01T12:00:00Z')).map(({ ref }) => ref)).toEqual(['RICH-2026-001']);
});

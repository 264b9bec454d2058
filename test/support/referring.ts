/** A store with an area, its people and one referral, for tests of what services do with it. */

import { type Area, Areas, type PersonKey, type Referral, Referrals } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { Outbox, type Outgoing } from '../../services/sends.ts';
import { replace } from '../../services/store.ts';
import type { Work } from '../../services/work.ts';
import { answers, area, NOW, people, richmond, seed } from './builders.ts';
import { testStore } from './tables.ts';

export const REF = 'RICH-2026-001';

export const referral = (change: Partial<Referral> = {}): Referral => ({
  ref: REF,
  body: 'iom',
  state: 'draft',
  referrer: people.referrer,
  agency: 'riverside-mentoring',
  answers: answers(),
  startedAt: '2026-11-02T10:00:00.000Z',
  ...change,
});

const agencies: Partial<Record<PersonKey, string>> = {
  [people.referrer]: 'riverside-mentoring',
  [people.chair]: 'probation',
  [people.police]: 'police',
};

/** `here`: what is different in the area; `scheme`: in place of Richmond's. */
export const referring = async (about: Partial<Referral> = {}, here: Partial<Area> = {}, scheme: Scheme = richmond) => {
  const store = await testStore();
  const whole = await seed(store, [...referralMade(referral(about))]);
  const row = await store.get(whole.id, Areas, 'area');
  if (row) await store.commit(whole.id, [replace(row, area(here))]);
  let ids = 0;
  const by = (person: PersonKey = people.referrer, change: Partial<Work> = {}): Work => ({
    store,
    area: area(here),
    scheme,
    schemes: {},
    actor: { person, name: '', agency: agencies[person], coordinator: person === people.coordinator },
    now: NOW,
    verb: 'referral.test',
    category: 'alteration',
    whose: [],
    newId: () => {
      ids += 1;
      return `id-${String(ids).padStart(4, '0')}`;
    },
    coordinators: [people.coordinator],
    ...change,
  });
  const stored = async () => {
    const found = await store.get(whole.id, Referrals, REF);
    if (!found) throw new Error('no referral');
    return found;
  };
  return {
    store,
    by,
    stored,
    doc: async (): Promise<Referral> => (await stored()).doc,
    /** A press by somebody who saw the latest state. */
    press: async () => ({ referral: REF, version: (await stored()).version }),
    /** Whom the outbox tells what, in order. */
    told: async (): Promise<[PersonKey, string][]> =>
      (await store.list(whole.id, Outbox))
        .map(({ doc }) => doc.send)
        .filter((send): send is Extract<Outgoing['send'], { kind: 'tell' }> => send.kind === 'tell')
        .map(({ person, view }) => [person, view]),
  };
};
export type Referring = Awaited<ReturnType<typeof referring>>;

export const kindOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'not refused',
    (error: Error & { kind?: string }) => error.kind ?? error.message,
  );

/** Richmond with another rule of consent for its IOM panel. */
export const withConsentRules = (
  change: Partial<NonNullable<Scheme['bodies'][number]['referrals']>['consent']>,
): Scheme => ({
  ...richmond,
  bodies: richmond.bodies.map((body) =>
    body.id === 'iom' && body.referrals
      ? { ...body, referrals: { ...body.referrals, consent: { ...body.referrals.consent, ...change } } }
      : body,
  ),
});

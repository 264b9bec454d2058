import { expect, test } from 'vitest';
import { withdraw } from '../../services/amendments.ts';
import { startDraft } from '../../services/drafts.ts';
import { giveBack, referralsKept, release } from '../../services/gatekeeping.ts';
import { Counters, ReferralsBy } from '../../services/model.ts';
import { referralsBy, undecidedOf } from '../../services/referralIndex.ts';
import { create } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import { people } from '../support/builders.ts';
import { REF, type Referring, referring } from '../support/referring.ts';

/** Under what a referral is found, without the values. */
const facets = async (at: Referring): Promise<string[]> =>
  (await at.store.list(at.by().area.id, ReferralsBy)).map(({ id }) => id.slice(0, id.indexOf('|')));

const kept = { gatekeepers: { 'riverside-mentoring': people.shelter } };

test('a draft is its referrer’s, in the order of days for the clock; handed in, it is its agency’s and its body’s until it is withdrawn', async () => {
  const at = await referring();
  expect(await facets(at)).toEqual(['draft', 'own']);
  await submit(at.by(), await at.press());
  expect(await facets(at)).toEqual(['agency', 'own', 'undecided']);
  expect((await undecidedOf(at.by(), 'iom')).map(({ id }) => id)).toEqual([REF]);
  expect(await undecidedOf(at.by(), 'asb')).toEqual([]);
  await withdraw(at.by(), { ...(await at.press()), why: 'Moved away.' });
  expect(await facets(at)).toEqual(['agency', 'own']);
  expect(await undecidedOf(at.by(), 'iom')).toEqual([]);
});

test('with a gatekeeper it is its body’s only once it is released, and nobody else’s again when it is returned', async () => {
  const at = await referring({}, kept);
  const keeps = async () => (await referralsKept(at.by(people.shelter))).map(({ id }) => id);
  await submit(at.by(), await at.press());
  expect(await facets(at)).toEqual(['agency', 'own']);
  expect(await keeps()).toEqual([REF]);
  await giveBack(at.by(people.shelter), { ...(await at.press()), why: 'Say by when.' });
  expect(await facets(at)).toEqual(['draft', 'own']);
  expect(await keeps()).toEqual([]);
  await submit(at.by(), await at.press());
  await release(at.by(people.shelter), await at.press());
  expect(await facets(at)).toEqual(['agency', 'own', 'undecided']);
});

test('a person’s own are listed the newest first, and another’s not among them', async () => {
  const at = await referring();
  await at.store.commit(at.by().area.id, [create(Counters, '2026', { last: 1 })]);
  const { ref } = await startDraft(at.by(), { body: 'iom', seen: 1 });
  expect((await referralsBy(at.by(), people.referrer)).map(({ id }) => id)).toEqual([ref, REF]);
  expect(await referralsBy(at.by(), people.chair)).toEqual([]);
});

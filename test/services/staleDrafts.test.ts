import { expect, test } from 'vitest';
import { removed, stale } from '../../cards/referral/drafts.ts';
import { LogEntries } from '../../services/log.ts';
import { Referrals, ReferralsBy } from '../../services/model.ts';
import { referralChanged, referralMade } from '../../services/referralIndex.ts';
import { addDays, type Day, day } from '../../services/rules/days.ts';
import { draftStanding } from '../../services/staleDrafts.ts';
import { must } from '../../services/work.ts';
import { clockOf } from '../support/clock.ts';
import { golden } from '../support/golden.ts';
import { areaId, referral, referrer } from '../support/seated.ts';

/** Richmond gives notice 14 days before the 60 after which a draft is removed. */
const begun = (at: string) => {
  const { submittedAt: _s, meeting: _m, ...draft } = referral({ state: 'draft', startedAt: at });
  return draft;
};
const draft = begun('2026-11-05T10:00:00.000Z');

const days = async (look: (now: string) => Promise<number>, from: string, until: string) => {
  for (let on: Day = day(from); on <= until; on = addDays(on, 1)) await look(`${on}T08:00Z`);
};

test('the author is told, and after the notice the draft is gone, with every row of it, in the log', async () => {
  const { store, look, told } = await clockOf([referralMade(draft)]);
  await look('2026-12-19T12:00Z');
  await days(look, '2026-12-20', '2027-01-03');
  expect(await told()).toEqual([`draft|2026-11-05|${draft.ref}`]);
  await look('2027-01-04T08:00Z');
  expect(await told()).toEqual([`draft removed|${draft.ref}`, `draft|2026-11-05|${draft.ref}`]);
  expect(await store.list(areaId, Referrals)).toEqual([]);
  expect(await store.list(areaId, ReferralsBy)).toEqual([]);
  const entries = (await store.list(areaId, LogEntries)).map(({ doc }) => doc);
  expect(entries).toMatchObject([{ category: 'erasure', whose: [draft.ref], who: 'system|clock' }]);
});

test('nobody is told at the weekend, but on the working day after', async () => {
  const { look, told } = await clockOf([referralMade(begun('2026-11-03T10:00:00.000Z'))]);
  await look('2026-12-18T12:00Z');
  await days(look, '2026-12-19', '2026-12-20');
  expect(await told()).toEqual([]);
  await look('2026-12-21T08:00Z');
  expect(await told()).toEqual([`draft|2026-11-03|${draft.ref}`]);
});

test('a draft that was touched after the notice stays, and has its time again', async () => {
  const { store, look, told, workAt } = await clockOf([referralMade(draft)]);
  await look('2026-12-20T12:00Z');
  await look('2026-12-21T08:00Z');
  const row = must(await store.get(areaId, Referrals, draft.ref), 'a draft');
  const touched = { ...row.doc, changedAt: '2026-12-22T10:00:00.000Z' };
  await store.commit(areaId, await referralChanged(workAt('2026-12-22T10:00Z'), row, touched));
  await days(look, '2026-12-23', '2027-01-31');
  expect(await told()).toEqual([`draft|2026-11-05|${draft.ref}`]);
  await days(look, '2027-02-01', '2027-02-08');
  expect(await told()).toContain(`draft|2026-12-22|${draft.ref}`);
  expect(await store.get(areaId, Referrals, draft.ref)).toBeDefined();
});

test('however late the notice goes out, its whole time is waited for', async () => {
  const { look, told, workAt } = await clockOf([referralMade(draft)]);
  await look('2026-12-01T12:00Z');
  await look('2027-03-01T08:00Z');
  const standing = await draftStanding(workAt('2027-03-02T12:00Z'), draft, day('2027-03-02'));
  expect(standing).toMatchObject({ told: true, removeOn: '2027-03-15' });
  await days(look, '2027-03-02', '2027-03-14');
  expect(await told()).toEqual([`draft|2026-11-05|${draft.ref}`]);
  await look('2027-03-15T08:00Z');
  expect((await told()).length).toBe(2);
});

test('nobody is told while they want quiet, and nothing is removed that they were not told of', async () => {
  const { look, told } = await clockOf([referralMade(draft)], { quiet: { [referrer]: day('2027-01-31') } });
  await look('2026-12-01T12:00Z');
  await days(look, '2027-01-01', '2027-01-31');
  expect(await told()).toEqual([]);
  await days(look, '2027-02-01', '2027-02-02');
  expect(await told()).toEqual([`draft|2026-11-05|${draft.ref}`]);
});

test('a referral that was handed in is left alone', async () => {
  const { look, told } = await clockOf([referralMade(referral())]);
  await look('2026-12-01T12:00Z');
  await days(look, '2026-12-20', '2027-01-10');
  expect(await told()).toEqual([]);
});

test('both messages, as they look; none of a draft that is no draft any more', async () => {
  const { store, workAt } = await clockOf([referralMade(draft)]);
  const place = workAt('2026-12-21T08:00Z');
  const [notice, end] = await Promise.all([stale, removed].map((one) => one.card(place, referrer, draft.ref)));
  if (!notice || !end) throw new Error('nothing is told');
  golden('draft-stale', notice.card);
  golden('draft-removed', end.card);
  const row = must(await store.get(areaId, Referrals, draft.ref), 'a draft');
  await store.commit(areaId, await referralChanged(place, row, referral()));
  expect(await stale.card(place, referrer, draft.ref)).toBeUndefined();
});

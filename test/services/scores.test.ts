import { describe, expect, test } from 'vitest';
import { withdraw } from '../../services/amendments.ts';
import type { Area, PersonKey, Score } from '../../services/model.ts';
import { lookAtReferral, whereabouts } from '../../services/referrals.ts';
import { day } from '../../services/rules/days.ts';
import { ogrs3 } from '../../services/rules/ogrs.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { readsOgrs, withNewestScore } from '../../services/rules/scores.ts';
import { giversOf, recordScore, wantedOf } from '../../services/scores.ts';
import { submit } from '../../services/submission.ts';
import { answers, area, people, richmond, TODAY } from '../support/builders.ts';
import { kindOf, REF, referring } from '../support/referring.ts';
import { dump } from '../support/tables.ts';

const { coordinator } = people;
const scoreless = answers({ ogrs: undefined });
const given = { tool: 'OGRS', version: '4', date: day('2026-11-04'), twoYear: 76, oneYear: 58 };

test.for<[string, boolean]>([
  ['iom', true],
  ['asb', false],
  ['dyo', false],
])('the %s panel asks for an OGRS score: %s', ([id, asks]) => {
  const body = richmond.bodies.find((candidate) => candidate.id === id);
  expect(body && readsOgrs(body, TODAY)).toBe(asks);
});

describe('a referral without a score', () => {
  test('is submitted, probation is asked, and it visibly waits', async () => {
    const at = await referring({ answers: scoreless });
    expect(await submit(at.by(), await at.press())).toBe('submitted');
    expect(await at.told()).toContainEqual([people.chair, 'score asked']);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ status: 'waiting', score: true });
  });

  test('with one on the form, nobody is asked', async () => {
    const at = await referring();
    await submit(at.by(), await at.press());
    expect((await at.told()).map(([, view]) => view)).toEqual(['referral received']);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ score: false });
  });

  describe('one of those who sit for probation is asked', () => {
    const [first, second] = [people.chair, people.police];
    /** A second seat of probation, which stands before the chair's in the scheme and is junior to it. */
    const two: Scheme = {
      ...richmond,
      bodies: richmond.bodies.map((body) =>
        body.id === 'iom'
          ? {
              ...body,
              seats: [
                { id: 'iom-probation-two', agency: 'probation', post: 'Officer', attends: 'permanent', seniority: 99 },
                ...body.seats,
              ],
            }
          : body,
      ),
    };
    const holders = { 'iom-probation-two': second, 'iom-probation-senior-officer': first };
    const away = { until: day('2026-11-30'), standIn: people.referrer };
    test.for<[string, Partial<Area>, PersonKey, ReturnType<typeof wantedOf>]>([
      ['the most senior', {}, first, 'probation'],
      ['while that one is on leave, the next', { leave: { [first]: away } }, second, 'probation'],
      ['while all are, the co-ordinator', { leave: { [first]: away, [second]: away } }, coordinator, 'in their place'],
      ['where there is nobody, the co-ordinator', { holders: {} }, coordinator, 'in their place'],
    ])('%s', async ([, here, asked, wanted]) => {
      const at = await referring({ answers: scoreless }, { holders, ...here }, two);
      await submit(at.by(), await at.press());
      expect((await at.told()).filter(([, view]) => view === 'score asked')).toEqual([[asked, 'score asked']]);
      expect(wantedOf(at.by(), await at.doc(), asked)).toBe(wanted);
      await recordScore(at.by(asked), { ...(await at.press()), given });
      expect(wantedOf(at.by(), await at.doc(), asked)).toBe('nothing');
    });

    test.for<[string, Partial<Area>, PersonKey]>([
      ['whoever was asked stays the one to give it, also when a senior is back', {}, second],
      ['until they are on leave themselves', { leave: { [second]: away } }, first],
      ['or have lost their seat', { holders: { 'iom-probation-senior-officer': first } }, first],
    ])('%s', async ([, here, giver]) => {
      const at = await referring({ answers: scoreless }, { holders, leave: { [first]: away } }, two);
      await submit(at.by(), await at.press());
      expect(giversOf(at.by(coordinator, { area: area({ holders, ...here }) }), await at.doc())).toEqual([giver]);
    });
  });

  test('given by probation, the score counts in screening with tool, version, band, date and who; the referrer is told', async () => {
    const at = await referring({ answers: scoreless });
    await submit(at.by(), await at.press());
    expect(await recordScore(at.by(people.chair), { ...(await at.press()), given })).toBe('recorded');
    expect((await at.doc()).scores).toEqual([
      { ...given, band: 'high', by: people.chair, at: at.by().now.toISOString() },
    ]);
    expect((await at.told()).at(-1)).toEqual([people.referrer, 'referral news']);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ score: false });
    const { screening } = await lookAtReferral(at.by(), REF);
    expect(JSON.stringify(screening)).toContain('The OGRS score is 76');
  });

  test('one that was withdrawn is not scored, and no longer wanted', async () => {
    const at = await referring({ answers: scoreless });
    await submit(at.by(), await at.press());
    await withdraw(at.by(), { ...(await at.press()), why: 'A mistake.' });
    expect(await kindOf(recordScore(at.by(people.chair), { ...(await at.press()), given }))).toBe('withdrawn');
    expect(wantedOf(at.by(), await at.doc(), people.chair)).toBe('nothing');
  });

  test('what was worked out here keeps what it was worked out from, once', async () => {
    const at = await referring({ answers: scoreless });
    await submit(at.by(), await at.press());
    const from = {
      ...{ sex: 'male', dateOfBirth: '1991-07-17', offenceGroup: 'Other offence' },
      ...{ dateOfCurrentConviction: '2021-08-05', dateAtStartOfFollowUp: '2021-12-12' },
      ...{ totalSanctions: 2, ageAtFirstSanction: 21 },
    };
    const result = ogrs3(from);
    if (!result.ok) throw new Error(result.why);
    const worked = { from, sum: result.sum };
    await recordScore(at.by(people.chair), { ...(await at.press()), given: { ...given, worked } });
    const { scores = [], history = [] } = await at.doc();
    expect(scores).toMatchObject([{ worked }]);
    expect(JSON.stringify(history)).not.toContain('1991-07-17');
  });

  test('a second press records nothing more; nor is a draft scored', async () => {
    const at = await referring({ answers: scoreless });
    expect(await kindOf(recordScore(at.by(people.chair), { ...(await at.press()), given }))).toBe('not submitted');
    await submit(at.by(), await at.press());
    const once = { ...(await at.press()), given };
    await recordScore(at.by(people.chair), once);
    const before = await dump(at.store);
    expect(await recordScore(at.by(people.chair), once)).toBe('overtaken');
    expect(await dump(at.store)).toEqual(before);
  });
});

describe('of several scores the newest counts', () => {
  const score = (date: string, twoYear: number): Score => ({
    tool: 'OGRS',
    date: day(date),
    twoYear,
    band: 'low',
    by: people.chair,
    at: '2026-11-05T10:00:00.000Z',
  });
  test.for<[string, string | undefined, Score[], number]>([
    ['the one on the form alone', '2026-09-01', [], 72],
    ['a later one', '2026-09-01', [score('2026-10-01', 40)], 40],
    ['the form’s, against an older one', '2026-09-01', [score('2026-08-31', 40)], 72],
    ['the later given of one day', '2026-09-01', [score('2026-10-01', 40), score('2026-10-01', 41)], 41],
    ['by its date, not by when it was given', '2026-09-01', [score('2026-10-02', 40), score('2026-10-01', 41)], 40],
    ['the one given, where the form’s has no date', undefined, [score('2020-01-01', 40)], 40],
  ])('%s', ([, onForm, scores, counts]) => {
    const form = answers({ ogrs: { score: 72, tool: 'OGRS3', ...(onForm && { date: day(onForm) }) } });
    expect(withNewestScore(form, scores).ogrs?.score).toBe(counts);
  });
});

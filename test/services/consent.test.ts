import { describe, expect, test } from 'vitest';
import { answerOverride, askOverride, recordConsent } from '../../services/consent.ts';
import { saveStep } from '../../services/drafts.ts';
import { consentInTheWay } from '../../services/referrals.ts';
import { consentStop } from '../../services/rules/consent.ts';
import type { Consent } from '../../services/rules/referral.ts';
import { passRefusalOn, place } from '../../services/strand.ts';
import { submit } from '../../services/submission.ts';
import { answers, people } from '../support/builders.ts';
import { kindOf, referring, withConsentRules } from '../support/referring.ts';
import { dump } from '../support/tables.ts';

const refused: Consent = { status: 'refused', reason: 'Does not trust the police.' };
const given: Consent = { status: 'given', form: 'RM-200' };

/** Leeds 1.23-1.24 in Richmond's clothes: nobody overrides, and the police decide on a refusal. */
const leedsLike = withConsentRules({
  rule: 'informed',
  overrideBy: [],
  onRefusal: { agency: 'police', strand: 'catch and control' },
});

describe('what stands in the way of submitting', () => {
  test.for<[string, Consent['status'], Parameters<typeof consentStop>[1], boolean]>([
    ['consent given, where it has to be informed (Leeds 1.23)', 'given', 'informed', false],
    ['a refusal, where it has to be informed (Leeds 1.23)', 'refused', 'informed', true],
    ['consent withdrawn, where it has to be informed (Leeds 1.23)', 'withdrawn', 'informed', true],
    ['consent not sought, where it has to be informed (Leeds 1.23)', 'not sought', 'informed', true],
    [
      'consent not sought with a reason, where it is asked where appropriate (G Q8)',
      'not sought',
      'where appropriate',
      false,
    ],
    ['a refusal, where it is asked where appropriate (G Q8)', 'refused', 'where appropriate', true],
    ['consent withdrawn, where it is asked where appropriate (G Q8)', 'withdrawn', 'where appropriate', true],
    ['somebody told that information is shared (Thurrock 2.6)', 'given', 'told', false],
    ['somebody not told yet (Thurrock 2.6)', 'not sought', 'told', false],
  ])('%s', ([, status, rule, stops]) => {
    expect(consentStop({ status }, rule) !== undefined).toBe(stops);
  });
});

describe('overriding a refusal', () => {
  test('is asked of those whom the scheme names, and lets the draft be submitted with the reason kept', async () => {
    const at = await referring({ answers: answers({ consent: refused }) });
    expect(await kindOf(submit(at.by(), await at.press()))).toBe('consent');
    expect(await askOverride(at.by(), await at.press())).toBe('asked');
    expect(await at.told()).toEqual([
      [people.coordinator, 'override asked'],
      [people.chair, 'override asked'],
    ]);
    expect(await kindOf(submit(at.by(), await at.press()))).toBe('consent');
    const why = 'Three burglaries a week; public protection.';
    expect(await answerOverride(at.by(people.chair), { ...(await at.press()), goAhead: true, why })).toBe('answered');
    expect((await at.doc()).history).toMatchObject([
      { what: 'override asked', by: people.referrer },
      { what: 'overridden', by: people.chair, why },
    ]);
    expect(await submit(at.by(), await at.press())).toBe('submitted');
  });

  test('declined, the draft stays a draft, and the referrer is told', async () => {
    const at = await referring({ answers: answers({ consent: refused }) });
    await askOverride(at.by(), await at.press());
    await answerOverride(at.by(people.coordinator), { ...(await at.press()), goAhead: false, why: 'Ask again.' });
    expect(await at.told()).toContainEqual([people.referrer, 'referral news']);
    expect(await kindOf(submit(at.by(), await at.press()))).toBe('consent');
  });

  test('is for nobody whom the scheme does not name', async () => {
    const at = await referring(
      { answers: answers({ consent: refused }) },
      {},
      withConsentRules({ overrideBy: ['chair'] }),
    );
    await askOverride(at.by(), await at.press());
    expect(await at.told()).toEqual([[people.chair, 'override asked']]);
    for (const person of [people.coordinator, people.police, people.referrer])
      expect(
        await kindOf(answerOverride(at.by(person), { ...(await at.press()), goAhead: true, why: 'Because.' })),
      ).toBe('not yours to override');
  });

  test('ends with another answer about consent', async () => {
    const at = await referring({
      answers: answers({ consent: refused }),
      override: { state: 'given', at: '2026-11-04T10:00:00.000Z', by: people.chair },
    });
    expect(consentInTheWay(at.by(), await at.doc())).toBeUndefined();
    await saveStep(at.by(), await at.press(), (so) => ({ ...so, consent: { ...refused, status: 'withdrawn' } }));
    expect((await at.doc()).override).toBeUndefined();
    expect(await kindOf(submit(at.by(), await at.press()))).toBe('consent');
  });

  test('a second press asks nobody again', async () => {
    const at = await referring({ answers: answers({ consent: refused }) });
    const once = await at.press();
    await askOverride(at.by(), once);
    const before = await dump(at.store);
    expect(await askOverride(at.by(), once)).toBe('already');
    expect(await dump(at.store)).toEqual(before);
  });
});

describe('where an agency decides on a refusal (Leeds 1.23-1.24)', () => {
  test('the draft cannot be submitted nor overridden; passed on, the police place the person, and consent ends it', async () => {
    const at = await referring({ answers: answers({ consent: refused }) }, {}, leedsLike);
    expect(await kindOf(submit(at.by(), await at.press()))).toBe('consent');
    expect(await kindOf(askOverride(at.by(), await at.press()))).toBe('nobody overrides');
    expect(await passRefusalOn(at.by(), await at.press())).toBe('passed on');
    expect(await passRefusalOn(at.by(), await at.press())).toBe('overtaken');
    expect(await at.told()).toEqual([[people.police, 'strand']]);
    const why = 'Prolific; no other way.';
    expect(await place(at.by(people.police), { ...(await at.press()), placed: true, why })).toBe('recorded');
    expect(await at.doc()).toMatchObject({ state: 'draft', strand: { name: 'catch and control', state: 'placed' } });
    await saveStep(at.by(), await at.press(), (so) => ({ ...so, consent: given }));
    expect((await at.doc()).strand?.state).toBe('ended');
    expect((await at.told()).at(-1)).toEqual([people.police, 'strand']);
    expect(await submit(at.by(), await at.press())).toBe('submitted');
    expect((await at.doc()).history?.map(({ what }) => what)).toEqual([
      'refusal passed on',
      'placed',
      'consent came',
      'submitted',
    ]);
  });

  test('consent withdrawn after submission goes to the agency at once, and comes back when consent does', async () => {
    const at = await referring({ state: 'submitted', submittedAt: '2026-11-03T10:00:00.000Z' }, {}, leedsLike);
    const withdrawn: Consent = { status: 'withdrawn', reason: 'Changed their mind.' };
    expect(await recordConsent(at.by(), { ...(await at.press()), consent: withdrawn })).toBe('recorded');
    expect((await at.doc()).strand?.state).toBe('asked');
    expect(await at.told()).toContainEqual([people.police, 'strand']);
    await recordConsent(at.by(), { ...(await at.press()), consent: given });
    expect((await at.doc()).strand?.state).toBe('ended');
  });

  test('the agency may change its mind until consent comes, not after', async () => {
    const at = await referring({ answers: answers({ consent: refused }) }, {}, leedsLike);
    await passRefusalOn(at.by(), await at.press());
    const decide = async (placed: boolean) =>
      place(at.by(people.police), { ...(await at.press()), placed, why: 'So.' });
    expect(await decide(true)).toBe('recorded');
    expect(await decide(false)).toBe('recorded');
    await saveStep(at.by(), await at.press(), (so) => ({ ...so, consent: given }));
    expect(await decide(true)).toBe('overtaken');
  });

  test('where nobody sits for the agency, the co-ordinator is told', async () => {
    const at = await referring({ answers: answers({ consent: refused }) }, { holders: {} }, leedsLike);
    await passRefusalOn(at.by(), await at.press());
    expect(await at.told()).toEqual([[people.coordinator, 'strand']]);
  });
});

describe('consent after submission', () => {
  test('is recorded with what was said before, and the co-ordinator is told', async () => {
    const at = await referring({ state: 'submitted', submittedAt: '2026-11-03T10:00:00.000Z' });
    expect(await recordConsent(at.by(), { ...(await at.press()), consent: refused })).toBe('recorded');
    expect(await at.doc()).toMatchObject({
      answers: { name: 'Quillon Testerby', consent: refused },
      history: [{ what: 'consent', by: people.referrer, from: answers().consent, to: refused }],
    });
    expect(await at.told()).toEqual([[people.coordinator, 'referral changed']]);
    const before = await dump(at.store);
    expect(await recordConsent(at.by(), { ...(await at.press()), consent: refused })).toBe('as it stands');
    expect(await dump(at.store)).toEqual(before);
  });

  test('is not recorded here on a draft', async () => {
    const at = await referring();
    expect(await kindOf(recordConsent(at.by(), { ...(await at.press()), consent: refused }))).toBe('not submitted');
  });
});

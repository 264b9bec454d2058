import { expect, test } from 'vitest';
import { disclose, disclosuresOf } from '../../services/disclosures.ts';
import { LogEntries } from '../../services/log.ts';
import { day } from '../../services/rules/days.ts';
import { CASE, caseOf } from '../support/cases.ts';
import { first, living } from '../support/life.ts';
import { withConsentRules } from '../support/referring.ts';
import { area, areaId, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const landlord = {
  kind: 'landlord',
  recipient: 'Invented Lettings',
  told: 'That he is on the scheme, and who supports him.',
  ground: 'Low risk to neighbours; housing and police, 2 November.',
  on: day('2026-11-05'),
};
const asDisclosure = { category: 'disclosure', verb: 'disclosure.record' } as const;

test('a disclosure is kept, and the log says who received it and not what', async () => {
  const { store, of, happened } = await living();
  expect(await disclose(of(seat.housing, asDisclosure), first, landlord)).toBe('done');
  expect(await disclose(of(seat.housing, asDisclosure), first, landlord)).toBe('overtaken');
  expect(await disclosuresOf({ store, area: area() }, CASE)).toMatchObject([{ case: CASE, ...landlord }]);
  const entries = (await store.list(areaId, LogEntries)).map(({ doc }) => doc);
  expect(entries).toMatchObject([
    { category: 'disclosure', whose: [CASE], recipients: ['Landlord: Invented Lettings'] },
  ]);
  expect(JSON.stringify(entries)).not.toContain('supports him');
  expect(await happened()).toMatchObject([{ what: 'disclosed', to: 'Landlord: Invented Lettings' }]);
});

test.for<[string, ReturnType<typeof caseOf>, Partial<typeof landlord>, string]>([
  ['without consent', caseOf({ consent: { status: 'refused', reason: 'No.' } }), {}, 'only with the person’s consent'],
  ['without a risk assessment', caseOf(), { ground: ' ' }, '“Risk assessment”'],
  ['without a lawful reason', caseOf(), { kind: 'receiving-area', ground: '' }, '“Lawful reason”'],
  ['of a kind that the scheme does not know', caseOf(), { kind: 'newspaper' }, 'no such disclosure'],
])('%s nothing is disclosed (Le 1.25)', async ([, doc, change, sentence]) => {
  const { store, of } = await living(doc);
  const before = await dump(store);
  const told = async () => disclose(of(seat.housing, asDisclosure), first, { ...landlord, ...change });
  await expect(told()).rejects.toThrow(sentence);
  expect(await dump(store)).toEqual(before);
});

test('where people are only told that information is shared, that is no consent to a disclosure (T 2.6, Le 1.25)', async () => {
  const { store, of } = await living(caseOf({ consent: { status: 'given' } }));
  const essexLike = { ...asDisclosure, scheme: withConsentRules({ rule: 'told' }) };
  await expect(disclose(of(seat.housing, essexLike), first, landlord)).rejects.toThrow('“How the person agreed”');
  const agreed = 'Said yes to Owen on 3 November.';
  expect(await disclose(of(seat.housing, essexLike), first, { ...landlord, agreed })).toBe('done');
  expect(await disclosuresOf({ store, area: area() }, CASE)).toMatchObject([{ agreed }]);
});

test('the receiving area is told of somebody who has left the register (G Q11)', async () => {
  const { of } = await living(caseOf({ state: 'removed', consent: { status: 'withdrawn', reason: 'Moved.' } }));
  const area = { ...landlord, kind: 'receiving-area', ground: 'Moved there for good.' };
  expect(await disclose(of(seat.constable, asDisclosure), first, area)).toBe('done');
});

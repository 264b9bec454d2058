/** Small rules of a case between meetings: who is visited, flagged, paid for, told of, and what police set. */
import { expect, test } from 'vitest';
import { visitStanding } from '../../../services/rules/compliance.ts';
import { day } from '../../../services/rules/days.ts';
import { gateStop } from '../../../services/rules/disclosure.ts';
import { grantStop, inPounds, paymentStop, penceOf } from '../../../services/rules/fund.ts';
import { forProbation, type LicenceState, nextOf } from '../../../services/rules/licence.ts';
import { turning } from '../../../services/rules/policeRecord.ts';
import { inSight, isShort } from '../../../services/rules/prison.ts';
import { schemes } from '../../../services/schemes/index.ts';

const london = schemes.london;
const compliance = london?.bodies.find(({ id }) => id === 'iom')?.compliance;
if (!london || !compliance) throw new Error('London ships with supported compliance');
const rules = compliance;

test.for<[string, string | undefined, string]>([
  ['licence', undefined, 'wanted'],
  ['suspended-sentence', undefined, 'wanted'],
  ['community-payback', undefined, 'wanted'],
  ['licence', 'domestic-violence', 'exempt'],
  ['community-payback', 'public-protection', 'exempt'],
  ['behaviour-order', undefined, 'no visit'],
])('who holds %s (exempt: %s): the neighbourhood police visit is %s (L, police)', ([order, exempt, standing]) => {
  expect(visitStanding({ order, ...(exempt && { exempt }) }, rules)).toBe(standing);
});

test.for<[number | undefined, 'yes' | 'no' | 'unknown', boolean]>([
  [11, 'no', true],
  [11, 'unknown', true],
  [11, 'yes', false],
  [12, 'no', false],
  [undefined, 'no', false],
])('%s months, supervised %s: flagged as a short sentence is %s (Le 1.20)', ([months, supervised, flagged]) => {
  expect(isShort({ months, supervised }, london.shortSentences)).toBe(flagged);
  expect(isShort({ months, supervised }, undefined)).toBe(false);
});

test('somebody flagged stays in sight until something was offered after release', () => {
  expect(inSight({ short: true })).toBe(true);
  expect(inSight({ short: true, helped: day('2026-11-05') })).toBe(false);
  expect(inSight({ short: false })).toBe(false);
});

test.for<[string, number | undefined]>([
  ['12', 1200],
  ['12.5', 1250],
  ['£12.50', 1250],
  ['£ 0.01', 1],
  ['0', undefined],
  ['-3', undefined],
  ['12.505', undefined],
  ['1234567', undefined],
  ['1e3', undefined],
  ['twelve', undefined],
])('“%s” is %s pence', ([typed, pence]) => {
  expect(penceOf(typed)).toBe(pence);
});

test('pounds are written with their pence', () => {
  expect([inPounds(0), inPounds(5), inPounds(1250), inPounds(99999900)]).toEqual([
    '£0.00',
    '£0.05',
    '£12.50',
    '£999999.00',
  ]);
});

const area = { budget: 50_000, granted: 45_000 };
test.for<[number, 'yes' | 'no' | 'unknown' | undefined, string | undefined]>([
  [5_000, 'no', undefined],
  [5_001, 'no', 'too much'],
  [100, 'yes', 'statutory'],
  [100, 'unknown', 'supervision unknown'],
  [100, undefined, 'supervision unknown'],
])('granting %s pence to somebody statutory %s stops for: %s (T 3.5)', ([pence, statutory, stop]) => {
  expect(grantStop(pence, statutory, area)).toBe(stop);
  expect(paymentStop(pence, statutory, { granted: 12_000, spent: 7_000 })).toBe(stop);
});

const given = { status: 'given' } as const;
test.for<[string, string, Parameters<typeof gateStop>[1], string | undefined]>([
  ['leeds', 'ward-councillor', { consent: given, riskAssessment: 'Low.', lawfulReason: '' }, undefined],
  ['leeds', 'ward-councillor', { consent: given, riskAssessment: ' ', lawfulReason: 'So.' }, 'risk assessment'],
  ['leeds', 'ward-councillor', { consent: undefined, riskAssessment: 'Low.', lawfulReason: '' }, 'consent'],
  ['leeds', 'landlord', { consent: { status: 'withdrawn' }, riskAssessment: 'Low.', lawfulReason: '' }, 'consent'],
  ['leeds', 'landlord', { consent: { status: 'not sought' }, riskAssessment: 'Low.', lawfulReason: '' }, 'consent'],
  ['richmond', 'receiving-area', { consent: undefined, riskAssessment: '', lawfulReason: 'Moved.' }, undefined],
  ['london', 'prison', { consent: given, riskAssessment: 'Low.', lawfulReason: '' }, 'lawful reason'],
  ['essex', 'court', { consent: { status: 'refused' }, riskAssessment: '', lawfulReason: 'Asked.' }, undefined],
  ['essex', 'landlord', { consent: given, agreed: ' ', riskAssessment: 'Low.', lawfulReason: '' }, 'consent'],
  ['essex', 'landlord', { consent: given, agreed: 'To Owen.', riskAssessment: 'Low.', lawfulReason: '' }, undefined],
  ['essex', 'landlord', { consent: given, agreed: 'So.', riskAssessment: '', lawfulReason: '' }, 'risk assessment'],
  ['leeds', 'chief-inspector', { consent: undefined, riskAssessment: '', lawfulReason: '' }, 'lawful reason'],
])('%s to %s: the gate stops for %s (Le 1.21-1.25)', ([scheme, kind, what, stop]) => {
  const found = schemes[scheme]?.disclosures?.find(({ id }) => id === kind);
  if (!found) throw new Error(`${scheme} knows ${kind}`);
  expect(gateStop(found, what)).toBe(stop);
});

test.for<[string | undefined, string, string | undefined]>([
  [undefined, 'red', 'red'],
  ['amber', 'red', 'red'],
  ['red', 'green', 'notRed'],
  ['red', 'blue', 'notRed'],
  ['amber', 'green', undefined],
  [undefined, 'amber', undefined],
  ['red', 'red', undefined],
])('from %s to %s, police set the marker for: %s (L IDIOM)', ([from, to, occasion]) => {
  expect(turning(from, to)).toBe(occasion);
});

test.for<[LicenceState, LicenceState[]]>([
  ['proposed', ['agreed', 'not agreed']],
  ['agreed', ['taken up', 'not taken up']],
  ['not agreed', []],
  ['taken up', []],
  ['not taken up', []],
])('a licence condition that is %s becomes %s (L, probation)', ([state, next]) => {
  expect(nextOf(state)).toEqual(next);
  expect(next.filter(forProbation)).toEqual(state === 'agreed' ? next : []);
});

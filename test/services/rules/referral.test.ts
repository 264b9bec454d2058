import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../../services/rules/days.ts';
import { missing, noAnswers, type ReferralAnswers, standing } from '../../../services/rules/referral.ts';
import { schemes } from '../../../services/schemes/index.ts';

const scheme = schemes.richmond;
if (!scheme) throw new Error('the Richmond scheme ships');
const today = day('2026-11-05');
const tomorrow = addDays(today, 1);

const whole: ReferralAnswers = {
  name: 'Quillon Testerby',
  dateOfBirth: day('1996-01-01'),
  resident: 'yes',
  statutory: 'no',
  offences: [{ offence: 'burglary', date: today, kind: 'conviction' }],
  mappa: 'unknown',
  pathways: { ...Object.fromEntries(scheme.pathways.map(({ id }) => [id, 'green'])), accommodation: 'red' },
  interventions: { accommodation: 'A place in the night shelter.' },
  proposal: 'Six weeks of mentoring.',
  why: 'Offends when homeless.',
  consent: { status: 'given' },
};
const lacking = (changes: Partial<ReferralAnswers>) =>
  missing({ ...whole, ...changes }, scheme, today).map(({ step, field }) => `${step} ${field}`);

describe('what a referral lacks before it may be submitted', () => {
  const ogrs = { score: 60, tool: 'OGRS3', date: today };
  test.for<[string, Partial<ReferralAnswers>, string[]]>([
    ['nothing', {}, []],
    ['a name of spaces', { name: '  ' }, ['identity name']],
    ['no date of birth', { dateOfBirth: undefined }, ['identity dateOfBirth']],
    ['born tomorrow', { dateOfBirth: tomorrow }, ['identity dateOfBirth']],
    ['residence not said', { resident: undefined }, ['identity resident']],
    ['residence unknown', { resident: 'unknown' }, []],
    ['statutory not said', { statutory: undefined }, ['identity statutory']],
    ['no offence', { offences: [] }, ['offences offences']],
    ['intelligence alone', { offences: [{ offence: 'asb', date: today, kind: 'intelligence' }] }, []],
    [
      'an offence tomorrow',
      { offences: [{ offence: 'asb', date: tomorrow, kind: 'conviction' }] },
      ['offences offences'],
    ],
    [
      'an offence nobody knows',
      { offences: [{ offence: 'piracy', date: today, kind: 'conviction' }] },
      ['offences offences'],
    ],
    ['MAPPA not said', { mappa: undefined }, ['offences mappa']],
    ['OGRS 0', { ogrs: { ...ogrs, score: 0 } }, ['offences ogrs']],
    ['OGRS 1', { ogrs: { ...ogrs, score: 1 } }, []],
    ['OGRS 100', { ogrs: { ...ogrs, score: 100 } }, []],
    ['OGRS 101', { ogrs: { ...ogrs, score: 101 } }, ['offences ogrs']],
    ['OGRS 59.5', { ogrs: { ...ogrs, score: 59.5 } }, ['offences ogrs']],
    ['OGRS of no tool', { ogrs: { ...ogrs, tool: '' } }, ['offences ogrs']],
    ['OGRS of tomorrow', { ogrs: { ...ogrs, date: tomorrow } }, ['offences ogrs']],
    ['a pathway not rated', { pathways: { ...whole.pathways, health: undefined } }, ['pathways pathways.health']],
    ['a red pathway without an intervention (G Q7)', { interventions: {} }, ['pathways interventions.accommodation']],
    ['no intervention proposed (G Q2)', { proposal: undefined }, ['proposal proposal']],
    ['not why it would stop the offending (G Q6)', { why: '' }, ['proposal why']],
    ['consent not said', { consent: undefined }, ['consent consent']],
    ['consent refused without a reason', { consent: { status: 'refused' } }, ['consent consent']],
    ['consent withdrawn without a reason', { consent: { status: 'withdrawn' } }, ['consent consent']],
    ['consent not sought without a reason', { consent: { status: 'not sought', reason: ' ' } }, ['consent consent']],
    ['consent not sought for a reason', { consent: { status: 'not sought', reason: 'In custody.' } }, []],
  ])('%s', ([, changes, expected]) => {
    expect(lacking(changes)).toEqual(expected);
  });

  test('an empty draft is told everything, in the order of the form', () => {
    const steps = missing(noAnswers, scheme, today).map(({ step }) => step);
    expect([...new Set(steps)]).toEqual(['identity', 'offences', 'pathways', 'proposal', 'consent']);
    expect(steps.filter((step) => step === 'pathways')).toHaveLength(10);
  });
});

describe('who may refer to the IOM panel (G Q1)', () => {
  const body = scheme.bodies.find(({ id }) => id === 'iom');
  if (!body) throw new Error('Richmond has an IOM panel');
  const signedUntil = (agency: string, protocolUntil: typeof today | undefined) => ({
    agencies: scheme.agencies.map((other) => (other.id === agency ? { ...other, protocolUntil } : other)),
  });
  test.for([
    ['an agency on the panel', 'probation', undefined, 'may refer'],
    ['an agency on the panel, signature expired', 'probation', '2026-11-04', 'may refer, warned'],
    ['an organisation on the last day of its signature', 'riverside-mentoring', '2026-11-05', 'may refer'],
    ['an organisation the day after', 'riverside-mentoring', '2026-11-04', 'may not refer'],
    ['an organisation that never signed', 'riverside-mentoring', undefined, 'may not refer'],
    ['an agency of another panel that never signed', 'guinness-trust', undefined, 'may not refer'],
    ['nobody known', 'elsewhere', undefined, 'may not refer'],
  ] as const)('%s: %s', ([, agency, until, expected]) => {
    expect(standing(agency, body, signedUntil(agency, until && day(until)), today).status).toBe(expected);
  });

  test.for<[string, string | undefined, string]>([
    ['never signed', undefined, 'may refer'],
    ['signed until today', today, 'may refer'],
    ['signed until yesterday', addDays(today, -1), 'may refer, warned'],
  ])('where any agency may refer (Thurrock 2.6), one that %s', ([, until, expected]) => {
    const open = {
      ...body,
      seats: [],
      referrals: body.referrals && { ...body.referrals, from: 'any agency' as const },
    };
    const signed = signedUntil('lantern-night-shelter', until === undefined ? undefined : day(until));
    expect(standing('lantern-night-shelter', open, signed, today).status).toBe(expected);
  });

  test('an expired organisation is told since when, and whom to ask', () => {
    expect(standing('lantern-night-shelter', body, scheme, today)).toEqual({
      status: 'may not refer',
      why: 'The signature of Lantern Night Shelter under the information-sharing protocol ran out on 31 March 2019. Please ask Community Safety Partnership Team to renew it.',
    });
  });
});

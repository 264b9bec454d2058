import { expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { answers, area, NOW, type people, richmond } from '../support/builders.ts';
import { buttons, deskOf, inputs, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withConsentRules } from '../support/referring.ts';

const REF = 'RICH-2026-001';
const refusing = answers({ consent: { status: 'refused', reason: 'Does not trust the police.' } });
/** As in Leeds 1.23-1.24: nobody overrides, and the police decide on a refusal. */
const leedsLike = withConsentRules({
  rule: 'informed',
  overrideBy: [],
  onRefusal: { agency: 'police', strand: 'catch and control' },
});

const told = async (desk: Awaited<ReturnType<typeof deskOf>>, view: string, scheme = richmond) => {
  const place = { store: desk.store, area: area(), scheme, now: NOW };
  const card = (await tellings.get(view)?.card(place, desk.people.chair, REF))?.card;
  if (!card) throw new Error(`nothing is told as ${view}`);
  expect(readable(card)).not.toContain('Testerby');
  return card;
};

test('a refusal stands in the way on the check card, with the way to ask for it to be overridden', async () => {
  const desk = await deskOf();
  await desk.drafted(refusing);
  const check = await desk.press('referral.open', { referral: REF, step: 'check' });
  golden('consent-refused', check);
  expect(buttons(check).map(({ verb }) => verb)).not.toContain('referral.submit');
  golden('consent-override-asked', await desk.press('consent.ask', { referral: REF, version: await desk.version() }));
  golden('consent-override-told', await told(desk, 'override asked'));
});

test('the chair reads who it is and decides with a reason; the referrer is told', async () => {
  const desk = await deskOf();
  await desk.drafted(refusing);
  await desk.press('consent.ask', { referral: REF, version: await desk.version() });
  golden('consent-question', await desk.press('consent.question', { referral: REF }, 'chair'));
  const data = { referral: REF, version: await desk.version(), goAhead: true };
  expect(await desk.refused('consent.override', { ...data, reason: '' }, 'chair')).toContain('“Reason”: it is needed');
  const why = { ...data, reason: 'Three burglaries a week.' };
  golden('consent-overridden', await desk.press('consent.override', why, 'chair'));
  golden('referral-news-overridden', await told(desk, 'referral news'));
});

test.for<keyof typeof people>(['police', 'referrer', 'nobody'])('%s does not override', async (who) => {
  const desk = await deskOf();
  await desk.drafted(refusing);
  await desk.press('consent.ask', { referral: REF, version: await desk.version() });
  expect(await desk.refused('consent.question', { referral: REF }, who)).toMatch(/^Only the co-ordinator and/);
});

test('what nobody was asked about stays the referrer’s', async () => {
  const desk = await deskOf({}, leedsLike);
  await desk.drafted(refusing);
  expect(await desk.refused('consent.question', { referral: REF }, 'coordinator')).toMatch(/^Nobody asks/);
  expect(await desk.refused('consent.strand', { referral: REF }, 'coordinator')).toMatch(/^No refusal/);
});

test('a refusal that the police decide on: passed on, decided, seen by the referrer', async () => {
  const desk = await deskOf({}, leedsLike);
  await desk.drafted(refusing);
  golden('consent-refused-informed', await desk.press('referral.open', { referral: REF, step: 'check' }));
  golden('consent-passed-on', await desk.press('consent.pass', { referral: REF, version: await desk.version() }));
  golden('consent-strand-told', await told(desk, 'strand', leedsLike));
  golden('consent-strand', await desk.press('consent.strand', { referral: REF }, 'police'));
  const placed = { referral: REF, version: await desk.version(), placed: true, reason: 'Prolific.' };
  golden('consent-placed', await desk.press('consent.place', placed, 'police'));
  expect(await desk.refused('consent.strand', { referral: REF }, 'housing')).toMatch(/decides when consent is refused/);
  const consents = {
    consentStatus: 'given',
    referral: REF,
    version: await desk.version(),
    step: 'consent',
    go: 'leave',
  };
  await desk.press('referral.save', consents);
  const ended = await desk.press('consent.strand', { referral: REF }, 'police');
  golden('consent-strand-ended', ended);
  expect(readable(ended)).not.toContain('Testerby');
  golden('consent-came', await desk.press('referral.open', { referral: REF, step: 'check' }));
  await desk.press('referral.submit', { referral: REF, version: await desk.version() });
  const withdrawn = { consentStatus: 'withdrawn', consentReason: 'Fears for their tenancy.' };
  const again = { referral: REF, version: await desk.version(), ...withdrawn };
  golden('consent-passed-on-again', await desk.press('consent.record', again));
});

test('after submission consent is recorded anew, and the papers keep what was said before', async () => {
  const desk = await deskOf();
  await desk.submitted();
  const card = await desk.press('consent.open', { referral: REF });
  golden('consent-record', card);
  const data = {
    referral: REF,
    version: await desk.version(),
    consentStatus: 'withdrawn',
    consentReason: 'Fears for their tenancy.',
    consentScope: 'not the landlord',
  };
  expect(await desk.refused('consent.record', { ...data, consentReason: '' })).toContain('it is needed');
  golden('consent-recorded', await desk.press('consent.record', data));
  const papers = readable(await desk.press('papers.view', { referral: REF, page: 1 }, 'chair'));
  expect(papers).toContain('given, form RM-118, 30 October 2026, now withdrawn, reason: Fears for their tenancy.');
});

test('where people are told, the form asks whether they were (Thurrock 2.6)', async () => {
  const desk = await deskOf({}, withConsentRules({ rule: 'told' }));
  await desk.drafted();
  const step = await desk.press('referral.open', { referral: REF, step: 'consent' });
  golden('consent-told', step);
  expect(inputs(step)[0]).toMatchObject({
    label: 'Told that information is shared',
    choices: [{ value: 'given' }, { value: 'not sought', title: 'Not told yet' }],
  });
});

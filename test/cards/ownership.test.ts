import { expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { must } from '../../services/work.ts';
import { AREA_ID, area, NOW, people, richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { buttons, type Desking, deskOf, inputs, readable, type Who } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withConsentRules } from '../support/referring.ts';

const since = '2026-11-05T09:00:00.000Z';
const here: Partial<Case> = { leadProfessional: people.chair, policeContact: people.police };
const asked = caseOf({
  ...here,
  receiving: { agency: 'housing', why: 'A tenancy is what it turns on now.', since },
});
const moved = caseOf({ ...here, owner: 'housing', consentDue: since });
const refusing = { consentStatus: 'refused', consentReason: 'Knows nobody there.' };
/** As in Leeds 1.23-1.24. */
const leedsLike = withConsentRules({
  rule: 'informed',
  overrideBy: [],
  onRefusal: { agency: 'police', strand: 'catch and control' },
});

const deskWith = async (doc: Case, scheme = richmond) => {
  const desk = await deskOf({}, scheme);
  await desk.store.commit(AREA_ID, laid(doc));
  const row = async () => must(await desk.store.get(AREA_ID, Cases, CASE), 'a case');
  return { ...desk, seen: async () => ({ case: CASE, version: (await row()).version }) };
};

const told = async (desk: Desking, view: string, scheme = richmond) => {
  const place = { store: desk.store, area: area(), scheme, now: NOW };
  const telling = tellings.get(view);
  const card = (await telling?.card(place, people.chair, CASE))?.card;
  if (!card) throw new Error(`nothing is told as ${view}`);
  expect(readable(card)).not.toContain('Testerby');
  return card;
};
const verbs = (card: Parameters<typeof buttons>[0]) => buttons(card).map(({ verb }) => verb);

test('the agency is told without a name, reads whom it is about and why, and accepts', async () => {
  const desk = await deskWith(asked);
  golden('ownership-asked', await told(desk, 'ownership asked'));
  golden('ownership-view', await desk.press('ownership.view', { case: CASE }, 'housing'));
  golden('ownership-list-offered', await desk.press('ownership.list', {}, 'housing'));
  golden('ownership-case', await desk.press('case.view', { case: CASE }, 'chair'));
  const accepted = await desk.press('ownership.accept', await desk.seen(), 'housing');
  golden('ownership-accepted', accepted);
  golden('consent-due-told', await told(desk, 'case consent'));
  golden('ownership-list-due', await desk.press('ownership.list', {}, 'housing'));
  golden('consent-due-case', await desk.press('case.view', { case: CASE }, 'housing'));
});

test('declined with a reason, it goes back to the chair, who leaves it where it is', async () => {
  const desk = await deskWith(asked);
  const press = await desk.seen();
  expect(await desk.refused('ownership.decline', { ...press, reason: ' ' }, 'housing')).toContain(
    '“Reason, if you decline”: it is needed',
  );
  golden(
    'ownership-declined',
    await desk.press('ownership.decline', { ...press, reason: 'No officer free.' }, 'housing'),
  );
  const late = await desk.refused('ownership.decline', { ...press, reason: 'No officer free.' }, 'housing');
  expect(late).toMatch(/^Only people of the agency that is asked/);
  golden('ownership-declined-told', await told(desk, 'ownership declined'));
  golden('ownership-declined-chair', await desk.press('ownership.view', { case: CASE }, 'chair'));
  expect(await desk.refused('ownership.leave', await desk.seen(), 'youth')).toMatch(/^Only the person in the chair/);
  golden('ownership-left', await desk.press('ownership.leave', await desk.seen(), 'chair'));
});

test('an overtaken answer changes nothing and says so', async () => {
  const desk = await deskWith(asked);
  const { case: ref, version } = await desk.seen();
  const late = await desk.press('ownership.accept', { case: ref, version: version + 1 }, 'housing');
  expect(readable(late)).toContain('nothing was changed');
  expect(verbs(late)).toContain('ownership.accept');
});

test.for<Who>(['youth', 'chair', 'referrer', 'nobody'])('%s does not answer for the agency', async (who) => {
  const desk = await deskWith(asked);
  expect(await desk.refused('ownership.accept', await desk.seen(), who)).toMatch(/^Only people of the agency/);
});

test('members read what was decided, and are offered no answer', async () => {
  const desk = await deskWith(asked);
  expect(verbs(await desk.press('ownership.view', { case: CASE }, 'youth'))).not.toContain('ownership.accept');
});

test('the new owner records consent; what is missing is named', async () => {
  const desk = await deskWith(moved);
  const open = await desk.press('caseConsent.open', { case: CASE }, 'housing');
  expect(inputs(open).map(({ value }) => value ?? '')).toEqual(['', '', '', '', '']);
  const press = await desk.seen();
  expect(await desk.refused('caseConsent.record', press, 'housing')).toContain('choose an answer');
  const lacking = { ...press, consentStatus: 'not sought' };
  expect(await desk.refused('caseConsent.record', lacking, 'housing')).toContain('it is needed');
  const ahead = { ...press, consentStatus: 'given', consentDate: '2026-11-06' };
  expect(await desk.refused('caseConsent.record', ahead, 'housing')).toContain('it lies in the future');
  const given = { ...press, consentStatus: 'given', consentForm: 'HA-7', consentDate: '2026-11-05' };
  golden('case-consent-recorded', await desk.press('caseConsent.record', given, 'housing'));
  golden('ownership-list-empty', await desk.press('ownership.list', {}, 'housing'));
  expect(await desk.refused('caseConsent.open', { case: CASE }, 'youth')).toMatch(
    /^Only people of the agency that owns/,
  );
});

test('where it has to be informed, not having asked keeps it in the list', async () => {
  const desk = await deskWith(moved, leedsLike);
  const press = { ...(await desk.seen()), consentStatus: 'not sought', consentReason: 'Away this week.' };
  golden('case-consent-still', await desk.press('caseConsent.record', press, 'housing'));
});

test('where people are told, the card asks whether they were (Thurrock 2.6)', async () => {
  const desk = await deskWith(moved, withConsentRules({ rule: 'told' }));
  golden('case-consent-informing', await desk.press('caseConsent.open', { case: CASE }, 'housing'));
});

test('a refusal goes to the police, who place the person until consent comes (Leeds 1.23-1.24)', async () => {
  const desk = await deskWith(moved, leedsLike);
  const record = async (typed: object) =>
    desk.press('caseConsent.record', { ...(await desk.seen()), ...typed }, 'housing');
  golden('case-consent-passed-on', await record(refusing));
  golden('case-strand-told', await told(desk, 'case strand', leedsLike));
  golden('case-strand', await desk.press('caseConsent.strand', { case: CASE }, 'police'));
  expect(await desk.refused('caseConsent.strand', { case: CASE }, 'youth')).toMatch(/decides when consent is refused/);
  const placing = { ...(await desk.seen()), placed: true };
  expect(await desk.refused('caseConsent.place', { ...placing, reason: '' }, 'police')).toContain('it is needed');
  golden('case-strand-placed', await desk.press('caseConsent.place', { ...placing, reason: 'Prolific.' }, 'police'));
  golden('case-strand-news', await told(desk, 'case consent', leedsLike));
  golden('case-strand-case', await desk.press('case.view', { case: CASE }, 'chair'));
  golden('case-strand-history', await desk.press('case.view', { case: CASE, tab: 'history' }, 'chair'));
  await record({ consentStatus: 'given', consentForm: 'HA-7' });
  const ended = await desk.press('caseConsent.strand', { case: CASE }, 'police');
  golden('case-strand-ended', ended);
  expect(readable(ended)).not.toContain('Testerby');
});

test('a refusal that may be overridden is put to the chair and the co-ordinator, who say why (G Q8)', async () => {
  const desk = await deskWith(moved);
  golden(
    'case-consent-refused',
    await desk.press('caseConsent.record', { ...(await desk.seen()), ...refusing }, 'housing'),
  );
  golden('case-override-told', await told(desk, 'case override'));
  golden('case-override-question', await desk.press('caseConsent.question', { case: CASE }, 'chair'));
  const press = { ...(await desk.seen()), goAhead: true };
  expect(await desk.refused('caseConsent.override', { ...press, reason: '' }, 'chair')).toContain('it is needed');
  expect(await desk.refused('caseConsent.override', { ...press, reason: 'So.' }, 'police')).toMatch(
    /^Only the co-ordinator and/,
  );
  golden(
    'case-overridden',
    await desk.press('caseConsent.override', { ...press, reason: 'Public protection.' }, 'chair'),
  );
  golden('case-overridden-news', await told(desk, 'case consent'));
});

test('nobody decides on a refusal that nobody has given', async () => {
  const desk = await deskWith(moved);
  expect(await desk.refused('caseConsent.question', { case: CASE }, 'chair')).toMatch(/^Nobody asks/);
  expect(await desk.refused('caseConsent.strand', { case: CASE }, 'coordinator')).toMatch(/^No refusal/);
});

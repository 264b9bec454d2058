import { describe, expect, test } from 'vitest';
import { overrideCase, placeCase, recordCaseConsent } from '../../services/caseConsent.ts';
import { facet } from '../../services/caseIndex.ts';
import { type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { recordConsent } from '../../services/consent.ts';
import { agencyDuties } from '../../services/consentsDue.ts';
import { closeMotion } from '../../services/declaring.ts';
import { type Area, Members, type PersonKey, type Referral, Referrals } from '../../services/model.ts';
import { acceptOwnership, declineOwnership, leaveOwnership } from '../../services/ownership.ts';
import { propose, settled } from '../../services/proposals.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { mayBeOverridden, stillToAsk } from '../../services/rules/consent.ts';
import type { Consent } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { Outbox } from '../../services/sends.ts';
import { create, replace } from '../../services/store.ts';
import { place } from '../../services/strand.ts';
import { timelineOf } from '../../services/timeline.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must, save } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid, proposal, proposalItem } from '../support/cases.ts';
import { kindOf, withConsentRules } from '../support/referring.ts';
import { area, areaId, at, coordinator, holder, referral, seat, seatedPanel, six } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const given: Consent = { status: 'given', form: 'RM-300' };
const refused: Consent = { status: 'refused', reason: 'Knows nobody there.' };
const notSought: Consent = { status: 'not sought', reason: 'Cannot be found this week.' };

/** Leeds 1.23-1.24 in Richmond's clothes. */
const leedsLike = withConsentRules({
  rule: 'informed',
  overrideBy: [],
  onRefusal: { agency: 'police', strand: 'catch and control' },
});

const toHousing = proposal({ change: { motion: 'move ownership', agency: 'housing' } });
const since = '2026-11-05T10:30:00.000Z';
/** Decided by the body, not answered yet. */
const asked = { receiving: { agency: 'housing', why: 'A tenancy is what it turns on.', since } };
/** Moved, and consent not asked again yet. */
const moved = { owner: 'housing', consentDue: since };

const start = async (doc: Case, { scheme = richmond, here = {} }: { scheme?: Scheme; here?: Partial<Area> } = {}) => {
  const panel = await seatedPanel(six, { items: [proposalItem()] });
  const { store } = panel;
  const { consent } = caseOf();
  const answers = { ...referral().answers, ...(consent && { consent }) };
  const decided: Partial<Referral> = { ref: CASE, state: 'decided', agency: 'police', answers };
  await store.commit(areaId, [...laid(doc), ...referralMade(referral(decided))]);
  const whole = area(here);
  const row = async () => must(await store.get(areaId, Cases, CASE), 'a case');
  const by = (person: PersonKey) => panel.by(person, { scheme, area: whole });
  return {
    store,
    vote: panel.vote,
    of: (id: Parameters<typeof holder>[0]) => by(holder(id)),
    by,
    press: async () => ({ case: CASE, version: (await row()).version }),
    doc: async (): Promise<Case> => (await row()).doc,
    referral: async () => must(await store.get(areaId, Referrals, CASE), 'a referral'),
    happened: async () => (await timelineOf({ store, area: whole }, CASE, 20)).map(({ doc: event }) => event.what),
    told: async () =>
      (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
        send.kind === 'tell' && send.subject === CASE ? [[send.person, send.view]] : [],
      ),
    under: async (prefix: string) => (await store.list(areaId, OnRegister, prefix)).map(({ doc: line }) => line.ref),
  };
};

/** The body carries what is proposed. */
const carried = (panel: Awaited<ReturnType<typeof start>>) =>
  save(panel.of(seat.chair), async () => ({
    changes: await settled(panel.of(seat.chair), {
      case: CASE,
      proposal: 'p1',
      outcome: 'carried',
      meeting: 'm1',
      basis: { how: 'agreed' },
    }),
    result: 'done',
  }));

describe('ownership that a body has decided to move (G Q8)', () => {
  test('a carried vote asks the agency and moves nothing; accepted, it moves and consent is due', async () => {
    const panel = await start(caseOf({ proposals: [toHousing] }));
    const motion = await openMotion(panel.of(seat.chair), {
      meeting: 'm1',
      item: `${CASE}-p1`,
      kind: 'move ownership',
      question: 'That it moves.',
      proposal: 'p1',
    });
    for (const voter of [seat.chair, seat.constable, seat.housing])
      await castBallot(panel.of(voter), { motion, version: 0, choice: 'for' });
    expect(await closeMotion(panel.of(seat.chair), motion)).toBe('declared');
    expect(await panel.doc()).toMatchObject({ owner: 'police', proposals: [], receiving: { agency: 'housing' } });
    expect(await panel.told()).toEqual([[holder(seat.housing), 'ownership asked']]);
    expect(await panel.under(facet.offered('housing'))).toEqual([CASE]);

    const press = await panel.press();
    expect(await acceptOwnership(panel.of(seat.housing), press)).toBe('done');
    expect(await acceptOwnership(panel.of(seat.housing), press)).toBe('overtaken');
    const after = await panel.doc();
    expect(after).toMatchObject({ owner: 'housing', consentDue: at(30).toISOString() });
    expect(after.receiving).toBeUndefined();
    expect(await panel.under(facet.offered('housing'))).toEqual([]);
    expect(await panel.under(facet.consentDue('housing'))).toEqual([CASE]);
    expect(await panel.happened()).toEqual(expect.arrayContaining(['decided', 'ownership offered', 'ownership']));
  });

  test('declined with a reason, the owner stays, and it goes back to the chair, who leaves it there', async () => {
    const panel = await start(caseOf(asked));
    const why = 'We have no officer for it.';
    expect(await declineOwnership(panel.of(seat.housing), { ...(await panel.press()), why })).toBe('done');
    expect(await panel.doc()).toMatchObject({ owner: 'police', receiving: { declined: { why } } });
    expect(await panel.told()).toEqual([[holder(seat.chair), 'ownership declined']]);
    expect(await panel.under(facet.offered('housing'))).toEqual([]);
    expect(await kindOf(acceptOwnership(panel.of(seat.housing), await panel.press()))).toBe('answered');
    expect(await leaveOwnership(panel.of(seat.chair), await panel.press())).toBe('done');
    expect((await panel.doc()).receiving).toBeUndefined();
    expect(await panel.happened()).toEqual(expect.arrayContaining(['ownership declined', 'ownership stays']));
  });

  test('the chair’s seat empty, a decline goes to the co-ordinator', async () => {
    const { [seat.chair]: _, ...holders } = area().holders;
    const panel = await start(caseOf(asked), { here: { holders } });
    await declineOwnership(panel.of(seat.housing), { ...(await panel.press()), why: 'So.' });
    expect(await panel.told()).toEqual([[coordinator, 'ownership declined']]);
  });

  test.for<[string, string, PersonKey]>([
    ['those who sit for it on the body', 'housing', holder(seat.housing)],
    ['where nobody sits for it, whoever belongs to it', 'lantern-night-shelter', 'meadow|referrer'],
    ['where nobody belongs to it, the co-ordinator', 'riverside-mentoring', coordinator],
  ])('asked are %s', async ([, agency, person]) => {
    const panel = await start(caseOf({ proposals: [proposal({ change: { motion: 'move ownership', agency } })] }));
    await carried(panel);
    expect(await panel.told()).toEqual([[person, 'ownership asked']]);
    expect(await acceptOwnership(panel.by(person), await panel.press())).toBe('done');
    expect((await panel.doc()).owner).toBe(agency);
  });

  test('the co-ordinator does not answer for an agency that has people here', async () => {
    const panel = await start(caseOf(asked));
    const before = await dump(panel.store);
    expect(await kindOf(acceptOwnership(panel.by(coordinator), await panel.press()))).toBe('theirs to answer');
    expect(await dump(panel.store)).toEqual(before);
  });

  test('a case open to some people only is offered to nobody else', async () => {
    const panel = await start(caseOf({ proposals: [toHousing], restrictedTo: [coordinator] }));
    await carried(panel);
    expect(await panel.told()).toEqual([[coordinator, 'ownership asked']]);
  });

  test('an agency that is asked is not proposed again before it has answered; another can be', async () => {
    const panel = await start(caseOf(asked));
    const change = { motion: 'move ownership', agency: 'housing' } as const;
    const why = 'So.';
    expect(await kindOf(propose(panel.of(seat.youth), { ...(await panel.press()), change, why }))).toBe(
      'asked already',
    );
    const other = { ...change, agency: 'social-services' };
    expect(await propose(panel.of(seat.youth), { ...(await panel.press()), change: other, why })).toBe('done');
  });

  test.for(
    richmond.bodies.filter(({ id }) => id === 'asb' || id === 'dyo').map(({ id, motions }) => [id, motions] as const),
  )('the %s panel moves no ownership (R 2.11)', ([, motions]) => {
    expect(motions).not.toContain('move ownership');
  });
});

describe('consent, asked again by the new owner', () => {
  test.for<[string, Consent['status'], Parameters<typeof stillToAsk>[1], boolean]>([
    ['given, it is answered', 'given', 'informed', false],
    ['refused, it is answered', 'refused', 'informed', false],
    ['withdrawn, it is answered', 'withdrawn', 'informed', false],
    ['not sought where it has to be informed, it stays to be asked (Leeds 1.23)', 'not sought', 'informed', true],
    ['not sought with a reason, where it is asked where appropriate (G Q8)', 'not sought', 'where appropriate', false],
    ['told that information is shared (Thurrock 2.6)', 'given', 'told', false],
    ['not told yet, it stays to be done (Thurrock 2.6)', 'not sought', 'told', true],
  ])('%s', ([, status, rule, still]) => {
    expect(stillToAsk({ status }, rule)).toBe(still);
  });

  test('what is recorded stands on the case, on its referral and in the index, and is due no longer', async () => {
    const panel = await start(caseOf(moved));
    const press = await panel.press();
    expect(await recordCaseConsent(panel.of(seat.housing), { ...press, consent: refused })).toBe('recorded');
    const { consentDue, ...doc } = await panel.doc();
    expect(consentDue).toBeUndefined();
    expect(doc.consent).toEqual(refused);
    expect((await panel.referral()).doc).toMatchObject({
      answers: { consent: refused },
      history: [{ what: 'consent', by: holder(seat.housing), from: caseOf().consent, to: refused }],
    });
    expect(await panel.under(facet.consent('iom', 'refused'))).toEqual([CASE]);
    expect(await panel.under(facet.consent('iom', 'given'))).toEqual([]);
    expect(await panel.under(facet.consentDue('housing'))).toEqual([]);
    expect(await panel.happened()).toEqual(['consent']);
    expect(await recordCaseConsent(panel.of(seat.housing), { ...press, consent: refused })).toBe('as it stands');
    expect(await recordCaseConsent(panel.of(seat.housing), { ...press, consent: given })).toBe('overtaken');
  });

  test('asked again and answered as before is an answer, too', async () => {
    const panel = await start(caseOf(moved));
    const consent = caseOf().consent ?? given;
    expect(await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent })).toBe('recorded');
    expect((await panel.doc()).consentDue).toBeUndefined();
    expect(await panel.happened()).toEqual(['consent']);
    expect((await panel.referral()).doc.history).toBeUndefined();
  });

  test('what does not meet the scheme’s rule is kept, and stays to be asked', async () => {
    const panel = await start(caseOf(moved), { scheme: leedsLike });
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: notSought });
    expect(await panel.doc()).toMatchObject({ consent: notSought, consentDue: since });
    expect(await panel.under(facet.consentDue('housing'))).toEqual([CASE]);
  });

  test('somebody who was imported has no referral, and consent is recorded all the same', async () => {
    const panel = await start(caseOf(moved));
    const row = await panel.referral();
    await panel.store.commit(areaId, [{ op: 'delete', row }]);
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: given });
    expect((await panel.doc()).consent).toEqual(given);
  });

  test('the referrer records it on the referral only while their agency owns the case; the case follows', async () => {
    const panel = await start(caseOf());
    const press = async () => ({ referral: CASE, version: (await panel.referral()).version });
    expect(await recordConsent(panel.of(seat.constable), { ...(await press()), consent: refused })).toBe('recorded');
    expect((await panel.doc()).consent).toEqual(refused);
    expect(await panel.under(facet.consent('iom', 'refused'))).toEqual([CASE]);
    const row = must(await panel.store.get(areaId, Cases, CASE), 'a case');
    await panel.store.commit(areaId, [replace(row, { ...row.doc, ...moved })]);
    const before = await dump(panel.store);
    expect(await kindOf(recordConsent(panel.of(seat.constable), { ...(await press()), consent: given }))).toBe(
      'owner asks',
    );
    expect(await dump(panel.store)).toEqual(before);
  });

  test('nobody records it for somebody who is off the register', async () => {
    const panel = await start(caseOf({ state: 'removed' }));
    const press = await panel.press();
    expect(await kindOf(recordCaseConsent(panel.of(seat.constable), { ...press, consent: given }))).toBe('removed');
  });

  test('is listed for the people of the owner and for the co-ordinator, not for others', async () => {
    const panel = await start(caseOf(moved));
    await panel.store.commit(areaId, laid(caseOf({ ref: 'RICH-2026-015', ...asked })));
    const refs = async (person: PersonKey) => {
      const { offered, consents } = await agencyDuties(panel.by(person));
      return [offered.map(({ ref }) => ref), consents.map(({ ref }) => ref)];
    };
    expect(await refs(holder(seat.housing))).toEqual([['RICH-2026-015'], [CASE]]);
    expect(await refs(coordinator)).toEqual([['RICH-2026-015'], [CASE]]);
    expect(await refs(holder(seat.youth))).toEqual([[], []]);
  });
});

describe('a refusal on a case', () => {
  test('where an agency decides: passed on, decided, undone when consent comes, on case and referral (Leeds 1.23-1.24)', async () => {
    const panel = await start(caseOf(moved), { scheme: leedsLike });
    const police = [holder(seat.constable), holder(seat.inspector)];
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: refused });
    expect((await panel.doc()).strand).toMatchObject({ name: 'catch and control', state: 'asked' });
    expect(await panel.told()).toEqual(police.map((person) => [person, 'case strand']));
    const press = await panel.press();
    const why = 'Prolific; no other way.';
    expect(await placeCase(panel.of(seat.constable), { ...press, placed: true, why })).toBe('recorded');
    expect(await placeCase(panel.of(seat.inspector), { ...press, placed: false, why })).toBe('overtaken');
    expect((await panel.told()).at(-1)).toEqual([holder(seat.housing), 'case consent']);
    expect((await panel.referral()).doc.strand?.state).toBe('placed');
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: given });
    expect((await panel.doc()).strand?.state).toBe('ended');
    const { strand, history = [] } = (await panel.referral()).doc;
    expect(strand?.state).toBe('ended');
    const all = ['consent', 'refusal passed on', 'placed', 'consent', 'consent came'];
    expect(history.map(({ what }) => what)).toEqual(all);
    expect([...(await panel.happened())].sort()).toEqual([...all].sort());
    expect(await placeCase(panel.of(seat.constable), { ...(await panel.press()), placed: true, why })).toBe(
      'overtaken',
    );
  });

  test('what the agency decides on the referral stands on the case, too', async () => {
    const strand = { agency: 'police', name: 'catch and control', state: 'asked', at: since } as const;
    const panel = await start(caseOf({ consent: refused, strand }), { scheme: leedsLike });
    const row = await panel.referral();
    const answers = { ...row.doc.answers, consent: refused };
    await panel.store.commit(areaId, [replace(row, { ...row.doc, answers, strand })]);
    const press = { referral: CASE, version: (await panel.referral()).version };
    expect(await place(panel.of(seat.constable), { ...press, placed: false, why: 'Harmless.' })).toBe('recorded');
    expect((await panel.doc()).strand?.state).toBe('not placed');
    expect(await panel.happened()).toEqual(['not placed']);
  });

  test('where the scheme lets somebody override it, they are asked and decide with a reason (G Q8)', async () => {
    const panel = await start(caseOf(moved));
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: refused });
    expect(await panel.told()).toEqual([
      [coordinator, 'case override'],
      [holder(seat.chair), 'case override'],
    ]);
    const press = { ...(await panel.press()), goAhead: true, why: 'Three burglaries a week.' };
    expect(await kindOf(overrideCase(panel.of(seat.youth), press))).toBe('not yours to override');
    expect(await overrideCase(panel.of(seat.chair), press)).toBe('answered');
    expect(await overrideCase(panel.by(coordinator), press)).toBe('overtaken');
    expect(await panel.doc()).toMatchObject({ override: { state: 'given', why: press.why } });
    expect((await panel.told()).at(-1)).toEqual([holder(seat.housing), 'case consent']);
    await recordCaseConsent(panel.of(seat.housing), { ...(await panel.press()), consent: given });
    expect((await panel.doc()).override).toBeUndefined();
  });

  test.for<[string, Scheme, PersonKey, string]>([
    ['those who override', richmond, holder(seat.chair), 'case override'],
    ['the agency that decides', leedsLike, holder(seat.constable), 'case strand'],
  ])('on a case open to some people only is told to nobody else of %s', async ([, scheme, decides, view]) => {
    const closed = async (...restrictedTo: readonly PersonKey[]) => {
      const panel = await start(caseOf({ ...moved, restrictedTo }), { scheme });
      const press = { ...(await panel.press()), consent: refused };
      return { recorded: await recordCaseConsent(panel.of(seat.housing), press), told: await panel.told() };
    };
    expect(await closed(holder(seat.housing), decides)).toEqual({ recorded: 'recorded', told: [[decides, view]] });
    expect(await closed(holder(seat.housing))).toEqual({ recorded: 'recorded, nobody told', told: [] });
  });

  test.for<[string, Consent['status'], Scheme, boolean]>([
    ['refused, the chair or the co-ordinator decides (G Q8)', 'refused', richmond, true],
    ['withdrawn, likewise', 'withdrawn', richmond, true],
    ['given, there is nothing to decide', 'given', richmond, false],
    ['refused where the police decide, nobody overrides (Leeds 1.24)', 'refused', leedsLike, false],
    [
      'where people are told there is nothing to refuse (Thurrock 2.6)',
      'refused',
      withConsentRules({ rule: 'told' }),
      false,
    ],
  ])('%s', ([, status, scheme, may]) => {
    const rules = scheme.bodies.find(({ id }) => id === 'iom')?.referrals?.consent;
    expect(rules && mayBeOverridden({ status }, rules)).toBe(may);
  });
});

test('the members of the team decide who is asked, not the list of agencies', async () => {
  const panel = await start(
    caseOf({ proposals: [proposal({ change: { motion: 'move ownership', agency: 'riverside-mentoring' } })] }),
  );
  const person = 'meadow|newcomer';
  await panel.store.commit(areaId, [
    create(Members, person, {
      person,
      name: 'Invented Newcomer',
      mri: '29:newcomer',
      serviceUrl: 'http://localhost/',
      agency: 'riverside-mentoring',
    }),
  ]);
  await carried(panel);
  expect(await panel.told()).toEqual([[person, 'ownership asked']]);
});

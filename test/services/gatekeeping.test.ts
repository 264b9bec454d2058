import { describe, expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import { withdraw } from '../../services/amendments.ts';
import { nameGatekeeper } from '../../services/area.ts';
import { recordConsent } from '../../services/consent.ts';
import { giveBack, referralsKept, release } from '../../services/gatekeeping.ts';
import { Meetings, Members, type PersonKey } from '../../services/model.ts';
import { papersOf } from '../../services/papers.ts';
import { rolesOf } from '../../services/permission.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { whereabouts } from '../../services/referrals.ts';
import { day, dayIn } from '../../services/rules/days.ts';
import { create, replace } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import { must } from '../../services/work.ts';
import { meeting, NOW, people } from '../support/builders.ts';
import { kindOf, REF, referral, referring } from '../support/referring.ts';
import { dump } from '../support/tables.ts';

const kept = { gatekeepers: { 'riverside-mentoring': people.nobody } };
const withKeeper = () => referring({}, kept);

describe('a referral of an agency with a gatekeeper', () => {
  test('waits for them, and nobody on the panel sees it', async () => {
    const at = await withKeeper();
    expect(await submit(at.by(), await at.press())).toBe('with gatekeeper');
    expect(await at.told()).toEqual([[people.nobody, 'for release']]);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ status: 'with gatekeeper' });
    for (const person of [people.chair, people.police, people.coordinator])
      expect(await kindOf(papersOf(at.by(person), { referral: REF }))).toBe('with gatekeeper');
    for (const person of [people.nobody, people.referrer])
      expect((await papersOf(at.by(person), { referral: REF })).referral.ref).toBe(REF);
  });

  test('released, is submitted as of then: screened, and the co-ordinators and its referrer are told', async () => {
    const at = await withKeeper();
    await submit(at.by(), await at.press());
    const later = new Date('2026-11-09T12:00:00Z');
    expect(await release(at.by(people.nobody, { now: later }), await at.press())).toBe('released');
    expect(await at.doc()).toMatchObject({
      state: 'submitted',
      submittedAt: later.toISOString(),
      screening: { criteria: expect.any(Array) },
      history: [{ what: 'given to the gatekeeper' }, { what: 'released', by: people.nobody }],
    });
    expect((await at.told()).slice(1)).toEqual([
      [people.coordinator, 'referral received'],
      [people.referrer, 'referral news'],
    ]);
    expect(await release(at.by(people.nobody), await at.press())).toBe('already');
  });

  test('returned with a comment, is a draft again, to be submitted anew', async () => {
    const at = await withKeeper();
    await submit(at.by(), await at.press());
    await giveBack(at.by(people.nobody), { ...(await at.press()), why: 'Say what you propose by when.' });
    expect(await at.doc()).toMatchObject({
      state: 'draft',
      history: [{ what: 'given to the gatekeeper' }, { what: 'returned', why: 'Say what you propose by when.' }],
    });
    expect((await at.told()).at(-1)).toEqual([people.referrer, 'referral news']);
    expect(await submit(at.by(), await at.press())).toBe('with gatekeeper');
  });

  test('withdrawn before it was released, is nobody else’s business', async () => {
    const at = await withKeeper();
    await submit(at.by(), await at.press());
    await withdraw(at.by(), { ...(await at.press()), why: 'A mistake.' });
    expect(await at.told()).toEqual([[people.nobody, 'for release']]);
    expect(await kindOf(papersOf(at.by(people.chair), { referral: REF }))).toBe('with gatekeeper');
  });

  test('an agenda takes no more of them than one transaction moves with two invitations each', async () => {
    const at = await withKeeper();
    const many = Array.from({ length: 40 }, (_, n) => `RICH-2026-${100 + n}`);
    const submitted = { state: 'submitted' as const, submittedAt: '2026-11-03T10:00:00.000Z' };
    await at.store.commit(at.by().area.id, [create(Meetings, 'meeting-1', meeting())]);
    for (const ref of many) await at.store.commit(at.by().area.id, referralMade(referral({ ref, ...submitted })));
    await postAgenda(at.by(people.coordinator), 'meeting-1');
    const held = (await at.store.get(at.by().area.id, Meetings, 'meeting-1'))?.doc;
    expect(held?.items.filter(({ referral }) => referral)).toHaveLength(30);
  });

  test('pressed twice, changes nothing the second time', async () => {
    const at = await withKeeper();
    await submit(at.by(), await at.press());
    const once = await at.press();
    await release(at.by(people.nobody), once);
    const before = await dump(at.store);
    expect(await release(at.by(people.nobody), once)).toBe('already');
    expect(await giveBack(at.by(people.nobody), { ...once, why: 'No.' })).toBe('already');
    expect(await dump(at.store)).toEqual(before);
  });

  test('by the gatekeeper themself goes straight to the panel', async () => {
    const at = await referring({}, { gatekeepers: { 'riverside-mentoring': people.referrer } });
    expect(await submit(at.by(), await at.press())).toBe('submitted');
  });

  test('is on the agenda with both invited', async () => {
    const at = await withKeeper();
    await submit(at.by(), await at.press());
    await release(at.by(people.nobody), await at.press());
    await at.store.commit(at.by().area.id, [create(Meetings, 'meeting-1', meeting())]);
    await postAgenda(at.by(people.coordinator), 'meeting-1');
    const held = (await at.store.get(at.by().area.id, Meetings, 'meeting-1'))?.doc;
    expect(held?.items.find(({ referral }) => referral === REF)).toMatchObject({
      invited: people.referrer,
      gatekeeper: people.nobody,
    });
    const invited = (await at.told()).filter(([, view]) => view === 'invited').map(([person]) => person);
    expect(invited).toEqual([people.referrer, people.nobody]);
    const work = at.by(people.nobody);
    expect(held && rolesOf(work.area, work.scheme, work.actor, { meeting: held })).toContain('invitee');
  });
});

describe('while the gatekeeper is away', () => {
  const left = { ...kept, left: { [people.nobody]: { at: '2026-11-01T10:00:00.000Z', seats: [] } } };

  test('a referral that is handed in after they left is told to the co-ordinators, and its referrer reads why it waits', async () => {
    const at = await referring({}, left);
    expect(await submit(at.by(), await at.press())).toBe('with gatekeeper');
    expect(await at.told()).toEqual([[people.coordinator, 'left the team']]);
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ status: 'with gatekeeper', away: 'left' });
  });

  describe('on leave, with somebody to stand in', () => {
    const { nobody, youth, referrer } = people;
    const until = day('2026-11-20');
    /** As somebody of this agency stands in. */
    const withStandIn = async (standIn: PersonKey, agency: string) => {
      const at = await referring({}, { ...kept, leave: { [nobody]: { until, standIn } } });
      const row = must(await at.store.get(at.by().area.id, Members, standIn), 'somebody');
      await at.store.commit(at.by().area.id, [replace(row, { ...row.doc, agency })]);
      await submit(at.by(), await at.press());
      const by = (now = NOW) =>
        at.by(standIn, { now, actor: { person: standIn, name: '', agency, coordinator: false } });
      const roles = async (now = NOW) => {
        const { area, scheme, actor } = by();
        return rolesOf(area, scheme, actor, { referral: await at.doc() }, dayIn(now));
      };
      return { ...at, standIn: by, roles };
    };

    test('of the agency: they are told, release it and read its papers, and the referrer reads who does so', async () => {
      const at = await withStandIn(youth, 'riverside-mentoring');
      expect(await at.told()).toEqual([
        [nobody, 'for release'],
        [youth, 'for release'],
      ]);
      expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ away: until, inPlace: expect.any(String) });
      expect(await at.roles()).toContain('gatekeeper');
      expect((await referralsKept(at.standIn())).map(({ id }) => id)).toEqual([REF]);
      expect((await papersOf(at.standIn(), { referral: REF })).referral.ref).toBe(REF);
      expect(await release(at.standIn(), await at.press())).toBe('released');
    });

    test('until the leave is over', async () => {
      const at = await withStandIn(youth, 'riverside-mentoring');
      const back = new Date('2026-11-21T10:00:00Z');
      expect(await at.roles(back)).not.toContain('gatekeeper');
      expect(await kindOf(referralsKept(at.standIn(back)))).toBe('no gatekeeper');
      expect(await kindOf(papersOf(at.standIn(back), { referral: REF }))).toBe('with gatekeeper');
    });

    test.for<[string, PersonKey, string]>([
      ['of another agency: a gatekeeper is within the organisation (G Q8)', youth, 'housing'],
      ['who wrote the referral', referrer, 'riverside-mentoring'],
    ])('nobody %s', async ([, person, agency]) => {
      const at = await withStandIn(person, agency);
      expect(await at.told()).toEqual([[nobody, 'for release']]);
      expect(await at.roles()).not.toContain('gatekeeper');
      expect(await whereabouts(at.by(), await at.doc())).not.toHaveProperty('inPlace');
    });
  });

  test('on leave, its referrer reads until when', async () => {
    const leave = { [people.nobody]: { until: day('2026-11-20'), standIn: people.chair } };
    const at = await referring({}, { ...kept, leave });
    await submit(at.by(), await at.press());
    expect(await whereabouts(at.by(), await at.doc())).toMatchObject({ away: '2026-11-20' });
    const back = at.by(people.referrer, { now: new Date('2026-11-21T10:00:00Z') });
    expect(await whereabouts(back, await at.doc())).not.toHaveProperty('away');
  });

  test('what waits is told to whoever is named in their place, who releases it', async () => {
    const at = await referring({}, left);
    await submit(at.by(), await at.press());
    const named = await nameGatekeeper(at.by(people.coordinator), 'riverside-mentoring', people.referrer);
    expect((await at.told()).at(-1)).toEqual([people.referrer, 'for release']);
    expect(await release(at.by(people.referrer, { area: named }), await at.press())).toBe('released');
  });

  test('no agency is left without one while something waits for release', async () => {
    const at = await withKeeper();
    const nobody = () => nameGatekeeper(at.by(people.coordinator), 'riverside-mentoring', undefined);
    await submit(at.by(), await at.press());
    await expect(nobody()).rejects.toThrow(`A referral waits for release, ${REF}.`);
    await giveBack(at.by(people.nobody), { ...(await at.press()), why: 'Say by when.' });
    expect((await nobody()).gatekeepers).toEqual({});
  });
});

test('consent recorded before release is nobody else’s business either', async () => {
  const at = await withKeeper();
  await submit(at.by(), await at.press());
  const consent = { status: 'withdrawn', reason: 'He has thought better of it.' } as const;
  expect(await recordConsent(at.by(), { ...(await at.press()), consent })).toBe('recorded');
  expect(await at.told()).toEqual([[people.nobody, 'for release']]);
  expect(await kindOf(release(at.by(people.nobody), await at.press()))).toBe('consent');
});

test('a gatekeeper sees their agency’s referrals but no drafts; nobody else has such a list', async () => {
  const at = await withKeeper();
  expect(await referralsKept(at.by(people.nobody))).toEqual([]);
  await submit(at.by(), await at.press());
  expect((await referralsKept(at.by(people.nobody))).map(({ id }) => id)).toEqual([REF]);
  expect(await kindOf(referralsKept(at.by()))).toBe('no gatekeeper');
  const work = at.by(people.nobody);
  expect(
    rolesOf(work.area, work.scheme, work.actor, { referral: { ...(await at.doc()), state: 'draft' } }),
  ).not.toContain('gatekeeper');
});

test('the co-ordinator names a gatekeeper of the agency’s own people, another in their place, or nobody', async () => {
  const at = await referring();
  const work = at.by(people.coordinator);
  expect(await kindOf(nameGatekeeper(work, 'riverside-mentoring', people.chair))).toBe('other agency');
  expect((await nameGatekeeper(work, 'riverside-mentoring', people.referrer)).gatekeepers).toEqual({
    'riverside-mentoring': people.referrer,
  });
  expect((await nameGatekeeper(work, 'probation', people.chair)).gatekeepers).toMatchObject({
    probation: people.chair,
  });
  expect((await nameGatekeeper(work, 'riverside-mentoring', undefined)).gatekeepers).toEqual({
    probation: people.chair,
  });
});

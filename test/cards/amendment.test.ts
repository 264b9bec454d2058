import { beforeEach, describe, expect, test } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import { tellings } from '../../cards/index.ts';
import { type Card, LIMIT, size } from '../../cards/render.ts';
import { type AgendaItem, type Meeting, Meetings } from '../../services/model.ts';
import { Outbox } from '../../services/sends.ts';
import { create, replace } from '../../services/store.ts';
import { answers, area, meeting, NOW, names, people, richmond } from '../support/builders.ts';
import { buttons, type Desking, deskOf, inputs, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const REF = 'RICH-2026-001';
const PROPOSAL = 'Six weeks of daily mentoring until the tenancy begins.';
let desk: Desking;
beforeEach(async () => {
  desk = await deskOf();
  await desk.submitted();
});

const change = async (step: string, typed: object): Promise<void> => {
  await desk.press('amendment.begin', { referral: REF, version: await desk.version() });
  await desk.press('referral.save', { ...typed, referral: REF, version: await desk.version(), step, go: 'check' });
};
const onAgenda = async (aside: AgendaItem['aside'] = [], of: Partial<Meeting> = {}): Promise<void> => {
  const held: Partial<Meeting> = {
    agendaPostedAt: NOW.toISOString(),
    items: [{ id: REF, heading: 'new referrals', referral: REF, state: 'waiting', aside }],
    ...of,
  };
  const row = await desk.referral();
  await desk.store.commit(area().id, [
    create(Meetings, 'meeting-1', meeting(held)),
    replace(row, { ...row.doc, meeting: 'meeting-1' }),
  ]);
};

test('choosing what to change, through the same steps but for consent', async () => {
  const card = await desk.press('amendment.begin', { referral: REF, version: await desk.version() });
  golden('amendment-begun', card);
  expect(readable(card)).not.toContain('Change “Consent”');
  golden('amendment-step', await desk.press('referral.open', { referral: REF, step: 'proposal' }));
});

test('what is about to change, and the question why', async () => {
  await change('proposal', {
    proposal: 'Twelve weeks of mentoring.',
    alreadyDoing: '',
    why: answers().why,
    judgement: '',
  });
  golden('amendment-changes', await desk.press('referral.open', { referral: REF, step: 'check' }));
  golden('amendment-reason', await desk.press('amendment.reason', { referral: REF }));
});

test('a reason is needed, and what was typed stays', async () => {
  await change('proposal', { proposal: 'Twelve weeks.', why: answers().why });
  const data = { referral: REF, version: await desk.version(), reason: '  ' };
  expect(await desk.refused('amendment.make', data)).toContain('“Reason”: it is needed');
});

test('made: the referrer sees it, my referrals lists it, the papers keep old and new', async () => {
  await change('proposal', { ...answers(), proposal: 'Twelve weeks of mentoring.' });
  const made = await desk.press('amendment.make', {
    referral: REF,
    version: await desk.version(),
    reason: 'Six were too few last time.',
  });
  golden('amendment-made', made);
  expect(readable(await desk.press('referral.mine', {}))).toContain('Six were too few last time.');
  const papers = readable(await desk.press('papers.view', { referral: REF, page: 1 }, 'chair'));
  expect(papers).toContain(`“${PROPOSAL}” became “Twelve weeks of mentoring.”`);
  expect(papers).toContain('Changed by Joe Hypothetical. Reason: Six were too few last time.');
});

test('late: said before it is made, and to the co-ordinator without a name', async () => {
  await onAgenda();
  await change('identity', { name: 'Quillon Testerby', dateOfBirth: '1996-01-01', resident: 'yes', statutory: 'no' });
  golden('amendment-reason-late', await desk.press('amendment.reason', { referral: REF }));
  const version = await desk.version();
  golden('amendment-made-late', await desk.press('amendment.make', { referral: REF, version, reason: 'New facts.' }));
  const told = (await desk.store.list(area().id, Outbox)).findLast(({ doc }) => doc.send.kind === 'tell')?.doc.send;
  expect(told).toMatchObject({ view: 'referral changed', person: people.coordinator });
  const place = { store: desk.store, area: area(), scheme: richmond, now: NOW };
  const card = (await tellings.get('referral changed')?.card(place, people.coordinator, REF))?.card;
  if (!card) throw new Error('nothing is told');
  golden('amendment-told', card);
  expect(readable(card)).not.toContain('Testerby');
  golden('amendment-agenda', await desk.press('agenda.view', { meeting: 'meeting-1', page: 1 }, 'chair'));
});

test('withdrawing asks why, and says afterwards where it stands', async () => {
  await onAgenda();
  golden('amendment-withdrawing', await desk.press('amendment.withdrawing', { referral: REF }));
  const version = await desk.version();
  const data = { referral: REF, version, reason: 'They moved to another area.' };
  golden('amendment-withdrawn', await desk.press('amendment.withdraw', data));
  expect(readable(await desk.press('agenda.view', { meeting: 'meeting-1', page: 1 }, 'chair'))).toContain(
    'withdrawn by its referrer',
  );
});

test.for(['amendment.begin', 'amendment.make', 'amendment.withdraw', 'amendment.withdrawing'])(
  'nobody but its referrer uses %s',
  async (verb) => {
    for (const who of ['chair', 'coordinator', 'nobody'] as const)
      expect(await desk.refused(verb, { referral: REF, version: 1, reason: 'Mine.' }, who)).toMatch(
        /Only the person who made the referral/,
      );
  },
);

test('consent is not among the inputs of a change', async () => {
  await desk.press('amendment.begin', { referral: REF, version: await desk.version() });
  const card = await desk.press('referral.open', { referral: REF, step: 'consent' });
  expect(inputs(card)).toEqual([]);
});

test('changed again and again with the longest words, every card stays within its limit, and the papers keep all', async () => {
  const long = (max: number, sign: string) => sign.repeat(max);
  for (const sign of ['漢', '字', '表', '語', '文']) {
    await change('proposal', { proposal: long(1500, sign), why: long(1500, sign), judgement: long(1500, sign) });
    for (const step of ['check', 'proposal'])
      expect(size(await desk.press('referral.open', { referral: REF, step }))).toBeLessThanOrEqual(LIMIT);
    expect(size(await desk.press('amendment.reason', { referral: REF }))).toBeLessThanOrEqual(LIMIT);
    const version = await desk.version();
    const made = await desk.press('amendment.make', { referral: REF, version, reason: long(500, sign) });
    expect(size(made)).toBeLessThanOrEqual(LIMIT);
    expect(readable(made)).not.toContain('Next page');
  }
  expect(readable(await desk.press('referral.mine', {}))).toContain('earlier changes: the papers have all of them.');
  let read = '';
  for (let page = 1; ; page += 1) {
    const card = await desk.press('papers.view', { referral: REF, page }, 'chair');
    expect(size(card)).toBeLessThanOrEqual(LIMIT);
    read += readable(card);
    if (!readable(card).includes('Next page')) break;
  }
  for (const sign of ['漢', '字', '表', '語', '文']) expect(read).toContain(`Reason: ${long(500, sign)}`);
});

describe('of somebody who has left the team', () => {
  const left = area({ left: { [people.referrer]: { at: '2026-11-04T10:00:00.000Z', seats: [] } } });
  const press = async (who: 'coordinator' | 'police' | 'referrer', verb: string, data: object): Promise<Card> => {
    const caller = { person: people[who], name: names[who], mri: `29:${who}`, where: 'personal' as const };
    const answer = await dispatch(desk.desk, left, caller, NOW, verb, { ...data });
    if (!('card' in answer)) throw new Error('no card');
    return answer.card;
  };

  test('the co-ordinator is led from the papers to changing and withdrawing it, and recording consent', async () => {
    const papers = await press('coordinator', 'papers.view', { referral: REF });
    expect(readable(papers)).toContain('As its referrer has left the team, the co-ordinator changes or withdraws it');
    const way = buttons(papers).find(({ title }) => title === 'Change, withdraw or record consent');
    const card = await press('coordinator', String(way?.verb), way?.data as object);
    golden('referral-left-behind', card);
    expect(buttons(card).map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['amendment.begin', 'amendment.withdrawing', 'consent.open']),
    );
    const consent = { consentStatus: 'withdrawn', consentReason: 'Told probation so.' };
    await press('coordinator', 'consent.record', { referral: REF, version: await desk.version(), ...consent });
    await press('coordinator', 'amendment.withdraw', { referral: REF, version: await desk.version(), reason: 'So.' });
    const withdrawn = 'The co-ordinator has withdrawn it, since its referrer had left the team.';
    expect(readable(await press('coordinator', 'papers.view', { referral: REF }))).toContain(withdrawn);
    const place = { store: desk.store, area: left, scheme: richmond, now: NOW };
    const told = await tellings.get('referral changed')?.card(place, people.coordinator, REF);
    expect(told && readable(told.card)).toContain(withdrawn);
    expect((await desk.referral()).doc).toMatchObject({
      state: 'withdrawn',
      history: [
        { what: 'submitted' },
        { what: 'consent', by: people.coordinator },
        { what: 'withdrawn', by: people.coordinator },
      ],
    });
  });

  test.for<[string, Partial<Meeting>]>([
    ['a meeting to come', {}],
    ['one that is over', { state: 'closed' }],
  ])('a co-ordinator who declared an interest in it at %s does not see to it', async ([, of]) => {
    await onAgenda([{ person: people.coordinator, seat: 'iom-community-safety-officer', at: NOW.toISOString() }], of);
    for (const verb of ['referral.open', 'amendment.withdrawing', 'consent.open'])
      await expect(press('coordinator', verb, { referral: REF })).rejects.toThrow('Only');
    await expect(press('coordinator', 'papers.view', { referral: REF })).rejects.toThrow('declared an interest');
  });

  test('nobody else gets there, nor the co-ordinator to a draft, nor to what a referrer who is here has made', async () => {
    const open = { referral: REF };
    await expect(press('police', 'referral.open', open)).rejects.toThrow('Only');
    await expect(press('referrer', 'referral.open', open)).rejects.toThrow('not in this panel’s team');
    expect(readable(await press('police', 'papers.view', open))).not.toContain('Change, withdraw');
    expect(await desk.refused('referral.open', open, 'coordinator')).toContain('Only');
    const row = await desk.referral();
    await desk.store.commit(area().id, [replace(row, { ...row.doc, state: 'draft' })]);
    await expect(press('coordinator', 'referral.open', open)).rejects.toThrow('Only');
  });
});

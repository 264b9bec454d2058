import { expect, test } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import { tellings } from '../../cards/index.ts';
import { Meetings, Members, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create, replace } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { answers, area, meeting, NOW, names, people, richmond } from '../support/builders.ts';
import { buttons, deskOf, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const REF = 'RICH-2026-001';
/** Nell of another agency is recorded as the gatekeeper: who it is does not matter, only that the area says so. */
const kept = { gatekeepers: { 'riverside-mentoring': people.shelter } };

test('the referrer sees that it waits; the gatekeeper is told without a name, reads the whole, and releases it', async () => {
  const desk = await deskOf(kept);
  golden('gatekeeper-given', await desk.submitted());
  const place = { store: desk.store, area: area(kept), scheme: richmond, now: NOW };
  const told = (await tellings.get('for release')?.card(place, people.shelter, REF))?.card;
  if (!told) throw new Error('nothing is told');
  golden('gatekeeper-told', told);
  expect(readable(told)).not.toContain('Testerby');
  golden('gatekeeper-view', await desk.press('gatekeeper.view', { referral: REF }, 'shelter'));
  golden(
    'gatekeeper-released',
    await desk.press('gatekeeper.release', { referral: REF, version: await desk.version() }, 'shelter'),
  );
  const news = (await tellings.get('referral news')?.card(place, people.referrer, REF))?.card;
  if (!news) throw new Error('no news');
  golden('referral-news-released', news);
});

test.for([
  ['who has left', { left: { [people.shelter]: { at: '2026-11-01T10:00:00.000Z', seats: [] } } }, 'has left the team'],
  [
    'who is on leave',
    { leave: { [people.shelter]: { until: day('2026-11-20'), standIn: people.chair } } },
    'on leave until 20 November 2026; if it cannot wait, ask the co-ordinator to name somebody else',
  ],
] as const)('a referral that waits for somebody %s says so to its referrer', async ([, change, said]) => {
  const desk = await deskOf({ ...kept, ...change });
  expect(readable(await desk.submitted())).toContain(said);
});

test('somebody of the agency who stands in is told so, and the referrer reads who releases it meanwhile', async () => {
  const here = { ...kept, leave: { [people.shelter]: { until: day('2026-11-20'), standIn: people.youth } } };
  const desk = await deskOf(here);
  const row = must(await desk.store.get(area().id, Members, people.youth), 'somebody');
  await desk.store.commit(area().id, [replace(row, { ...row.doc, agency: 'riverside-mentoring' })]);
  expect(readable(await desk.submitted())).toContain(
    `on leave until 20 November 2026; ${names.youth} does so meanwhile`,
  );
  const place = { store: desk.store, area: area(here), scheme: richmond, now: NOW };
  const told = (await tellings.get('for release')?.card(place, people.youth, REF))?.card;
  expect(told && readable(told)).toContain(
    'You stand in for the gatekeeper, who is on leave: release it, or return it',
  );
});

test('returned with a comment, which stands on the draft until it is submitted again', async () => {
  const desk = await deskOf(kept);
  await desk.submitted();
  golden('gatekeeper-returning', await desk.press('gatekeeper.returning', { referral: REF }, 'shelter'));
  const data = { referral: REF, version: await desk.version() };
  expect(await desk.refused('gatekeeper.return', { ...data, comment: '' }, 'shelter')).toContain(
    '“Comment”: it is needed',
  );
  const list = await desk.press('gatekeeper.return', { ...data, comment: 'Say by when.' }, 'shelter');
  expect(readable(list)).toContain('is returned, and its referrer is told');
  const check = await desk.press('referral.open', { referral: REF, step: 'check' });
  golden('gatekeeper-returned', check);
  expect(buttons(check).map(({ verb }) => verb)).toContain('referral.submit');
});

test('the agenda invites both: the referrer for their referral, the gatekeeper for one of their agency which they released', async () => {
  const desk = await deskOf(kept);
  await desk.submitted();
  await desk.press('gatekeeper.release', { referral: REF, version: await desk.version() }, 'shelter');
  await desk.store.commit(area().id, [create(Meetings, 'meeting-1', meeting())]);
  await dispatch(
    desk.desk,
    area(kept),
    { person: people.coordinator, name: names.coordinator, mri: '29:coordinator', where: 'channel' },
    NOW,
    'agenda.post',
    { meeting: 'meeting-1' },
  );
  const place = { store: desk.store, area: area(kept), scheme: richmond, now: NOW };
  const told = async (person: PersonKey) => (await tellings.get('invited')?.card(place, person, REF))?.card;
  const [referrer, gatekeeper] = await Promise.all([told(people.referrer), told(people.shelter)]);
  if (!referrer || !gatekeeper) throw new Error('both are told');
  expect(readable(referrer)).toContain('to add to your referral');
  expect(readable(gatekeeper)).toContain(
    'This is a referral of your agency, Riverside Mentoring, which you released as its gatekeeper.',
  );
  expect(readable(gatekeeper)).not.toContain('your referral');
  expect(await desk.press('agenda.invited', { referral: REF })).toEqual(referrer);
  expect(await desk.press('agenda.invited', { referral: REF }, 'shelter')).toEqual(gatekeeper);
  const [, stands] = buttons(gatekeeper);
  expect(readable(await desk.press(String(stands?.verb), stands?.data as object, 'shelter'))).toContain(
    'On the agenda',
  );
  expect(tellings.get('invited')?.mention).toBe('A referral of your agency is on the agenda.');
});

test.for(['gatekeeper.view', 'gatekeeper.release', 'gatekeeper.return', 'gatekeeper.returning'])(
  'nobody but the gatekeeper uses %s',
  async (verb) => {
    const desk = await deskOf(kept);
    await desk.submitted(answers());
    for (const who of ['referrer', 'chair', 'coordinator', 'nobody'] as const)
      expect(await desk.refused(verb, { referral: REF, version: 1, comment: 'Mine.' }, who)).toMatch(
        /Only the gatekeeper of the agency/,
      );
  },
);

test('whoever keeps no gate is told so', async () => {
  const desk = await deskOf(kept);
  expect(await desk.refused('gatekeeper.list', {}, 'referrer')).toMatch(/You are not the gatekeeper/);
});

test('the co-ordinator names one on the seats card, and takes the name away again', async () => {
  const desk = await deskOf();
  const data = { body: 'iom', agency: 'riverside-mentoring', person: people.referrer };
  golden('setup-seats-gatekeeper', await desk.press('setup.gatekeeper', data, 'coordinator'));
  const none = readable(await desk.press('setup.noGatekeeper', data, 'coordinator'));
  expect(none).toContain('go straight to the panel');
  expect(none).not.toContain('Gatekeeper of');
});

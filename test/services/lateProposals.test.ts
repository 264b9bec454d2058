import { expect, test } from 'vitest';
import { MOST_CASES } from '../../services/casesDue.ts';
import { admitProposal, proposalsWaiting } from '../../services/lateProposals.ts';
import { propose } from '../../services/proposals.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid, proposal, proposalItem } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { areaId, at, holder, seat, seatedPanel, six } from '../support/seated.ts';

const asked = { meeting: 'm1', case: CASE, proposal: 'p1' } as const;
const before = { at: at(-60).toISOString() };
const panelWith = async (
  doc = caseOf({ proposals: [proposal(before)] }),
  overrides: Parameters<typeof seatedPanel>[1] = {},
) => {
  const panel = await seatedPanel(six, overrides);
  await panel.store.commit(areaId, laid(doc));
  return panel;
};

test('a proposal made after the agenda had gone out waits, until the chair admits it as a late item', async () => {
  const { of, meeting } = await panelWith(caseOf());
  const press = { case: CASE, version: 1, change: { motion: 'set lead agency', agency: 'housing' } as const };
  await propose(of(seat.housing), { ...press, why: 'A tenancy is what it turns on.' });
  const [late] = await proposalsWaiting(of(seat.chair), await meeting());
  expect(late).toMatchObject({ case: CASE, heading: 'case questions' });
  const admit = { meeting: 'm1', case: CASE, proposal: late?.proposal ?? '' };
  const presses = await Promise.all([admitProposal(of(seat.chair), admit), admitProposal(of(seat.chair), admit)]);
  expect(presses.sort()).toEqual(['admitted', 'already']);
  const { items } = await meeting();
  expect(items.map(({ heading, late: marked }) => [heading, marked])).toEqual([
    ['new referrals', undefined],
    ['case questions', true],
    ['any other business', undefined],
  ]);
  expect(await proposalsWaiting(of(seat.chair), await meeting())).toEqual([]);
});

test('the chair admits it by a press, and sees it marked', async () => {
  const { store } = await panelWith();
  const press = atDesk(store);
  const pressed = { meeting: 'm1', about: CASE, proposal: 'p1' };
  const shown = await press(holder(seat.chair), 'agenda.view', { meeting: 'm1' });
  expect(readable(shown)).toContain('1 proposal came too late or found no room, and waits for the next meeting');
  await expect(press(holder(seat.housing), 'agenda.admitProposal', pressed)).rejects.toThrow('Only the chair');
  const admitted = readable(await press(holder(seat.chair), 'agenda.admitProposal', pressed));
  expect(admitted).toContain(`What is proposed for ${CASE} is admitted as a late item.`);
  expect(admitted).toContain(`Question about a case ${CASE} (late item)`);
  expect(readable(await press(holder(seat.chair), 'agenda.admitProposal', pressed))).toContain('moved on before your');
  const minutes = readable(await press(holder(seat.chair), 'minutes.view', { meeting: 'm1', page: 1 }));
  expect(minutes).toContain('admitted by the chair after the agenda had gone out');
});

test('the oldest comes first, and what the agenda carries already does not wait', async () => {
  const two = [proposal({ id: 'p2', at: at(2).toISOString() }), proposal({ ...before, id: 'p3' }), proposal(before)];
  const { of, meeting } = await panelWith(caseOf({ proposals: two }), { items: [proposalItem()] });
  const waiting = await proposalsWaiting(of(seat.chair), await meeting());
  expect(waiting.map((late) => late.proposal)).toEqual(['p3', 'p2']);
});

test('more wait than one agenda takes, and each of them is known', async () => {
  const { store, of, meeting } = await panelWith(caseOf());
  const refs = Array.from({ length: MOST_CASES + 3 }, (_, n) => `RICH-2026-1${String(n).padStart(2, '0')}`);
  for (const ref of refs) await store.commit(areaId, laid(caseOf({ ref, proposals: [proposal(before)] })));
  expect(await proposalsWaiting(of(seat.chair), await meeting())).toHaveLength(refs.length);
});

test.for<[string, Parameters<typeof panelWith>, string]>([
  ['before the agenda has gone out', [undefined, { agendaPostedAt: undefined, items: [] }], 'no late items'],
  ['once the meeting is closed', [undefined, { state: 'closed' }], 'no late items'],
  ['that was taken back', [caseOf()], 'settled'],
  ['of another body', [caseOf({ body: 'asb', proposals: [proposal(before)] })], 'not waiting'],
])('nothing is admitted %s', async ([, given, kind]) => {
  const { of } = await panelWith(...given);
  await expect(admitProposal(of(seat.chair), asked)).rejects.toMatchObject({ kind });
});

test.for<[string, string, boolean]>([
  ['put forward before the meeting', at(-60).toISOString(), true],
  ['put forward at the meeting is for the next (G Q11)', at(25).toISOString(), false],
])('a removal %s', async ([, when, admitted]) => {
  const change = { motion: 'de-select', reason: 'professional-judgement' } as const;
  const { of, meeting } = await panelWith(caseOf({ proposals: [proposal({ change, at: when })] }), {
    openedAt: at(0).toISOString(),
  });
  expect(await proposalsWaiting(of(seat.chair), await meeting())).toHaveLength(admitted ? 1 : 0);
  const admit = admitProposal(of(seat.chair), asked);
  if (admitted) expect(await admit).toBe('admitted');
  else await expect(admit).rejects.toMatchObject({ kind: 'not waiting' });
});

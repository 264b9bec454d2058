import { expect, test } from 'vitest';
import { caseCard } from '../../cards/case/card.ts';
import { dispatch } from '../../cards/dispatch.ts';
import { transferCard, youngCard } from '../../cards/dyo/card.ts';
import { moving } from '../../cards/dyo/commands.ts';
import type { Case } from '../../services/caseModel.ts';
import { type PersonKey, Referrals } from '../../services/model.ts';
import type { Role } from '../../services/permission.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { action } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { area, areaId, at, coordinator, holder, referral, seat, seatedPanel } from '../support/seated.ts';

const young = (change: Partial<Case> = {}): Case =>
  caseOf({
    body: 'dyo',
    dyo: true,
    leadAgency: 'youth-offending',
    identity: { ...caseOf().identity, dateOfBirth: day('2008-11-05') },
    ...change,
  });
const shown = { today: day('2026-11-05'), scheme: richmond, area: areaId, page: 1 };
const draft = referral({ ref: 'RICH-2026-041', state: 'draft', referrer: holder(seat.youth), transferOf: CASE });

test('the list and the move, as they look', () => {
  golden('dyo-list-none', youngCard({ ...shown, cases: [] }));
  const move = { proposed: day('2026-11-05'), referral: 'RICH-2026-041' };
  const born = { ...young().identity, dateOfBirth: undefined };
  golden(
    'dyo-list',
    youngCard({ ...shown, cases: [young(), young({ ref: 'RICH-2026-015', move }), young({ identity: born })] }),
  );
  golden('dyo-transfer', transferCard(draft, richmond, areaId));
});

test('a case says that it is flagged, and what is to be done', () => {
  const view = (tab: 'summary' | 'plan') => ({
    seen: {
      doc: young(),
      version: 1,
      events: [],
      actions: [
        action({
          history: [{ at: '2026-10-20T09:00:00.000Z', by: holder(seat.housing), what: 'reported on', note: 'Viewed.' }],
        }),
        action({ id: 'a2', state: 'completed', outcome: 'Moved in on Monday.' }),
      ],
      names: new Map(),
      alike: [],
    },
    scheme: richmond,
    area: areaId,
    tab,
    page: 1,
    today: day('2026-11-05'),
    viewer: holder(seat.youth),
    roles: new Set<Role>(['member']),
  });
  golden('case-young-offender', caseCard(view('summary')));
  golden('case-actions', caseCard(view('plan')));
});

test('whoever follows young offenders for an agency opens the list, nobody else; the referrer opens the referral', async () => {
  const { store } = await seatedPanel();
  await store.commit(areaId, [...laid(young()), create(Referrals, draft.ref, draft)]);
  const named = area({ dyoLeads: { housing: holder(seat.housing) } });
  const on = { store, schemes, coordinators: [coordinator], newId: () => 'id1' };
  const press = async (person: PersonKey) =>
    JSON.stringify(
      await dispatch(on, named, { person, name: 'Somebody', mri: '29:x', where: 'personal' }, at(30), 'dyo.list', {}),
    );
  expect(await press(holder(seat.housing))).toContain('18 on 5 November 2026');
  expect(await press(coordinator)).toContain(CASE);
  await expect(press(holder(seat.youth))).rejects.toThrow('Only whoever follows');
  const place = { store, area: named, scheme: richmond, now: at(30) };
  expect(JSON.stringify(await moving.card(place, holder(seat.youth), draft.ref))).toContain('referral.open');
  expect(await moving.card(place, holder(seat.housing), draft.ref)).toBeUndefined();
});

test('the move is put forward by hand from the case, once, with a reason', async () => {
  const { store } = await seatedPanel();
  await store.commit(areaId, laid(young({ identity: { ...young().identity, dateOfBirth: day('2008-12-05') } })));
  const press = atDesk(store);
  const chair = coordinator;
  const form = await press(chair, 'proposal.form', { case: CASE, kind: 'transfer' });
  golden('proposal-transfer', form);
  const typed = { case: CASE, version: 1, kind: 'transfer' };
  await expect(press(chair, 'proposal.make', { ...typed, to: 'iom', why: '' })).rejects.toThrow(
    '“Reason”: it is needed',
  );
  await expect(press(chair, 'proposal.make', { ...typed, to: 'asb', why: 'So.' })).rejects.toThrow(
    'one of the answers',
  );
  await expect(press(chair, 'proposal.make', { ...typed, why: 'So.' })).rejects.toThrow('it is needed');
  const made = await press(chair, 'proposal.make', { ...typed, to: 'iom', why: 'Eighteen next month.' });
  golden('proposal-transfer-made', made);
  expect(readable(made)).not.toContain('Propose the move');
  const again = { ...typed, version: 2, to: 'iom', why: 'Eighteen next month.' };
  await expect(press(chair, 'proposal.make', again)).rejects.toThrow('proposed already');
});

test('of an adult’s case no move is offered or taken', async () => {
  const { store } = await seatedPanel();
  await store.commit(areaId, laid(caseOf()));
  const press = atDesk(store);
  const shownToAll = await press(holder(seat.chair), 'case.view', { case: CASE, tab: 'summary', page: 1 });
  expect(readable(shownToAll)).not.toContain('Propose the move');
  await expect(press(holder(seat.chair), 'proposal.form', { case: CASE, kind: 'transfer' })).rejects.toThrow(
    'The IOM Panel does not decide this.',
  );
});

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
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
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

import { expect, test } from 'vitest';
import { agendaItems } from '../../../services/rules/agenda.ts';
import { day } from '../../../services/rules/days.ts';
import { HeadingId } from '../../../services/rules/scheme.ts';

const headings = HeadingId.options;

test('an item for each referral, in order, between what is open and what is standing', () => {
  const items = agendaItems({
    headings,
    referrals: ['RICH-2026-002', 'RICH-2026-001'],
    cases: {},
    openActions: 1,
    last: day('2026-10-01'),
  });
  expect(items).toEqual([
    { heading: 'last minutes' },
    { heading: 'matters arising' },
    { heading: 'new referrals', referral: 'RICH-2026-002' },
    { heading: 'new referrals', referral: 'RICH-2026-001' },
    { heading: 'service provision' },
    { heading: 'good practice' },
    { heading: 'any other business' },
  ]);
});

test('a first meeting without referrals has only what always stands on the agenda', () => {
  expect(agendaItems({ headings, referrals: [], cases: {}, openActions: 0 }).map(({ heading }) => heading)).toEqual([
    'service provision',
    'good practice',
    'any other business',
  ]);
});

test('declined and overdue actions are taken one by one, the others in one line; what climbed comes under its heading', () => {
  const arising = [{ id: 'a1', ref: 'RICH-2026-001' }];
  const escalated = [{ id: 'a2', ref: 'RICH-2026-002' }];
  const due = { headings: ['matters arising', 'escalations'] as const, referrals: [], cases: {} };
  expect(agendaItems({ ...due, arising, openActions: 2, escalated })).toEqual([
    { heading: 'matters arising', action: arising[0] },
    { heading: 'matters arising' },
    { heading: 'escalations', action: escalated[0] },
  ]);
  expect(agendaItems({ ...due, arising, openActions: 0 })).toEqual([
    { heading: 'matters arising', action: arising[0] },
  ]);
});

test.for([['service provision', 'any other business'], ['any other business']] as const)(
  'agencies that are proposed come before what always stands under %s',
  (headings) => {
    const join = { id: 'j1', name: 'Harbour Trust' };
    expect(agendaItems({ headings, referrals: [], cases: {}, openActions: 0, joins: [join] }).slice(0, 2)).toEqual([
      { heading: headings[0], join },
      { heading: headings[0] },
    ]);
  },
);

test('a heading the body does not have is left out', () => {
  expect(
    agendaItems({ headings: ['any other business'], referrals: ['RICH-2026-001'], cases: {}, openActions: 3 }),
  ).toEqual([{ heading: 'any other business' }]);
});

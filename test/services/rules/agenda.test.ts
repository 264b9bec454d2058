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

test('a heading the body does not have is left out', () => {
  expect(
    agendaItems({ headings: ['any other business'], referrals: ['RICH-2026-001'], cases: {}, openActions: 3 }),
  ).toEqual([{ heading: 'any other business' }]);
});

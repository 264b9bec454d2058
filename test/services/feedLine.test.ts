import { expect, test } from 'vitest';
import { recordsOf } from '../../services/csv.ts';
import { feedLineOf } from '../../services/feedLine.ts';
import type { FeedFacts } from '../../services/rules/feed.ts';
import { type FeedColumn, feedHeading, feedHeadOf } from '../../services/rules/feedColumns.ts';
import { TODAY } from '../support/builders.ts';
import { type FeedRow, feedOf, pnc } from '../support/feeding.ts';

const read = (row: FeedRow) => {
  const [head, record] = recordsOf(feedOf([{ pncId: pnc(1), ...row }])).records;
  if (!head || !record) throw new Error('two lines');
  return feedLineOf(record, feedHeadOf(head.cells), TODAY);
};

test.for<readonly [string, FeedRow, FeedFacts]>([
  ['nothing but whose it is', {}, {}],
  ['empty cells and dashes', { bail: '', wanted: '-', courts: ' – ', pending: '  ' }, {}],
  [
    'offences with days in three orders',
    { offences: '2026-11-03 Theft; 3/11/2026: Affray;3 Nov 2026 – Burglary, second degree;; 1st November 2026 Arson' },
    {
      offences: [
        { on: '2026-11-03', text: 'Theft' },
        { on: '2026-11-03', text: 'Affray' },
        { on: '2026-11-03', text: 'Burglary, second degree' },
        { on: '2026-11-01', text: 'Arson' },
      ] as FeedFacts['offences'] & object,
    },
  ],
  [
    'pending cases',
    { pending: 'Burglary, Invented Crown Court; Affray' },
    { pending: ['Burglary, Invented Crown Court', 'Affray'] },
  ],
  ['nothing pending', { pending: 'None' }, { pending: [] }],
  ['no offence', { offences: 'none' }, {}],
  ['bail', { bail: '20/11/2026' }, { bail: '2026-11-20' as never }],
  ['no bail', { bail: 'none' }, { bail: 'none' }],
  ['yes and no in few letters', { wanted: 'Y', inPrison: ' NO ' }, { wanted: 'yes', inPrison: 'no' }],
  ['kinds in other words', { inPrison: 'yes', kind: 'On remand' }, { inPrison: 'yes', kind: 'remand' }],
  ['months', { inPrison: 'yes', months: '18 months' }, { inPrison: 'yes', months: 18 }],
  ['no length', { inPrison: 'yes', months: 'Indeterminate' }, { inPrison: 'yes', months: 'indeterminate' }],
  ['a reason guarded against formulas', { wanted: 'no', wantedFor: "'=1+1" }, { wanted: 'no', wantedFor: '=1+1' }],
])('%s is read', ([, row, facts]) => {
  expect(read(row)).toEqual({ pnc: '2014-101A', facts });
});

test.for<readonly [FeedColumn, FeedRow, RegExp]>([
  ['pncId', { pncId: '', bail: '2026-12-01' }, /is missing/],
  ['pncId', { pncId: '=1' }, /would run as a formula/],
  ['offences', { offences: 'Theft' }, /“Theft” does not begin with a day/],
  ['offences', { offences: '2026-11-03' }, /does not begin with a day and go on in words/],
  ['offences', { offences: '30/02/2026 Theft' }, /“30\/02\/2026” is not a day/],
  ['offences', { offences: `2026-11-03 ${'x'.repeat(81)}` }, /longer than 80/],
  ['offences', { offences: '2026-11-03 Theft;'.repeat(21) }, /more than 20; put the others on a line of their own/],
  ['pending', { pending: 'x;'.repeat(13) }, /more than 12/],
  ['pending', { pending: 'x'.repeat(150) }, /longer than 120/],
  ['courts', { courts: '5/11/26 Invented Magistrates’ Court' }, /does not begin with a day/],
  ['bail', { bail: 'soon' }, /“soon” is not a day; write it as/],
  ['bail', { bail: '+1' }, /begins with “\+”/],
  ['wanted', { wanted: 'perhaps' }, /is none of yes, no/],
  ['wanted', { wanted: 'constructor' }, /is none of yes, no/],
  ['wanted', { wantedSince: '2026-11-01' }, /is missing beside/],
  ['wanted', { wantedFor: 'Affray' }, /is missing beside/],
  ['wantedSince', { wanted: 'yes', wantedSince: '2026-11-06' }, /lies in the future/],
  ['wantedFor', { wanted: 'yes', wantedFor: 'x'.repeat(201) }, /longer than 200/],
  ['inPrison', { prison: 'Unreal Prison' }, /is missing beside/],
  ['inPrison', { months: '3' }, /is missing beside/],
  ['prison', { inPrison: 'yes', prison: 'Two\nlines' }, /several lines/],
  ['prisonSince', { inPrison: 'yes', prisonSince: '6 Nov 2026' }, /lies in the future/],
  ['kind', { inPrison: 'yes', kind: 'holiday' }, /is none of remand, sentence/],
  ['months', { inPrison: 'yes', months: '0' }, /neither a number of months/],
  ['months', { inPrison: 'yes', months: '9999' }, /neither a number of months/],
  ['release', { release: '12/31/2026' }, /has the month before the day/],
])('%s: %o is bad', ([column, row, why]) => {
  const line = read(row);
  const faults = 'faults' in line ? line.faults : [];
  expect(faults).toEqual([{ line: 2, column: feedHeading(column), why: expect.stringMatching(why) }]);
});

test('of a line without a PNC id nothing else is said, which would quote it', () => {
  expect(read({ pncId: '', bail: 'a secret' })).toEqual({ faults: [{ line: 2, column: 'PNC id', why: 'is missing' }] });
});

test('all that is wrong with a line is named at once', () => {
  const line = read({ bail: 'soon', wanted: 'perhaps', release: 'later' });
  expect('faults' in line && line.faults.map(({ column }) => column)).toEqual([
    'Bail to return',
    'Wanted',
    'Release date',
  ]);
});

/** Every item of the feed (L, IDIOM) against a case: changed, unchanged, bad. */
import { describe, expect, test } from 'vitest';
import type { CourtDate } from '../../../services/rules/court.ts';
import type { Custody } from '../../../services/rules/custody.ts';
import { day } from '../../../services/rules/days.ts';
import {
  BY_FEED,
  type FeedFacts,
  type FeedItem,
  type FeedKnown,
  type FeedPast,
  type FeedStep,
  feedStanding,
  readFeed,
} from '../../../services/rules/feed.ts';
import { isFeed } from '../../../services/rules/feedColumns.ts';

const today = day('2026-11-05');
const yesterday = day('2026-11-04');
const ahead = day('2026-12-01');
const later = day('2027-02-01');

const nothing: FeedPast = { offended: [], heard: [], keepsCourts: true };
const theft = { on: day('2026-11-03'), text: 'Theft of a garden gnome' };
const hearing = { on: ahead, text: 'Invented Magistrates’ Court' };
const court = (change: Partial<CourtDate> = {}): CourtDate => ({
  ...{ id: 'c1', on: ahead, court: hearing.text, promptOn: day('2026-11-24') },
  ...change,
});
const remand: Custody = { kind: 'remand', prison: 'Unreal Prison', since: day('2026-11-01') };
const sentence: Custody = { ...remand, kind: 'sentence', months: 8 };
const inside: FeedFacts = { inPrison: 'yes', prison: 'Unreal Prison', prisonSince: remand.since, kind: 'remand' };
const wanted = { since: day('2026-11-02'), why: 'Failed to appear.' };

type Row = readonly [string, FeedFacts, FeedKnown, Partial<FeedPast>, readonly FeedStep[], readonly FeedItem[]];

describe('what changes a case', () => {
  test.for<Row>([
    [
      'an offence that nobody knew of',
      ...([{ offences: [theft] }, {}, {}] as const),
      [{ what: 'offended', on: theft.on, type: theft.text, known: false }],
      ['offending history'],
    ],
    [
      'an offence of which a register gave the day only',
      ...([{ offences: [theft] }, {}, { offended: [{ on: theft.on }] }] as const),
      [{ what: 'offended', on: theft.on, type: theft.text, known: true }],
      ['offending history'],
    ],
    [
      'two offences of a day of which one was known by its day',
      { offences: [theft, { ...theft, text: 'Affray' }] },
      {},
      { offended: [{ on: theft.on }] },
      [
        { what: 'offended', on: theft.on, type: theft.text, known: true },
        { what: 'offended', on: theft.on, type: 'Affray', known: false },
      ],
      ['offending history'],
    ],
    [
      'another offence of the same day, told twice in the line',
      {
        offences: [
          { ...theft, text: 'Affray' },
          { ...theft, text: 'AFFRAY' },
        ],
      },
      {},
      { offended: [{ on: theft.on, type: theft.text }] },
      [{ what: 'offended', on: theft.on, type: 'Affray', known: false }],
      ['offending history'],
    ],
    [
      'cases that are pending',
      ...([{ pending: ['Burglary', 'Affray'] }, { pending: ['Burglary'] }, {}] as const),
      [{ what: 'pending', cases: ['Burglary', 'Affray'] }],
      ['pending cases'],
    ],
    [
      'no case pending any more',
      ...([{ pending: [] }, { pending: ['Burglary'] }, {}] as const),
      [{ what: 'pending', cases: [] }],
      ['pending cases'],
    ],
    [
      'bail, which leaves the other dates',
      ...([{ bail: ahead }, { keyDates: { bail: today, sentenceEnd: later } }, {}] as const),
      [{ what: 'dates', keyDates: { bail: ahead, sentenceEnd: later } }],
      ['bail'],
    ],
    [
      'bail of today',
      ...([{ bail: today }, {}, {}] as const),
      [{ what: 'dates', keyDates: { bail: today } }],
      ['bail'],
    ],
    [
      'no bail any more',
      ...([{ bail: 'none' }, { keyDates: { bail: ahead } }, {}] as const),
      [{ what: 'dates', keyDates: {} }],
      ['bail'],
    ],
    [
      'a court date',
      ...([{ courts: [hearing] }, { courts: [court({ on: later })] }, {}] as const),
      [{ what: 'court', on: ahead, court: hearing.text }],
      ['court'],
    ],
    [
      'two court dates of one day in two courts',
      { courts: [hearing, { ...hearing, text: 'Invented Crown Court' }] },
      ...([{}, {}] as const),
      [
        { what: 'court', on: ahead, court: hearing.text },
        { what: 'court', on: ahead, court: 'Invented Crown Court' },
      ],
      ['court'],
    ],
    [
      'wanted, since when and for what',
      ...([{ wanted: 'yes', wantedSince: yesterday, wantedFor: 'Recall to prison' }, {}, {}] as const),
      [{ what: 'wanted', wanted: { since: yesterday, why: 'Recall to prison' } }],
      ['wanted'],
    ],
    [
      'wanted and no more',
      ...([{ wanted: 'yes' }, {}, {}] as const),
      [{ what: 'wanted', wanted: { since: today, why: BY_FEED } }],
      ['wanted'],
    ],
    [
      'wanted since another day',
      ...([{ wanted: 'yes', wantedSince: yesterday }, { wanted }, {}] as const),
      [{ what: 'wanted', wanted: { since: yesterday, why: wanted.why } }],
      ['wanted'],
    ],
    ['wanted no longer', { wanted: 'no' }, { wanted }, {}, [{ what: 'not wanted' }], ['wanted']],
    ['prison', inside, {}, {}, [{ what: 'custody', custody: remand }], ['in prison']],
    [
      'prison with the expected release',
      ...([{ ...inside, kind: 'sentence', months: 8, release: later }, {}, {}] as const),
      [{ what: 'custody', custody: { ...sentence, releaseOn: later } }],
      ['in prison', 'release'],
    ],
    [
      'a sentence after remand, of whom all else is known',
      ...([{ inPrison: 'yes', kind: 'sentence', months: 8 }, { custody: remand }, {}] as const),
      [{ what: 'custody', custody: sentence }],
      ['in prison'],
    ],
    [
      'an indeterminate sentence in place of one with a length',
      ...([{ inPrison: 'yes', months: 'indeterminate' }, { custody: sentence }, {}] as const),
      [{ what: 'custody', custody: { ...remand, kind: 'sentence', indeterminate: true } }],
      ['in prison'],
    ],
    [
      'another prison',
      ...([{ ...inside, prison: 'Imaginary Prison' }, { custody: remand }, {}] as const),
      [{ what: 'custody', custody: { ...remand, prison: 'Imaginary Prison' } }],
      ['in prison'],
    ],
    [
      'an expected release of somebody inside',
      ...([{ release: later }, { custody: sentence }, {}] as const),
      [{ what: 'custody', custody: { ...sentence, releaseOn: later } }],
      ['release'],
    ],
    [
      'an expected release that is not known any more',
      ...([{ release: 'none' }, { custody: { ...sentence, releaseOn: later } }, {}] as const),
      [{ what: 'custody', custody: sentence }],
      ['release'],
    ],
    [
      'release on a day that has come',
      ...([{ inPrison: 'no', release: yesterday }, { custody: sentence }, {}] as const),
      [{ what: 'released', on: yesterday }],
      ['release'],
    ],
    [
      'in prison no more, on which day nobody says',
      ...([{ inPrison: 'no' }, { custody: sentence }, {}] as const),
      [{ what: 'released', on: today }],
      ['release'],
    ],
    [
      'prison again after release',
      ...([{ ...inside, prisonSince: today }, { custody: { ...remand, released: yesterday } }, {}] as const),
      [{ what: 'custody', custody: { ...remand, since: today } }],
      ['in prison'],
    ],
    [
      'several facts of one line',
      { bail: 'none', wanted: 'no', ...inside, offences: [theft] },
      { keyDates: { bail: ahead }, wanted },
      {},
      [
        { what: 'offended', on: theft.on, type: theft.text, known: false },
        { what: 'dates', keyDates: {} },
        { what: 'not wanted' },
        { what: 'custody', custody: remand },
      ],
      ['offending history', 'bail', 'wanted', 'in prison'],
    ],
  ])('%s', ([, facts, known, past, steps, items]) => {
    expect(readFeed(facts, known, { ...nothing, ...past }, today)).toEqual({ status: 'changed', steps, items });
  });
});

describe('what changes nothing', () => {
  test.for<readonly [string, FeedFacts, FeedKnown, Partial<FeedPast>]>([
    ['a line that says nothing', {}, { wanted, custody: remand, pending: ['Burglary'], keyDates: { bail: ahead } }, {}],
    [
      'an offence that is known, in other letters',
      { offences: [{ ...theft, text: 'THEFT of a garden-gnome' }] },
      {},
      { offended: [{ on: theft.on, type: theft.text }] },
    ],
    [
      'the same pending cases in another order',
      { pending: ['Affray', 'burglary'] },
      { pending: ['Burglary', 'Affray'] },
      {},
    ],
    ['nothing pending where nothing was', { pending: [] }, {}, {}],
    ['the same bail', { bail: ahead }, { keyDates: { bail: ahead } }, {}],
    ['bail of a day that has passed', { bail: yesterday }, { keyDates: { bail: ahead } }, {}],
    ['no bail where there was none', { bail: 'none' }, {}, {}],
    [
      'the same court date',
      { courts: [{ ...hearing, text: 'Invented magistrates court' }] },
      { courts: [court()] },
      {},
    ],
    [
      'a court date that has its result already',
      { courts: [hearing] },
      {},
      { heard: [{ on: ahead, court: hearing.text }] },
    ],
    ['a court date that has passed', { courts: [{ ...hearing, on: yesterday }] }, {}, {}],
    ['a court date where the body keeps none', { courts: [hearing] }, {}, { keepsCourts: false }],
    ['wanted as before', { wanted: 'yes', wantedSince: wanted.since, wantedFor: wanted.why }, { wanted }, {}],
    ['wanted, of whom more is known already', { wanted: 'yes' }, { wanted }, {}],
    ['not wanted, as before', { wanted: 'no', wantedSince: yesterday }, {}, {}],
    ['in the same prison', { ...inside, prison: 'UNREAL prison' }, { custody: remand }, {}],
    ['in prison and no more', { inPrison: 'yes' }, { custody: { ...sentence, releaseOn: later } }, {}],
    ['the same expected release', { release: later }, { custody: { ...sentence, releaseOn: later } }, {}],
    ['a sentence that is known', { ...inside, kind: 'sentence', months: 8 }, { custody: sentence }, {}],
    ['not in prison, as before', { inPrison: 'no', release: yesterday, prison: 'Unreal Prison' }, {}, {}],
    ['not in prison and released already', { inPrison: 'no' }, { custody: { ...remand, released: yesterday } }, {}],
    ['the stay that was over yesterday', inside, { custody: { ...remand, released: yesterday } }, {}],
    [
      'the stay that was over on the day on which it began',
      { ...inside, prisonSince: today },
      { custody: { ...remand, since: today, released: today } },
      {},
    ],
    ['a release date that has passed, of nobody inside', { release: yesterday }, {}, {}],
  ])('%s', ([, facts, known, past]) => {
    expect(readFeed(facts, known, { ...nothing, ...past }, today)).toEqual({ status: 'unchanged' });
  });
});

describe('what is bad, by its column', () => {
  test.for<readonly [string, FeedFacts, FeedKnown, readonly string[], RegExp]>([
    ['an offence of tomorrow', { offences: [{ ...theft, on: ahead }] }, {}, ['offences'], /lies in the future/],
    ['wanted since tomorrow', { wanted: 'yes', wantedSince: ahead }, {}, ['wantedSince'], /lies in the future/],
    ['prison, and nothing is known', { inPrison: 'yes' }, {}, ['prison', 'prisonSince', 'kind'], /write which prison/],
    [
      'prison again, and when is not said',
      { ...inside, prisonSince: undefined },
      { custody: { ...remand, released: yesterday } },
      ['prisonSince'],
      /is missing/,
    ],
    ['a sentence without its length', { ...inside, kind: 'sentence' }, {}, ['months'], /the length of the sentence/],
    ['remand with a length', { ...inside, months: 8 }, {}, ['months'], /has no sentence yet/],
    ['in prison since tomorrow', { ...inside, prisonSince: ahead }, {}, ['prisonSince'], /lies in the future/],
    ['released tomorrow', { inPrison: 'no', release: ahead }, { custody: remand }, ['release'], /In prison: yes/],
    ['a release to come, and no custody on the case', { release: ahead }, {}, ['release'], /no custody recorded/],
    ['released tomorrow, never inside', { inPrison: 'no', release: ahead }, {}, ['release'], /In prison: yes/],
    [
      'released before it began',
      { inPrison: 'no', release: day('2026-10-01') },
      { custody: remand },
      ['release'],
      /before the first day/,
    ],
    [
      'another prison, and a release that has passed stands on the case',
      { inPrison: 'yes', prison: 'Imaginary Prison' },
      { custody: { ...sentence, releaseOn: yesterday } },
      ['release'],
      /record the release/,
    ],
    [
      'one fact among good ones, so that none of the line is taken',
      { wanted: 'yes', bail: ahead, inPrison: 'no', release: ahead },
      {},
      ['release'],
      /future/,
    ],
  ])('%s', ([, facts, known, columns, why]) => {
    const read = readFeed(facts, known, nothing, today);
    const faults = read.status === 'bad' ? read.faults : [];
    expect(faults.map(({ column }) => column)).toEqual(columns);
    expect(faults[0]?.why).toMatch(why);
  });
});

describe('whether today’s feed is there', () => {
  const feed = (on: string) => ({ day: day(on), lines: 10, changed: 2, bad: 1 });
  test('two files of a day are one feed', () => {
    expect(feedStanding([feed('2026-11-05'), feed('2026-11-05'), feed('2026-11-04')], today)).toEqual({
      ...{ status: 'here', lines: 20, changed: 4, bad: 2 },
    });
  });
  test('none today: the last one is named', () => {
    const before = [feed('2026-11-03'), feed('2026-11-04'), feed('2026-11-02'), feed('2026-11-06')];
    expect(feedStanding(before, today)).toEqual({ status: 'stale', last: '2026-11-04' });
  });
  test('none at all', () => expect(feedStanding([], today)).toEqual({ status: 'stale' }));
});

test.for<readonly [boolean, string]>([
  [true, 'PNC id,Wanted'],
  [true, 'Bail date;PNC number'.replace(';', ',')],
  [true, 'PNC,Name,Court dates'],
  [false, 'PNC id'],
  [false, 'Wanted,Bail'],
  [false, 'PNC id,Name,Town'],
  [false, 'Name,Date of birth,PNC id,Prison,Owner agency,Lead agency,Adopted on'],
  [false, 'Reference,State,Wanted since,PNC id,Owner agency'],
])('a feed: %s, by the headings %s', ([is, headings]) => {
  expect(isFeed(headings.split(','))).toBe(is);
});

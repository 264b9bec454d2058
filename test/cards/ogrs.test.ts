import { beforeEach, describe, expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { answers, area, NOW, people, richmond } from '../support/builders.ts';
import { buttons, type Desking, deskOf, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const REF = 'RICH-2026-001';
/** The example of the source. */
const example = {
  calcSex: 'male',
  calcBirth: '1991-07-17',
  calcConviction: '2021-08-05',
  calcFollowUp: '2021-12-12',
  calcSanctions: '2',
  calcFirst: '21',
  calcGroup: 'Other offence',
};
/** What the card showed of it. */
const stood = { resultTwo: 17, resultOne: 9 };
const typed = { tool: 'OASys', toolVersion: '4', scoreDate: '2026-11-03', twoYear: '76', oneYear: '58' };

let desk: Desking;
beforeEach(async () => {
  desk = await deskOf();
});
const waiting = () => desk.submitted(answers({ ogrs: undefined }));
const press = async (verb: string, data: object) =>
  desk.press(verb, { ...data, referral: REF, version: await desk.version() }, 'chair');
const refused = async (verb: string, data: object) =>
  desk.refused(verb, { ...data, referral: REF, version: await desk.version() }, 'chair');

test('without a score: the referrer sees that it waits, probation is told without a name and opens the card', async () => {
  golden('ogrs-waits', await waiting());
  const place = { store: desk.store, area: area(), scheme: richmond, now: NOW };
  const told = (await tellings.get('score asked')?.card(place, people.chair, REF))?.card;
  if (!told) throw new Error('nothing is told');
  golden('ogrs-told', told);
  expect(readable(told)).not.toContain('Testerby');
  golden('ogrs-view', await desk.press('ogrs.view', { referral: REF }, 'chair'));
});

test('typed, the score is kept with tool, version, date and band, stands in the papers, and is news for the referrer', async () => {
  await waiting();
  golden('ogrs-recorded', await press('ogrs.record', typed));
  expect((await desk.referral()).doc.scores).toMatchObject([
    { tool: 'OASys', version: '4', date: '2026-11-03', twoYear: 76, oneYear: 58, band: 'high', by: people.chair },
  ]);
  expect(readable(await desk.press('papers.view', { referral: REF }, 'police'))).toContain(
    'OASys 4 of 3 November 2026: 76 percent within two years, 58 percent within one (high).',
  );
  const place = { store: desk.store, area: area(), scheme: richmond, now: NOW };
  const news = (await tellings.get('referral news')?.card(place, people.referrer, REF))?.card;
  expect(news && readable(news)).toContain('76 percent within two years (high)');
});

test('worked out, the sum is explained in plain words, and kept only when that is pressed', async () => {
  await waiting();
  const worked = await press('ogrs.calculate', example);
  golden('ogrs-worked-out', worked);
  expect(readable(worked)).toContain('17 percent within two years, 9 percent within one: low');
  expect((await desk.referral()).doc.scores).toBeUndefined();
  await press('ogrs.keep', { ...example, ...stood });
  expect((await desk.referral()).doc.scores).toMatchObject([
    { tool: 'OGRS', version: '3', date: '2026-11-05', twoYear: 17, oneYear: 9, band: 'low' },
  ]);
});

test('later, whoever reads the papers or the score sees how it was worked out', async () => {
  await waiting();
  const recorded = await press('ogrs.keep', { ...example, ...stood });
  golden('ogrs-worked-out-recorded', recorded);
  const how =
    'male, born on 17 July 1991, convicted on 5 August 2021 at 30; the two years from 12 December 2021; 2 sanctions, the first at 21; Other offence. Added up: age and sex minus 1.32600 (30-34 at the start), later sanction plus 0.46306, pace minus 2.81664, kind of offence minus 0.06070; together minus 3.74028.';
  expect(readable(recorded)).toContain(how);
  expect(readable(await desk.press('papers.view', { referral: REF }, 'police'))).toContain(how);
});

test('what was changed after it was worked out is not recorded unseen: the new result stands there first', async () => {
  await waiting();
  for (const other of [{ resultTwo: 18 }, { resultOne: 10 }])
    expect(readable(await press('ogrs.keep', { ...example, ...stood, ...other }))).toContain('nothing is recorded yet');
  const changed = { ...example, calcSanctions: '12' };
  const card = await press('ogrs.keep', { ...changed, ...stood });
  expect(readable(card)).toContain('so nothing is recorded yet');
  expect((await desk.referral()).doc.scores).toBeUndefined();
  const [keep] = buttons(card).filter(({ title }) => title === 'Record this result');
  if (!keep) throw new Error('nothing to record');
  const { resultTwo, resultOne } = keep.data as { resultTwo: number; resultOne: number };
  expect(resultTwo).toBeGreaterThan(17);
  await press('ogrs.keep', { ...changed, resultTwo, resultOne });
  expect((await desk.referral()).doc.scores).toMatchObject([{ twoYear: resultTwo, oneYear: resultOne }]);
});

test('once it is given, the message to probation says that it has been dealt with; to a co-ordinator, why it is theirs', async () => {
  await waiting();
  const place = { store: desk.store, area: area(), scheme: richmond, now: NOW };
  const asked = async (person: (typeof people)[keyof typeof people]) => {
    const card = (await tellings.get('score asked')?.card(place, person, REF))?.card;
    return card ? readable(card) : 'nothing';
  };
  expect(await asked(people.chair)).toContain('you sit for probation');
  expect(await asked(people.coordinator)).toContain('nobody who sits for probation is here');
  await press('ogrs.record', typed);
  expect(await asked(people.chair)).toContain('This has been dealt with.');
});

describe('bad input is refused, naming the field', () => {
  test.for<[string, string, object, string]>([
    ['no tool', 'ogrs.record', { tool: '' }, '“Tool”: it is needed'],
    ['0 percent', 'ogrs.record', { twoYear: '0' }, '“Within two years, percent”: it is a whole number from 1 to 100'],
    ['101 percent', 'ogrs.record', { twoYear: '101' }, '“Within two years, percent”: it is a whole number'],
    ['half a percent', 'ogrs.record', { twoYear: '7.5' }, '“Within two years, percent”: it is a whole number'],
    ['nothing', 'ogrs.record', { twoYear: '' }, '“Within two years, percent”: it is needed'],
    ['more in one year than in two', 'ogrs.record', { oneYear: '80' }, '“Within one year, percent”: it cannot be more'],
    ['a date ahead', 'ogrs.record', { scoreDate: '2026-11-06' }, '“Date of the score”: it lies in the future'],
    ['no sanction', 'ogrs.keep', { calcSanctions: '0' }, '“Number of sanctions”: expected a whole number of 1 or more'],
    ['sanctions in words', 'ogrs.calculate', { calcSanctions: 'two' }, '“Number of sanctions”: it is a whole number'],
    [
      'a conviction before birth',
      'ogrs.calculate',
      { calcConviction: '1990-01-01' },
      '“Date of the current conviction”',
    ],
    [
      'a child of nine',
      'ogrs.calculate',
      { calcConviction: '2001-01-01' },
      '“Date of the current conviction”: expected an age',
    ],
    [
      'a first sanction after this one',
      'ogrs.calculate',
      { calcFirst: '31' },
      '“Age at the first sanction”: expected at most 30',
    ],
    [
      'two years that begin before the conviction',
      'ogrs.calculate',
      { calcFollowUp: '2021-08-04' },
      '“Start of the two years”: it lies before the current conviction',
    ],
    ['an unknown group', 'ogrs.calculate', { calcGroup: 'Piracy' }, '“Group of the current offence”: choose'],
    ['no sex', 'ogrs.calculate', { calcSex: '' }, '“Sex”: it is needed'],
  ])('%s', async ([, verb, change, words]) => {
    await waiting();
    expect(await refused(verb, { ...typed, ...example, ...stood, ...change })).toContain(words);
    expect((await desk.referral()).doc.scores).toBeUndefined();
  });
});

test('only probation and the co-ordinator open it', async () => {
  await waiting();
  for (const who of ['police', 'referrer', 'nobody'] as const)
    expect(await desk.refused('ogrs.view', { referral: REF }, who)).toMatch(/^Only people who sit for probation/);
});

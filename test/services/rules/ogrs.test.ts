/** The expected figures were worked out apart, from the published formula and weights. */
import { describe, expect, test } from 'vitest';
import { type OgrsInputs, offenceGroups, ogrs3, ogrsBand } from '../../../services/rules/ogrs.ts';

const somebody: OgrsInputs = {
  sex: 'male',
  dateOfBirth: '1990-05-01',
  dateOfCurrentConviction: '2015-06-01',
  dateAtStartOfFollowUp: '2016-02-01',
  totalSanctions: 6,
  ageAtFirstSanction: 17,
  offenceGroup: 'Violence',
};
const scored = (inputs: Partial<OgrsInputs>) => {
  const result = ogrs3({ ...somebody, ...inputs });
  if (!result.ok) throw new Error(`${result.input}: ${result.why}`);
  return result;
};
const percents = (inputs: Partial<OgrsInputs>) => {
  const { oneYearPercent, twoYearPercent } = scored(inputs);
  return [oneYearPercent, twoYearPercent];
};

test('the worked example comes out, with its sum', () => {
  const result = scored({
    dateOfBirth: '1991-07-17',
    dateOfCurrentConviction: '2021-08-05',
    dateAtStartOfFollowUp: '2021-12-12',
    totalSanctions: 2,
    ageAtFirstSanction: 21,
    offenceGroup: 'Other offence',
  });
  expect(result).toMatchObject({ oneYearPercent: 9, twoYearPercent: 17, band: 'low' });
  expect(result.sum).toEqual({
    ageAtConviction: 30,
    ageAtFollowUp: 30,
    ageBand: '30-34',
    ageSex: -1.326,
    status: 0.46306,
    copas: expect.closeTo(1.25112 * Math.log(2 / 19), 10),
    offence: -0.0607,
    total: expect.closeTo(-3.74028, 5),
  });
});

/** At an age and, a day earlier, at the one before: what stands for 9 is no score. */
test.for<['male' | 'female', number, string, number[] | undefined, string, number[]]>([
  ['male', 10, '', undefined, '10-11', [67, 81]],
  ['male', 12, '10-11', [67, 81], '12-13', [69, 82]],
  ['male', 14, '12-13', [69, 82], '14-15', [69, 82]],
  ['male', 16, '14-15', [69, 82], '16-17', [66, 80]],
  ['male', 18, '16-17', [66, 80], '18-20', [52, 69]],
  ['male', 21, '18-20', [52, 69], '21-24', [42, 60]],
  ['male', 25, '21-24', [42, 60], '25-29', [39, 57]],
  ['male', 30, '25-29', [39, 57], '30-34', [35, 53]],
  ['male', 35, '30-34', [35, 53], '35-39', [34, 52]],
  ['male', 40, '35-39', [34, 52], '40-49', [31, 48]],
  ['male', 50, '40-49', [31, 48], '50+', [21, 36]],
  ['female', 10, '', undefined, '10-11', [82, 90]],
  ['female', 12, '10-11', [82, 90], '12-13', [79, 89]],
  ['female', 14, '12-13', [79, 89], '14-15', [80, 89]],
  ['female', 16, '14-15', [80, 89], '16-17', [44, 62]],
  ['female', 18, '16-17', [44, 62], '18-20', [46, 63]],
  ['female', 21, '18-20', [46, 63], '21-24', [42, 60]],
  ['female', 25, '21-24', [42, 60], '25-29', [42, 60]],
  ['female', 30, '25-29', [42, 60], '30-34', [40, 58]],
  ['female', 35, '30-34', [40, 58], '35-39', [33, 50]],
  ['female', 40, '35-39', [33, 50], '40-49', [31, 48]],
  ['female', 50, '40-49', [31, 48], '50+', [15, 27]],
])('%s, the day before turning %i and on the day', ([sex, age, bandBefore, before, bandOn, on]) => {
  const at = (dateAtStartOfFollowUp: string) =>
    ogrs3({
      ...somebody,
      sex,
      dateOfBirth: '1970-06-15',
      dateOfCurrentConviction: '1980-06-15',
      dateAtStartOfFollowUp,
      totalSanctions: 4,
      ageAtFirstSanction: 10,
    });
  expect(at(`${1970 + age}-06-14`)).toMatchObject(
    before
      ? { oneYearPercent: before[0], twoYearPercent: before[1], sum: { ageBand: bandBefore } }
      : { ok: false, input: 'dateAtStartOfFollowUp' },
  );
  expect(at(`${1970 + age}-06-15`)).toMatchObject({
    oneYearPercent: on[0],
    twoYearPercent: on[1],
    sum: { ageBand: bandOn },
  });
});

describe('each offence group, at a man’s first sanction and a woman’s sixth', () => {
  const rows: [string, number[], number[]][] = [
    ['Violence', [7, 14], [36, 54]],
    ['Robbery', [4, 8], [23, 38]],
    ['Public order', [9, 17], [41, 58]],
    ['Sexual (not against child)', [8, 15], [37, 55]],
    ['Sexual (against child)', [4, 8], [23, 38]],
    ['Soliciting or prostitution', [15, 26], [55, 71]],
    ['Burglary (domestic)', [7, 13], [34, 51]],
    ['Burglary (other)', [9, 17], [42, 60]],
    ['Theft (non-motor)', [13, 24], [52, 69]],
    ['Handling stolen goods', [10, 19], [45, 62]],
    ['Fraud and forgery', [9, 16], [40, 58]],
    ['Absconding or bail offences', [14, 26], [54, 71]],
    ['Taking & driving away and related offences', [11, 19], [45, 63]],
    ['Theft from vehicles', [11, 20], [47, 64]],
    ['Other motoring', [9, 18], [43, 60]],
    ['Drink driving and related offences', [7, 13], [34, 51]],
    ['Criminal damage', [9, 17], [41, 59]],
    ['Drug import/export/production', [4, 7], [20, 35]],
    ['Drug possession/supply', [8, 15], [38, 56]],
    ['Other offence', [7, 13], [35, 52]],
  ];

  test.for(rows)('%s', ([offenceGroup, first, sixth]) => {
    expect(percents({ offenceGroup, totalSanctions: 1, ageAtFirstSanction: 25 })).toEqual(first);
    expect(percents({ offenceGroup, sex: 'female' })).toEqual(sixth);
  });

  test('there are twenty', () => {
    expect(offenceGroups).toEqual(rows.map(([name]) => name));
    expect(offenceGroups).toHaveLength(20);
  });
});

describe('bands', () => {
  test.for([
    [11, 14, 49, 'low'],
    [7, 22, 50, 'medium'],
    [15, 23, 74, 'medium'],
    [13, 25, 75, 'high'],
    [28, 25, 89, 'high'],
    [30, 25, 90, 'very high'],
  ] as const)(
    '%i sanctions since the age of %i: %i percent is %s',
    ([totalSanctions, ageAtFirstSanction, two, band]) => {
      const result = scored({ totalSanctions, ageAtFirstSanction, offenceGroup: 'Robbery' });
      expect(result).toMatchObject({ twoYearPercent: two, band });
      expect(ogrsBand(two)).toBe(band);
    },
  );
});

describe('rounding', () => {
  test('goes to five decimals first: 0.664995 is 0.66500 is 67 percent', () => {
    const inputs = { sex: 'female', totalSanctions: 8, ageAtFirstSanction: 23 };
    expect(percents({ ...inputs, offenceGroup: 'Taking & driving away and related offences' })).toEqual([67, 80]);
  });

  test('never says 0 or 100', () => {
    const never = {
      sex: 'female',
      dateOfBirth: '1950-01-01',
      dateOfCurrentConviction: '2020-01-01',
      dateAtStartOfFollowUp: '2020-06-01',
      totalSanctions: 1,
      ageAtFirstSanction: 10,
      offenceGroup: 'Drug import/export/production',
    };
    expect(percents(never)).toEqual([1, 1]);
    const surely = { totalSanctions: 5000, ageAtFirstSanction: 25, offenceGroup: 'Soliciting or prostitution' };
    expect(percents(surely)).toEqual([99, 99]);
  });
});

describe('somebody born on 29 February is a year older on 1 March', () => {
  const born = { dateOfBirth: '2004-02-29', ageAtFirstSanction: 14 };

  test.for([
    ['2022-02-28', 17, [51, 68]],
    ['2022-03-01', 18, [38, 55]],
  ] as const)('follow-up starts on %s: %i', ([dateAtStartOfFollowUp, age, expected]) => {
    const inputs = {
      ...born,
      dateOfCurrentConviction: '2020-01-01',
      dateAtStartOfFollowUp,
      totalSanctions: 3,
      offenceGroup: 'Burglary (domestic)',
    };
    expect(percents(inputs)).toEqual(expected);
    expect(scored(inputs).sum.ageAtFollowUp).toBe(age);
  });

  test.for([
    ['2014-02-28', false],
    ['2014-03-01', true],
  ] as const)('convicted on %s: old enough is %s', ([dateOfCurrentConviction, ok]) => {
    expect(ogrs3({ ...somebody, ...born, dateOfCurrentConviction, ageAtFirstSanction: 10 }).ok).toBe(ok);
  });
});

describe('refused, by the name of the input', () => {
  test.for<[string, Partial<OgrsInputs>, keyof OgrsInputs]>([
    ['another sex than the scale knows', { sex: 'other' }, 'sex'],
    ['no sex', { sex: '' }, 'sex'],
    ['a day of birth that is none', { dateOfBirth: '1990-02-29' }, 'dateOfBirth'],
    ['a day of birth left empty', { dateOfBirth: '' }, 'dateOfBirth'],
    ['a day of conviction that is none', { dateOfCurrentConviction: '2015-06-31' }, 'dateOfCurrentConviction'],
    ['a start of follow-up that is none', { dateAtStartOfFollowUp: '1 February 2016' }, 'dateAtStartOfFollowUp'],
    ['a conviction on the day of birth', { dateOfCurrentConviction: '1990-05-01' }, 'dateOfCurrentConviction'],
    ['a conviction before the birth', { dateOfCurrentConviction: '1989-05-01' }, 'dateOfCurrentConviction'],
    ['a conviction at 9', { dateOfCurrentConviction: '2000-04-30' }, 'dateOfCurrentConviction'],
    ['a follow-up at 9', { dateAtStartOfFollowUp: '2000-04-30' }, 'dateAtStartOfFollowUp'],
    ['no sanctions', { totalSanctions: 0 }, 'totalSanctions'],
    ['fewer sanctions than none', { totalSanctions: -1 }, 'totalSanctions'],
    ['half a sanction', { totalSanctions: 1.5 }, 'totalSanctions'],
    ['a number of sanctions that is none', { totalSanctions: Number.NaN }, 'totalSanctions'],
    ['endless sanctions', { totalSanctions: Number.POSITIVE_INFINITY }, 'totalSanctions'],
    ['a first sanction after the current one', { ageAtFirstSanction: 26 }, 'ageAtFirstSanction'],
    ['a first sanction at a fraction of a year', { ageAtFirstSanction: 17.5 }, 'ageAtFirstSanction'],
    ['a first sanction before the birth', { ageAtFirstSanction: -1 }, 'ageAtFirstSanction'],
    ['an age that is none', { ageAtFirstSanction: Number.NaN }, 'ageAtFirstSanction'],
    ['an unknown offence group', { offenceGroup: 'Piracy' }, 'offenceGroup'],
    ['an offence group in other letters', { offenceGroup: 'violence' }, 'offenceGroup'],
    ['a word of JavaScript as the offence group', { offenceGroup: 'constructor' }, 'offenceGroup'],
  ])('%s', ([, inputs, input]) => {
    const result = ogrs3({ ...somebody, ...inputs });
    expect(result).toEqual({ ok: false, input, why: expect.stringMatching(/^expected .+[^.]$/) });
  });

  /** What JSON, a form or a table may bring in the place of each. */
  const junk: readonly unknown[] = [undefined, null, '', ' ', true, {}, [], ['male'], Number.NaN];
  test.for<[keyof OgrsInputs, readonly unknown[]]>([
    ['sex', [...junk, 1, 'Male', 'm']],
    ['dateOfBirth', [...junk, 19900501, new Date('1990-05-01'), '01/05/1990', '1990-5-1', '1990-05-01T00:00:00Z']],
    ['dateOfCurrentConviction', [...junk, 20150601, new Date('2015-06-01'), '2015-06', '2015-06-01 ']],
    ['dateAtStartOfFollowUp', [...junk, 20160201, new Date('2016-02-01'), '2016']],
    ['totalSanctions', [...junk, '6', 6n, [6], Number.NEGATIVE_INFINITY, 0.5]],
    ['ageAtFirstSanction', [...junk, '17', 17n, [17], Number.POSITIVE_INFINITY]],
    ['offenceGroup', [...junk, 0, ['Violence'], '__proto__', 'toString', 'Violence ']],
  ])('%s of another type, or left out', ([input, values]) => {
    for (const value of values) {
      const result = ogrs3({ ...somebody, [input]: value });
      expect(result, String(value)).toEqual({ ok: false, input, why: expect.stringMatching(/^expected .+[^.]$/) });
    }
    const { [input]: _, ...without } = somebody;
    expect(ogrs3(without as OgrsInputs)).toMatchObject({ ok: false, input });
  });

  test('what stands beside the inputs is nothing to the scale', () => {
    expect(ogrs3({ ...somebody, band: 'low', twoYearPercent: 1, name: 'x' } as OgrsInputs)).toEqual(ogrs3(somebody));
  });

  test('while a conviction at 10 and a first sanction at the age of the current one are scored', () => {
    expect(ogrs3({ ...somebody, dateOfCurrentConviction: '2000-05-01', ageAtFirstSanction: 10 }).ok).toBe(true);
    expect(ogrs3({ ...somebody, ageAtFirstSanction: 25 }).ok).toBe(true);
  });
});

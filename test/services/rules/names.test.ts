import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { type Identity, keyOfPnc, normalise, samePerson, swapped, type Why } from '../../../services/rules/names.ts';
import { seed } from './seed.ts';

const born = day('1990-03-07');
const somebody = (name: string, aliases?: string): Identity => ({
  name,
  dateOfBirth: born,
  ...(aliases && { aliases }),
});
const whyOf = (a: Identity, b: Identity): readonly Why[] | 'another person' => {
  const likeness = samePerson(a, b);
  return likeness.match ? likeness.why : 'another person';
};

test.for<[string, string[]]>([
  ['O’Neill-SMITH,  Zoë', ['zoe', 'oneill', 'smith']],
  ['Mr. Łukasz Wójcik', ['lukasz', 'wojcik']],
  ["D'Arcy St. John", ['darcy', 'st', 'john']],
  ['  ', []],
])('the parts of “%s”', ([name, parts]) => {
  expect(normalise(name)).toEqual(parts);
});

test.for<[string, string | undefined]>([
  ['2001/0123456A', '2001-123456A'],
  ['01/123456a', '2001-123456A'],
  ['99/0000005x', '1999-5X'],
  [' 2001 / 0123456 A ', '2001-123456A'],
  ['20010123456a', '2001-123456A'],
  ['010123456A', '2001-123456A'],
  ['123456/99Z', '12345699Z'],
  ['not known', undefined],
  ['N/A', undefined],
  ['0', undefined],
  ['  ', undefined],
])('the PNC id “%s” is compared as %s', ([id, key]) => {
  expect(keyOfPnc(id)).toBe(key);
});

test.for<[string, string | undefined]>([
  ['1990-03-07', '1990-07-03'],
  ['1990-03-13', undefined],
  ['1990-05-05', undefined],
])('%s with day and month changed over is %s', ([date, other]) => {
  expect(swapped(day(date))).toBe(other);
});

describe('one person, born the same day', () => {
  test.for<[string, string, Why[]]>([
    ['John Sample', 'JOHN SAMPLE', ['name']],
    ['Sample, John', 'John Sample', ['name']],
    ['Zoë Łukasik', 'Zoe Lukasik', ['name']],
    ["Sean O'Sample", 'Sean O Sample', ['name']],
    ['Ann-Marie Sample', 'Annmarie Sample', ['name']],
    ['Sample John', 'John Sample', ['order']],
    ['J. Sample', 'John Sample', ['initial']],
    ['Dan Sample', 'Daniel Sample', ['initial']],
    ['Jon Sampel', 'John Sample', ['spelling']],
    ['Steven Sample', 'Stephen Sampel', ['spelling']],
    ['Anne Marie Sample', 'Annmarie Sample', ['spelling']],
    ['Dnaeil Sample', 'Daniel Sample', ['spelling']],
    ['Ali Axe', 'Ali Oxo', ['spelling']],
    ['John Sample', 'John Paul Sample', ['middle name']],
    ['John Peter Sample', 'John Paul Sample', ['middle name']],
    ['John P. Sample', 'John Paul Sample', ['initial']],
    ['Ann Sample-Hope', 'Ann Sample', ['middle name']],
    ['Sample Jon', 'John Sample', ['order', 'spelling']],
    ['Mohammed Sample', 'Muhammad Sample', ['spelling']],
    ['Mohd. Sample', 'Mohammed Sample', ['name']],
    ['Md Abdul Sample', 'Muhammad Abdul Sample', ['spelling']],
    ["Sean O'Sample", 'O Sample, Sean', ['name']],
    ["S. O'Sample", 'Sean OSample', ['initial']],
    ['Llŷr ap Sample', 'Llyr Sample', ['middle name']],
    ['Siân Samplewen', 'Sian Samplwen', ['spelling']],
    ['Ann Sample-Hope', 'Ann Hope-Sample', ['order']],
    ['Sample-Hope Ann', 'Ann Sample-Hope', ['order']],
    ['John Paul Sample', 'Sample Paul John', ['order']],
    ['Wei Ming U', 'U Wei Ming', ['order']],
    ['Wei U', 'Wai U', ['spelling']],
  ])('%s and %s', ([a, b, why]) => {
    expect(whyOf(somebody(a), somebody(b))).toEqual(why);
    expect(whyOf(somebody(b), somebody(a))).toEqual(why);
  });

  test.for<[string, string, string, Why[]]>([
    ['a nickname for the given name', 'Shaz Sample', 'Shaz', ['alias']],
    ['a former family name', 'Sharon Former', 'née Former', ['alias']],
    ['one of several names', 'Ann Invented', 'Shaz; aka Anne Invented', ['alias', 'spelling']],
    ['a maiden name', 'Sharon Former', 'maiden name: Former', ['alias']],
    ['a name from before', 'Sharon Former', 'prev. Former', ['alias']],
    ['one of two nicknames with “and”', 'Shaz Sample', 'Bubbles and Shaz', ['alias']],
    ['one of two nicknames with “&”', 'Bubbles Sample', 'Bubbles & Shaz', ['alias']],
    ['one of two nicknames with a dash', 'Shaz Sample', 'Bubbles - Shaz', ['alias']],
    ['the last of nine nicknames', 'Izzy Sample', 'Ab, Bo, Cy, Di, Ed, Fi, Gi, Hal, Izzy', ['alias']],
  ])('under %s', ([, asked, aliases, why]) => {
    const known = somebody('Sharon Sample', aliases);
    expect(whyOf(somebody(asked), known)).toEqual(why);
    expect(whyOf(known, somebody(asked))).toEqual(why);
  });
});

describe('another person', () => {
  test.for<[string, Identity, Identity]>([
    ['another name', somebody('John Sample'), somebody('Jane Invented')],
    ['another family name', somebody('John Sample'), somebody('John Invented')],
    ['another given name: perhaps a twin', somebody('Martin Sample'), somebody('Sharon Sample')],
    ['another given name beside the same second one', somebody('Martin Lee Sample'), somebody('Sharon Lee Sample')],
    ['initials alone', somebody('J S'), somebody('John Sample')],
    ['one short word', somebody('Ali'), somebody('Lee')],
    ['the same nickname and nothing else', somebody('John Sample', 'Baz'), somebody('Paul Invented', 'Baz')],
    ['no name', somebody(''), somebody('')],
    ['another date of birth', somebody('John Sample'), { ...somebody('John Sample'), dateOfBirth: day('1990-03-08') }],
    ['no date of birth', { name: 'John Sample' }, { name: 'John Sample' }],
  ])('for %s', ([, a, b]) => {
    expect(whyOf(a, b)).toBe('another person');
    expect(whyOf(b, a)).toBe('another person');
  });
});

test('the answer is the same from either side, and everybody is like themselves', () => {
  const word = fc.stringMatching(/^[A-Za-zé'-]{0,9}$/);
  const person = fc
    .tuple(fc.array(word, { maxLength: 4 }), fc.array(word, { maxLength: 3 }))
    .map(([name, aliases]) => somebody(name.join(' '), aliases.join(', ')));
  fc.assert(
    fc.property(person, person, (a, b) => {
      expect(samePerson(a, b).match).toBe(samePerson(b, a).match);
      if (normalise(a.name ?? '').length > 0) expect(whyOf(a, a)).toEqual(['name']);
    }),
    { seed, numRuns: 300 },
  );
});

import { describe, expect, test } from 'vitest';
import { peopleOf, readRegister } from '../../services/importReading.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { member, richmond, TODAY } from '../support/builders.ts';
import { fileOf, HEADINGS, type Heading, type Person, person } from '../support/importing.ts';

const members = [
  member('police'),
  member('chair'),
  { ...member('housing'), name: 'Nell Twice' },
  { ...member('youth'), name: 'nell twice' },
];
const read = (text: string, scheme: Scheme = richmond, prisons: readonly { readonly name: string }[] = []) =>
  readRegister(Buffer.from(text), { scheme, today: TODAY, people: peopleOf(members), prisons });
const one = async (change: Person) => read(fileOf([person(1, change)]));

test('a line becomes a case of the body, with all that it says', async () => {
  const { lines, faults } = await one({ Name: "O'Nowhere, Zoë", Consent: 'No' });
  expect(faults).toEqual([]);
  expect(lines).toEqual([
    {
      line: 2,
      past: [],
      case: {
        body: 'iom',
        state: 'on the register',
        identity: {
          name: "O'Nowhere, Zoë",
          dateOfBirth: '1961-01-01',
          pncId: '2001/0000001A',
          town: 'Twickenham Riverside',
        },
        category: 'repeat-offender',
        owner: 'probation',
        leadAgency: 'police',
        leadProfessional: members[0]?.person,
        consent: { status: 'refused' },
        pathways: { accommodation: 'red' },
        // Three months after today, where the line says nothing.
        reviewOn: '2027-02-05',
        adoptedAt: '2026-03-14T12:00:00.000Z',
        proposals: [],
      },
    },
  ]);
});

test('whoever comes to the panel for deter young offenders is flagged', async () => {
  const { lines } = await one({ Body: 'Deter Young Offenders Panel', Category: '' });
  expect(lines[0]?.case).toMatchObject({ body: 'dyo', dyo: true });
});

test.for<[Heading, string, RegExp]>([
  ['Name', '', /is missing/],
  ['Name', '=HYPERLINK("x")', /begins with “=”, which a spreadsheet would run/],
  ['Name', '@Quillon', /begins with “@”/],
  ['Name', '+Quillon', /begins with “\+”/],
  ['Name', '-Quillon', /begins with “-”/],
  ['Name', 'Quil\u0000lon', /a character that cannot be read/],
  ['Name', 'Quil\ufffdlon', /a character that cannot be read/],
  ['Name', 'Two\nlines', /reaches over several lines/],
  ['Name', '?!', /“\?!” has no letters/],
  ['Name', 'x'.repeat(121), /longer than 120 characters/],
  ['Date of birth', '', /is missing/],
  ['Date of birth', '13/13/1990', /“13\/13\/1990” is not a day; write it as 2026-11-05, 05\/11\/2026 or 5 Nov 2026/],
  ['Date of birth', '12/31/1990', /“12\/31\/1990” has the month before the day; here every day .* the day first/],
  ['Date of birth', '5/11/90', /“5\/11\/90” gives two digits of the year.* write all four/],
  ['Date of birth', '5 Nov 90', /gives two digits of the year/],
  ['Date of birth', '32874', /“32874” is how a spreadsheet stores a day/],
  ['Date of birth', '06/11/2026', /6 November 2026 lies in the future/],
  ['Adopted on', '1 Jan 1950', /is not after the date of birth/],
  ['Body', 'Book Club', /“Book Club” takes nobody on; write one of “ASB Panel”/],
  ['Body', '', /is missing; write one of/],
  ['Category', 'Nuisance', /“Nuisance” is none of “PPO/],
  ['Category', '', /is missing; write one of/],
  ['Owner agency', 'Scotland Yard', /“Scotland Yard” is no agency of this scheme/],
  ['Lead agency', '', /is missing/],
  ['Lead professional', 'Max Nobody', /nobody in the team is called “Max Nobody”/],
  ['Lead professional', 'Nell Twice', /several people in the team are called “Nell Twice”/],
  ['Consent', 'perhaps', /“perhaps” is none of given, refused, withdrawn, not sought/],
  ['Accommodation', 'purple', /“purple” is none of red, amber, green/],
])('%s: %j is named by line and column', async ([heading, value, why]) => {
  const { lines, faults } = await one({ [heading]: value });
  expect(lines).toEqual([]);
  expect(faults).toEqual([{ line: 2, column: heading, why: expect.stringMatching(why) }]);
});

test('the form of a consent without the consent is a fault', async () => {
  const text = fileOf([person(1, { Consent: '' })]).replace('Town', 'Consent form');
  expect((await read(text)).faults).toEqual([
    { line: 2, column: 'Consent', why: 'is missing beside its form or its date' },
  ]);
});

test('every fault of a line is named at once', async () => {
  const { faults } = await one({ Name: '', 'Date of birth': 'yesterday', Consent: 'perhaps', Accommodation: 'x' });
  expect(faults.map(({ column }) => column)).toEqual(['Name', 'Date of birth', 'Consent', 'Accommodation']);
});

test('a cell more than there are headings is a fault, and an empty one more is none', async () => {
  const text = fileOf([person(1), person(2)]);
  expect(await read(`${text},surplus`)).toMatchObject({
    lines: [{ line: 2 }],
    faults: [{ line: 3, why: 'has 13 cells, more than the 12 headings' }],
  });
  expect((await read(`${text},,`)).faults).toEqual([]);
});

describe('the headings', () => {
  test('may come in any order and in the words of others; unknown ones are named', async () => {
    const all: Heading[] = [...HEADINGS].reverse();
    const words = fileOf([person(1)], all)
      .replace('Date of birth', 'D.O.B.')
      .replace('PNC id', 'PNC Number')
      .replace('Town', 'Shoe size');
    const { lines, faults, unknown } = await read(words);
    expect([lines.length, faults, unknown]).toEqual([1, [], ['Shoe size']]);
    expect(lines[0]?.case.identity).toEqual({
      name: 'Zebedee Testerby',
      dateOfBirth: '1961-01-01',
      pncId: '2001/0000001A',
    });
  });

  test.for<[string, string, RegExp]>([
    ['one that is needed is missing', 'Nom,Date of birth\nx,y', /has no heading “Name”, “Owner agency”, “Lead agency”/],
    ['two say the same', fileOf([person(1)]).replace('Town', 'Full name'), /says the same twice: “Full name”/],
    ['none of them is there', `The register of 2026\n${fileOf([person(1)])}`, /is no line of headings; those of a/],
    ['their own line cannot be read', `"Name,\n${fileOf([person(1)])}`, /is the line of the headings, and has a/],
    ['nobody follows', fileOf([]), /is followed by nobody/],
    ['the file is empty', '', /no line that can be read as headings/],
  ])('%s', async ([, text, why]) => {
    expect((await read(text)).faults).toEqual([{ line: 1, why: expect.stringMatching(why) }]);
  });
});

describe('where the body has colours (Thurrock 5.2)', () => {
  const essex = schemes.essex;
  if (!essex) throw new Error('the Essex scheme ships');
  const head = 'Name,DOB,Owner,Lead,Adopted,RAG,Custody,RAG since,Re-offended on,Removed on,Reason for removal';
  const line = (rest: string) =>
    read(`${head}\nQuillon Testerby,1990-01-01,Essex Probation,Essex Police,2026-01-05,${rest}`, essex);

  test.for<[string, string, object]>([
    ['a colour', 'Amber,,2026-02-03', { colour: 'amber', since: '2026-02-03' }],
    [
      'custody, which is blue from the day of the colour',
      ',HMP Unreal,2026-02-03',
      { colour: 'blue', since: '2026-02-03', why: expect.stringContaining('at HMP Unreal') },
    ],
    ['custody beside the colour blue', 'Blue,HMP Unreal,2026-02-03', { colour: 'blue', since: '2026-02-03' }],
    ['custody as no', 'green,no', { colour: 'green' }],
  ])('%s', async ([, rest, rag]) => {
    expect((await line(rest)).lines[0]?.case.rag).toMatchObject(rag);
  });

  test('what lies behind becomes the past of the case', async () => {
    const { lines } = await line('green,,,3 Jul 2026; 04/09/2026,2026-10-01,Moved away');
    expect(lines[0]).toMatchObject({
      case: { state: 'removed' },
      past: [
        { what: 'offended', on: '2026-07-03' },
        { what: 'offended', on: '2026-09-04' },
        { what: 'removed', on: '2026-10-01', why: 'Moved away' },
      ],
    });
  });

  test.for<[string, string, string]>([
    ['a removal without its reason', 'green,,,,2026-10-01,', 'Reason for removal'],
    ['a reason for removal without its day', 'green,,,,,Moved away', 'Removed on'],
    ['a removal before the adoption', 'green,,,,2025-10-01,Moved away', 'Removed on'],
    ['an offence before birth', 'green,,,1 Jan 1989,,', 'Re-offended on'],
    ['the day of a colour without it', ',,2026-02-03,,,', 'Colour'],
    ['a day of offending that is none', 'green,,,soon,,', 'Re-offended on'],
    ['a colour that is none', 'mauve,,,,,', 'Colour'],
  ])('%s is a fault', async ([, rest, column]) => {
    expect((await line(rest)).faults).toMatchObject([{ line: 2, column }]);
  });

  test('a case that is removed comes as removed, and its state must not say otherwise', async () => {
    const stated = (state: string, on: string, why: string) =>
      read(
        `State,${head}\n${state},Quillon Testerby,1990-01-01,Essex Probation,Essex Police,2026-01-05,,,,,${on},${why}`,
        essex,
      );
    expect((await stated('Removed', '2026-10-01', 'Moved away')).lines[0]?.case).toMatchObject({
      state: 'removed',
      removal: { on: '2026-10-01', reason: 'import', why: 'Moved away' },
    });
    expect((await stated('on the register', '', '')).lines[0]?.case.state).toBe('on the register');
    expect((await stated('removed', '', '')).faults).toMatchObject([{ line: 2, column: 'Removed on' }]);
    expect((await stated('on the register', '2026-10-01', 'x')).faults).toMatchObject([{ line: 2, column: 'State' }]);
    expect((await stated('gone', '', '')).faults).toMatchObject([{ line: 2, column: 'State' }]);
  });

  test('in Richmond a colour is a fault', async () => {
    const text = fileOf([person(1)])
      .replace('Town', 'Colour')
      .replace('Twickenham Riverside', 'red');
    expect((await read(text)).faults).toMatchObject([
      { column: 'Colour', why: expect.stringContaining('keeps no colours') },
    ]);
  });
});

describe('custody and colour have one truth', () => {
  const essex = schemes.essex;
  if (!essex) throw new Error('the Essex scheme ships');
  const prisons = [{ name: 'HMP Unreal' }, { name: 'HMP & YOI Nowhere' }];
  const columns = [
    ...['RAG', 'RAG since', 'Prison', 'In custody since', 'Remand or sentence', 'Sentence in months'],
    ...['Expected release', 'End of sentence'],
  ];
  const line = (cells: string, listed = prisons) =>
    read(
      `Name,DOB,Owner,Lead,Adopted,${columns.join(',')}\nQuillon Testerby,1990-01-01,Essex Probation,Essex Police,2026-01-05,${cells}`,
      essex,
      listed,
    );

  test('custody comes with all its dates, and release brings back the colour beside it', async () => {
    const { lines, faults } = await line('red,2026-02-03, hmp  UNREAL,2026-09-01,Sentence,18,2027-03-01,2028-03-01');
    const custody = {
      kind: 'sentence',
      prison: 'HMP Unreal',
      since: '2026-09-01',
      months: 18,
      releaseOn: '2027-03-01',
      endsOn: '2028-03-01',
    };
    expect(faults).toEqual([]);
    expect(lines[0]?.past).toEqual([{ what: 'custody', on: '2026-09-01', custody }]);
    expect(lines[0]?.case).toMatchObject({
      custody,
      rag: { colour: 'blue', since: '2026-09-01', before: { colour: 'red' } },
    });
    expect(lines[0]?.case.keyDates).toBeUndefined();
  });

  test.for<[string, string, object]>([
    ['neither remand nor sentence said', ',2026-09-01,Unreal,,,,,', { kind: 'unknown', since: '2026-09-01' }],
    ['remand', ',,Unreal,2026-09-01,on remand,,,', { kind: 'remand' }],
    ['a length alone is a sentence', ',,Unreal,2026-09-01,,4,,', { kind: 'sentence', months: 4 }],
    ['no end', ',,HM Prison Unreal,2026-09-01,,indeterminate,,', { kind: 'sentence', indeterminate: true }],
  ])('%s', async ([, cells, custody]) => {
    const { lines, faults } = await line(cells);
    expect(faults).toEqual([]);
    expect(lines[0]?.case.custody).toMatchObject({ prison: 'HMP Unreal', ...custody });
  });

  test('a prison is taken as it is written where the area keeps no list', async () => {
    expect((await line(',,HMP Elsewhere,2026-09-01,,,,', [])).lines[0]?.case.custody?.prison).toBe('HMP Elsewhere');
  });

  test('the end of a sentence in the community is a key date', async () => {
    const { lines } = await line('green,,,,,,,2027-03-01');
    expect(lines[0]?.case).toMatchObject({ keyDates: { sentenceEnd: '2027-03-01' }, rag: { colour: 'green' } });
    expect(lines[0]?.case.custody).toBeUndefined();
  });

  test.for<[string, string, string, RegExp]>([
    ['blue without a prison', 'blue,2026-09-01,,,,,,', 'Custody', /missing beside .* the colour blue/],
    ['a release without a prison', 'red,,no,,,,2027-03-01,', 'Custody', /missing beside/],
    ['yes for a prison', 'blue,2026-09-01,Yes,,,,,', 'Custody', /“Yes” names no prison/],
    [
      'a prison not on the list',
      ',2026-09-01,HMP Other,,,,,',
      'Custody',
      /“HMP Other” is none of .* “HMP Unreal”, “HMP/,
    ],
    ['no first day', ',,Unreal,,,,,', 'In custody since', /is missing/],
    ['only the day of another colour', 'red,2026-02-03,Unreal,,,,,', 'In custody since', /is missing/],
    ['a first day that is none', ',,Unreal,soon,,,,', 'In custody since', /is not a day/],
    ['a sentence without its length', ',,Unreal,2026-09-01,sentence,,,', 'Sentence in months', /give the length/],
    ['a length that is none', ',,Unreal,2026-09-01,,long,,', 'Sentence in months', /“long” is no number of months/],
    ['a release that has passed', ',,Unreal,2026-09-01,,4,2026-11-04,', 'Expected release', /lies in the past/],
    ['an end before the release', ',,Unreal,2026-09-01,,4,2027-01-01,2026-12-01', 'End of sentence', /before the/],
    ['custody that is neither', ',,Unreal,2026-09-01,bail,,,', 'Remand or sentence', /none of remand, sentence/],
  ])('%s is named by line and column', async ([, cells, column, why]) => {
    const { lines, faults } = await line(cells);
    expect(lines).toEqual([]);
    expect(faults).toEqual([{ line: 2, column, why: expect.stringMatching(why) }]);
  });

  test('in a body without colours custody is custody alone', async () => {
    const text = fileOf([person(1)])
      .replace('Town', 'Prison')
      .replace('Twickenham Riverside', 'HMP Unreal');
    const { lines, faults } = await read(
      text.replace('PNC id', 'Custody since').replace('2001/0000001A', '2026-09-01'),
    );
    expect(faults).toEqual([]);
    expect(lines[0]?.case).toMatchObject({ custody: { prison: 'HMP Unreal', since: '2026-09-01' } });
    expect(lines[0]?.case.rag).toBeUndefined();
  });
});

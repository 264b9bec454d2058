/** A referral by the form of each scheme that ships, over HTTP, from the first word to the agenda. */
import { afterEach, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { type Casting, castings, channelOf, type SchemeName } from '../rehearsal/castings.ts';
import { setUp } from '../rehearsal/setup.ts';
import { fillIn, type Wanted } from './support/fillIn.ts';
import { type Panel, startPanel } from './support/panel.ts';

let panel: Panel;
afterEach(() => panel.stop());

const begin = async (casting: Casting, wanted: Wanted) => {
  panel = await startPanel({ casting });
  await setUp(panel.room);
  const joe = panel.room.as(cast.referrer);
  const form = fillIn(joe, wanted);
  await joe.say('refer');
  const first = await form.press(await joe.card('Refer somebody'), `Refer to the ${casting.panel.name}`);
  return { joe, form, first };
};

/** Meets the criteria of every scheme. */
const meets: Wanted = {
  'Full name': 'Zebedee Nonesuch',
  'Date of birth': '1991-03-17',
  'PNC id': '',
  'OGRS score': '80',
  'Asset score': '30',
  'MAPPA level': 'Not under MAPPA',
  'With MARAC': 'No',
  'With DYO': 'No',
  'Type of offence': 'Burglary',
  'Known by': 'Conviction',
  'Remove one': '',
  Accommodation: 'Red: significant',
  'Consent of': 'Given',
  'Told that information': 'Told that information is shared',
  'Reason, where': '',
  'Why the score alone': '',
};

/** What screening says of the body's criteria, without the guides of its categories. */
const criteriaIn = (text: string): string => text.split('Screening: ')[1]?.split('Suggested category')[0] ?? '';

test.for(Object.entries<Casting>(castings))(
  '%s: begun, left and come back to, checked, submitted, with the co-ordinator and on the agenda',
  async ([, casting]) => {
    const { joe, form, first } = await begin(casting, meets);
    const [ref = ''] = first.text.match(/[A-Z]+-2026-001/) ?? [];
    const second = await form.fill(first, 'Save and continue');
    expect(second.text).toMatch(/Step 2 of \d/);
    expect((await form.fill(second, 'Save and leave')).text).toContain(`Kept: draft ${ref}`);

    await joe.say('my referrals');
    const back = await form.press(await joe.card('My referrals'), 'Carry on');
    const { text, last } = await form.read(await form.fillAll(back));
    expect(text).toContain(`Check your answers: ${ref}`);
    expect(text).not.toContain('Still missing');
    expect(text).toContain('Zebedee Nonesuch');
    expect(criteriaIn(text)).toMatch(/^Meets/m);
    expect(criteriaIn(text)).not.toMatch(/^Does not meet/m);
    expect((await form.press(last, 'Submit the referral')).text).toContain('has been submitted');

    const sam = panel.room.as(cast.coordinator);
    const arrived = await sam.card(`Referral received: ${ref}`);
    expect(arrived.text).toContain(casting.panel.name);
    await sam.say('agenda', { channel: channelOf(casting) });
    const agenda = await panel.room.as(cast.chair).card(`New referral ${ref}`, { channel: channelOf(casting) });
    expect(agenda.text).not.toContain('Zebedee');
  },
);

/** Somebody else than who meets the criteria, what their referrer reads, and whether it can be submitted all the same. */
type Otherwise = {
  readonly scheme: SchemeName;
  readonly whose: string;
  readonly change: Wanted;
  readonly says: readonly RegExp[];
  readonly submits: boolean;
};

const otherwise: readonly Otherwise[] = [
  {
    scheme: 'richmond',
    whose: 'a person of 16',
    change: { 'Date of birth': '2010-03-17' },
    says: [/This cannot go to the IOM Panel/, /Under 18s can go to the Deter Young Offenders panel/],
    submits: false,
  },
  {
    scheme: 'london',
    whose: 'a person at MAPPA level 2',
    change: { 'MAPPA level': 'Level 2' },
    says: [/This cannot go to the IOM Panel/, /speak to the MAPPA co-ordinator/],
    submits: false,
  },
  {
    scheme: 'london',
    whose: 'a person with an OGRS of 60 and no recent burglary, but exceptional circumstances',
    change: { 'OGRS score': '60', 'Type of offence': 'Fraud and forgery' },
    says: [/Needs judgement\. The OGRS score is 60/],
    submits: true,
  },
  {
    scheme: 'essex',
    whose: 'a person at MAPPA level 2 without IOM in the plan',
    change: { 'MAPPA level': 'Level 2', 'IOM is part of the MAPPA': 'No' },
    says: [/Does not meet\. .*MAPPA level 2/],
    submits: true,
  },
  {
    scheme: 'leeds',
    whose: 'a person of 16',
    change: { 'Date of birth': '2010-03-17' },
    says: [/Another body may be the right one/, /Deter Young Offender Scheme takes people of 10 to 17/],
    submits: true,
  },
  {
    scheme: 'leeds',
    whose: 'a person with a low score',
    change: { Convictions: 'None', 'Reliable intelligence': 'None', 'Burglary, robbery': 'None' },
    says: [/Does not meet\. .*10/],
    submits: true,
  },
];

test.for(otherwise)('$scheme: $whose does not simply meet the criteria, and the reason is said', async (row) => {
  const { form, first } = await begin(castings[row.scheme], { ...meets, ...row.change });
  const { text, last } = await form.read(await form.fillAll(first));
  for (const said of row.says) expect(text).toMatch(said);
  expect(last.buttons.includes('Submit the referral')).toBe(row.submits);
});

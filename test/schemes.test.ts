/** A referral by the form of each body that takes any, over HTTP, from the first word to the agenda. */
import { expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { channelOf, type SchemeName } from '../rehearsal/castings.ts';
import { schemes } from '../services/schemes/index.ts';
import { fillIn, type Wanted } from './support/fillIn.ts';
import { pressed, readThrough } from './support/pressing.ts';
import { adult, startScene, young } from './support/scene.ts';

/** What screening says of the body's criteria, without the guides of its categories. */
const criteriaIn = (text: string): string => text.split('Screening: ')[1]?.split('Suggested category')[0] ?? '';

type Walked = {
  readonly scheme: SchemeName;
  readonly body: string;
  readonly whom: Wanted;
  /** Where no meeting is made for it beforehand: a day for which the referral is in time. */
  readonly meets?: string;
};

const walked: readonly Walked[] = [
  { scheme: 'richmond', body: 'ASB Panel', whom: adult, meets: '2026-12-22' },
  { scheme: 'richmond', body: 'Deter Young Offenders Panel', whom: young, meets: '2026-11-24' },
  { scheme: 'richmond', body: 'IOM Panel', whom: adult },
  { scheme: 'london', body: 'IOM Panel', whom: adult },
  { scheme: 'essex', body: 'IOM Panel, Thurrock', whom: adult },
  { scheme: 'leeds', body: 'Case Conference, Division One', whom: adult },
  { scheme: 'leeds', body: 'Case Conference, Division Two', whom: adult, meets: '2026-12-08' },
  { scheme: 'leeds', body: 'Case Conference, Division Three', whom: adult, meets: '2026-12-15' },
  { scheme: 'leeds', body: 'Deter Young Offender Scheme', whom: young, meets: '2026-12-17' },
];

test('these are all the bodies that take referrals', () => {
  const taking = Object.values(schemes).flatMap(({ id, bodies }) =>
    bodies.filter(({ referrals }) => referrals).map(({ name }) => `${id}: ${name}`),
  );
  expect(walked.map(({ scheme, body }) => `${scheme}: ${body}`).sort()).toEqual(taking.sort());
});

test.for(walked)(
  '$scheme, $body: begun, left and come back to, checked, submitted, with the co-ordinator and on the agenda',
  async ({ scheme, body, whom, meets }) => {
    const scene = await startScene(scheme);
    if (meets) await scene.meets(body, meets);
    const joe = scene.room.as(cast.referrer);
    const form = fillIn(joe, whom);
    const name = whom['Full name'] ?? '';
    const first = await scene.begins(body);
    const [ref = 'no reference'] = first.text.match(/[A-Z]+-2026-001/) ?? [];
    const second = await form.fill(first, 'Save and continue');
    expect(second.text).toMatch(/Step 2 of \d/);
    expect((await form.fill(second, 'Save and leave')).text).toContain(`Kept: draft ${ref}`);

    await joe.say('my referrals');
    const back = await pressed(joe, await joe.card('My referrals'), 'Carry on');
    const { text, last } = await readThrough(joe, await form.fillAll(back));
    expect(text).toContain(`Check your answers: ${ref}`);
    expect(text).not.toContain('Still missing');
    expect(text).toContain(name);
    expect(criteriaIn(text)).toMatch(/^Meets/m);
    expect(criteriaIn(text)).not.toMatch(/^Does not meet/m);
    expect((await pressed(joe, last, 'Submit the referral')).text).toContain('has been submitted');

    const sam = scene.who('coordinator');
    const channel = channelOf(scene.casting, body);
    expect(await sam.sees(`Referral received: ${ref}`)).toContain(body);
    await sam.say('agenda', channel);
    expect(await scene.who('chair').sees(['Agenda: ', `New referral ${ref}`], channel)).not.toContain(name);
    await sam.press('Agenda: ', `Open ${ref}`, {}, channel);
    expect(await sam.reads(`Papers: ${ref}`, channel)).toContain(name);
  },
);

/** Somebody else than who meets the panel’s criteria, what their referrer reads, and whether it can be submitted all the same. */
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
  const scene = await startScene(row.scheme);
  const { check } = await scene.refers({ ...adult, ...row.change });
  for (const said of row.says) expect(check).toMatch(said);
  expect((await scene.who('referrer').buttons('Check your answers')).includes('Submit the referral')).toBe(row.submits);
});

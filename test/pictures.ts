/** Plays the walk and writes what people see on the way to pictures/, for the README and for everybody who looks after the cards. */
import { mkdir, rm } from 'node:fs/promises';
import { cast, type Role } from '../rehearsal/cast.ts';
import { type ChannelName, castings, channelOf, type SchemeName } from '../rehearsal/castings.ts';
import { type Rehearsal, startRehearsal } from '../rehearsal/rehearsal.ts';
import { setUp } from '../rehearsal/setup.ts';
import { openBrowser } from './support/browser.ts';
import { browserPlayer } from './support/browserPlayer.ts';
import { camera, folder, settled } from './support/camera.ts';
import { brought, unpackChromium } from './support/chromium.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { type Player, walk } from './support/walk.ts';

/** A picture is taken just before this person presses this button, with what they typed. */
type Moment = { readonly picture: string; readonly role: Role; readonly words: string; readonly button: string };

const moments: readonly Moment[] = [
  { picture: 'refer', role: 'referrer', words: 'Step 1 of 5', button: 'Save and continue' },
  { picture: 'pathways', role: 'referrer', words: 'Step 3 of 5', button: 'Save and continue' },
  { picture: 'check', role: 'referrer', words: 'Check your answers', button: 'Submit the referral' },
  { picture: 'attendance', role: 'chair', words: 'IOM Panel, ', button: 'Take the chair and open' },
  { picture: 'tie', role: 'chair', words: 'Vote: ', button: 'Casting vote: for' },
  { picture: 'decision', role: 'chair', words: 'Adopt ', button: 'Record the decision' },
];

/** Tuesday 24 November 2026, when London is on UTC; the same minutes stand on every picture. */
const times = {
  '1 refer': '09:50',
  '3 attendance and quorum': '09:58',
  '5 vote': '10:04',
  '6 tie': '10:11',
  '7 decision': '10:14',
} as const;
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

const walked = async (take: ReturnType<typeof camera>, { room }: Rehearsal): Promise<void> => {
  const taken = new Set<Moment>();
  const pictured = (role: Role): Player => {
    const player = httpPlayer(room.as(cast[role]));
    return {
      ...player,
      press: async (words, button, inputs = {}, channel) => {
        const moment = moments.find(
          (each) => each.role === role && words.startsWith(each.words) && each.button === button && !taken.has(each),
        );
        if (moment) {
          taken.add(moment);
          const person = cast[role];
          await take({
            name: moment.picture,
            person,
            shows: (page) => browserPlayer(page, person).fill(moment.words, moment.button, inputs, channel),
          });
        }
        await player.press(words, button, inputs, channel);
      },
    };
  };
  const clock = Object.entries(times).map(([step, time]) => {
    const move = async () => {
      await settled(room);
      room.clock.moveTo(at(time));
    };
    return [step, move] as const;
  });
  await walk(pictured, Object.fromEntries(clock));
  const missing = moments.filter((moment) => !taken.has(moment)).map(({ picture }) => picture);
  if (missing.length > 0) throw new Error(`The walk no longer passes by: ${missing.join(', ')}.`);
};

/** Red, with a police contact who plays in the room. */
const REF = 'ESSEX-2026-001';

/** Of the register: what the police contact of a case has before them, by the words on it. */
const looked = async (take: ReturnType<typeof camera>, { room }: Rehearsal): Promise<void> => {
  const person = cast.policeOfficer;
  const player = httpPlayer(room.as(person));
  const card = (name: string, words: string) =>
    take({ name, person, shows: (page) => browserPlayer(page, person).message(words) });
  await player.say('register');
  await card('register', 'Register: ');
  await take({
    name: 'find',
    person,
    shows: async (page) => {
      await browserPlayer(page, person).search('testerby', 'IOM panel');
      return page.locator('#channel .compose');
    },
  });
  await player.press('Register: ', `Open ${REF}`);
  await card('case', 'Summary. ');
  await player.press('Summary. ', 'Record custody');
  await card('custody', `Into custody: ${REF}`);
  await player.press(`Into custody: ${REF}`, 'Back');
  await player.press('Summary. ', 'Plan');
  await card('plan', 'Plan. ');
  await player.press('Plan. ', 'Summary');
  await player.press('Summary. ', 'Propose removal');
  await player.press('Propose removal', 'Choose: A year free of offending');
  await card('removal', 'Propose removal');
};

/** Of a morning of London's team: the question, an incident, what is due today, the round-up, and the calendar. */
const morning = async (take: ReturnType<typeof camera>, { room }: Rehearsal): Promise<void> => {
  const as = (role: Role) => httpPlayer(room.as(cast[role]));
  const card = (name: string, role: Role, words: string, channel?: ChannelName) =>
    take({ name, person: cast[role], shows: (page) => browserPlayer(page, cast[role]).message(words, channel) });
  const team = channelOf(castings.london, 'IOM Team');
  room.clock.moveTo(new Date('2026-11-25T08:00:00Z'));
  await card('overnight', 'drugs', 'Anything overnight?');
  await as('drugs').press('Anything overnight?', 'Report an incident');
  await card('incident', 'drugs', 'Report an incident');
  await as('chair').press('Anything overnight?', 'Nothing to report');
  await as('coordinator').sees('Your day: ');
  await card('day', 'coordinator', 'Your day: ');
  await as('coordinator').say('calendar');
  await card('calendar', 'coordinator', 'The next meeting of each body');
  room.clock.moveTo(new Date('2026-11-25T09:30:00Z'));
  await as('policeOfficer').sees('Round-up: ', team);
  await card('round-up', 'policeOfficer', 'Round-up: ', team);
};

const rooms: readonly [SchemeName, boolean, typeof walked][] = [
  ['richmond', false, walked],
  ['essex', true, looked],
  ['london', true, morning],
];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
if (brought) await unpackChromium();
const opened = await openBrowser();
try {
  for (const [scheme, sample, play] of rooms) {
    const rehearsal = await startRehearsal({
      casting: castings[scheme],
      sample,
      setUp: (room) => {
        room.clock.moveTo(at('09:40'));
        return setUp(room);
      },
    });
    try {
      await play(camera(rehearsal.room, opened.browser), rehearsal);
    } finally {
      await rehearsal.stop();
    }
  }
} finally {
  await opened.close();
}

/** A room in which the set-up has been played: everybody at their own screen, and somebody to refer by any body's form. */
import { onTestFinished } from 'vitest';
import { cast, type Role } from '../../rehearsal/cast.ts';
import { type Casting, type ChannelName, castings, channelOf, type SchemeName } from '../../rehearsal/castings.ts';
import { setUp } from '../../rehearsal/setup.ts';
import { AREA } from '../../services/area.ts';
import type { CaseChange } from '../../services/caseModel.ts';
import { caseRow } from '../../services/cases.ts';
import { Areas } from '../../services/model.ts';
import { propose } from '../../services/proposals.ts';
import { schemes } from '../../services/schemes/index.ts';
import { must, type Work } from '../../services/work.ts';
import { fillIn, type Wanted } from './fillIn.ts';
import { httpPlayer } from './httpPlayer.ts';
import { keyOf, startPanel } from './panel.ts';
import { pressed, readThrough } from './pressing.ts';

/** Meets the criteria of every scheme for adults. */
export const adult: Wanted = {
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

/** Meets those for young people. */
export const young: Wanted = { ...adult, 'Full name': 'Tansy Nowhere', 'Date of birth': '2011-05-20' };

/** Stops by itself when the test that asked for it is over. */
export const startScene = async (scheme: SchemeName) => {
  const casting: Casting = castings[scheme];
  const panel = await startPanel({ casting });
  onTestFinished(panel.stop);
  await setUp(panel.room);
  const { room } = panel;
  const who = (role: Role) => httpPlayer(room.as(cast[role]));

  /** The first step of the form of a body. */
  const begins = async (body = casting.panel.name) => {
    const joe = room.as(cast.referrer);
    await joe.say('refer');
    return pressed(joe, await joe.card('Refer somebody'), `Refer to the ${body}`);
  };

  return {
    casting,
    room,
    who,
    begins,
    /** The referrer goes through the whole form of a body; answers with the reference, and all that they then check. */
    refers: async (wanted: Wanted, body?: string): Promise<{ readonly ref: string; readonly check: string }> => {
      const joe = room.as(cast.referrer);
      const { text, last } = await readThrough(joe, await fillIn(joe, wanted).fillAll(await begins(body)));
      const [ref] = last.text.match(/[A-Z]+-2026-\d{3}/) ?? [];
      if (!ref) throw new Error(`The form ends without a reference: ${text}`);
      return { ref, check: text };
    },
    /** Somebody puts a change of a case to its body, as `services/proposals.ts` takes it. */
    proposes: async (role: Role, ref: string, change: CaseChange, why: string): Promise<void> => {
      const { store } = panel;
      const area = must(await store.get(panel.area, Areas, AREA), 'an area').doc;
      const { version } = await caseRow({ store, area }, ref);
      const work: Work = {
        ...{ store, area, schemes, scheme: schemes[casting.scheme] ?? null },
        actor: { person: keyOf(cast[role]), name: cast[role].name, coordinator: false },
        now: room.clock.now(),
        ...{ verb: 'proposal.make', category: 'alteration', whose: [ref], coordinators: [] },
        newId: () => crypto.randomUUID(),
      };
      await propose(work, { case: ref, version, change, why });
    },
    /** The co-ordinator makes a meeting of a body. */
    meets: async (body: string, date: string): Promise<void> => {
      const channel = channelOf(casting, body);
      await who('coordinator').say('new meeting', channel);
      const made = { Date: date, Place: casting.place };
      await who('coordinator').press('New meeting', 'Make the meeting', made, channel);
    },
    /** Everybody, and every channel, to whom the bot has sent something with these words on it, in order of name. */
    knows: async (words: string): Promise<(Role | ChannelName)[]> => {
      await panel.settled();
      const roles = Object.keys(cast) as Role[];
      const sent = room.teams.state.messages.filter(
        ({ from, text, card }) => from === 'bot' && `${text}${JSON.stringify(card)}`.includes(words),
      );
      const places = sent.map(({ conversation }) => {
        const place = room.teams.locate(conversation)?.place;
        if (place?.kind === 'personal') return roles.find((role) => cast[role] === place.person);
        return place?.name as ChannelName | undefined;
      });
      return [...new Set(places.filter((place) => place !== undefined))].sort();
    },
  };
};

import { z } from 'zod';
import { command, type Showing, type Telling, type Turn } from '../command.ts';
import { offered } from '../dispatch.ts';
import { heed } from '../words.ts';
import { helpCard } from './card.ts';

const explains = {
  channel:
    'In this channel I post meetings, agendas and votes with case references and never names. Everything about a person opens for you alone.',
  personal: 'Here you refer people, read papers and follow up your actions. Press a button or type its words.',
};

/** What people come for, the most wanted first; everything else follows as it is declared. */
const FIRST = [
  'my actions',
  'refer',
  'my referrals',
  'find',
  'my cases',
  'register',
  'agenda',
  'meeting',
  'minutes',
  'due',
  'calendar',
  'round-up',
  'for the meeting',
  'team meeting',
];
const wanted = (words: string): number => (FIRST.includes(words) ? FIRST.indexOf(words) : FIRST.length);

const known = ({ roles }: Turn): boolean => roles.has('co-ordinator') || roles.has('agency') || roles.has('member');
const unknownHere =
  'You have no seat here and no agency recorded yet, so little is open to you. Ask the co-ordinator to record your agency.';

export const help = command({
  verb: 'help.view',
  does: 'refresh',
  allowed: ['anyone'],
  input: z.object({ unknown: z.string().optional() }),
  typed: { words: 'help', does: 'shows what you can do here', where: ['channel', 'personal'] },
  run: async ({ unknown }, turn) => ({
    card: helpCard(
      offered(turn)
        .map(({ verb, typed }) => ({ verb, words: typed?.words ?? '', does: typed?.does ?? '' }))
        .sort((one, other) => wanted(one.words) - wanted(other.words)),
      {
        heading: 'What you can do here',
        explains: [explains[turn.caller.where], known(turn) ? '' : unknownHere].filter(Boolean).join(' '),
        area: turn.area.id,
        notice:
          unknown === undefined
            ? undefined
            : heed('That is not something I know. These are the things you can type or press.'),
      },
    ),
  }),
});

const welcomeCard = (area: string, where: keyof typeof explains) => ({
  card: helpCard([{ verb: help.verb, words: 'help', does: 'shows what you can do here' }], {
    heading: 'Welcome to the IOM Panel',
    explains: `IOM is Integrated Offender Management: police, probation, councils, housing, health and charities deciding and acting together. ${explains[where]}`,
    area,
  }),
  summary: 'Welcome to the IOM Panel',
});

export const channelWelcome: Showing = {
  view: 'welcome',
  card: async (place) => welcomeCard(place.area.id, 'channel'),
};

export const personWelcome: Telling = {
  view: 'welcome',
  mention: 'welcome. I cannot write to you in personal chat, so what is for you alone opens from here.',
  opens: () => ({ verb: help.verb, data: {} }),
  card: async (place) => welcomeCard(place.area.id, 'personal'),
};

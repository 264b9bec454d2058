/** One panel meeting from referral to completed action, told once: played over HTTP and, by the same words, in a browser. */
import type { Role } from '../../rehearsal/cast.ts';
import type { ChannelName } from '../../rehearsal/castings.ts';
import { atMeeting, type Interventions, type Votes } from './atMeeting.ts';

export type Inputs = Readonly<Record<string, string>>;

/** What a person at their screen does. Cards are named by words on them, inputs by how their labels begin. */
export type Player = {
  say(text: string, channel?: ChannelName): Promise<void>;
  /** Waits until there is a card with all these words; what the newest such reads in full. */
  sees(words: string | readonly string[], channel?: ChannelName): Promise<string>;
  /** Presses a button of the newest card with these words and waits for the answer; fails if it is not a card. */
  press(words: string, button: string, inputs?: Inputs, channel?: ChannelName): Promise<void>;
  /** Presses and expects to be told off; returns the sentence. */
  told(words: string, button: string, inputs?: Inputs, channel?: ChannelName): Promise<string>;
  /** The buttons of the newest card with these words. */
  buttons(words: string, channel?: ChannelName): Promise<readonly string[]>;
};

export type Cast = (role: Role) => Player;

export const REF = 'RICH-2026-001';
const panel = 'IOM panel' as const;
const meeting = (who: Cast) => atMeeting(who, 'IOM Panel', panel);

const pathways = [
  'Accommodation',
  'Education',
  'Health',
  'Drugs and alcohol',
  'Finance',
  'Children',
  'Attitudes',
  'Other',
  'Domestic violence',
  'Prostitution',
];

type Step = { readonly name: string; readonly play: (who: Cast) => Promise<void> };

const must = (fine: boolean, what: string): void => {
  if (!fine) throw new Error(what);
};

const votes: Votes = [
  ['chair', 'Vote for'],
  ['policeOfficer', 'Vote for'],
  ['housing', 'Vote for'],
  ['viceChair', 'Vote against'],
  ['drugs', 'Vote against'],
  ['mentalHealth', 'Vote against'],
];

const interventions: Interventions = [
  ['Find a room at the invented hostel', 'Housing: Head of Housing Operations', '2027-01-15'],
  ['Assess drug use', 'Substance Misuse: Service Manager of CRI or IOM/PPO Worker', '2027-01-20'],
  ['Offer a work trial', 'Jobcentre Plus: Jobcentre Manager for Richmond & Kingston', '2027-01-22'],
];

export const steps: readonly Step[] = [
  {
    name: '1 refer',
    play: async (who) => {
      const joe = who('referrer');
      await joe.say('refer');
      await joe.press('Refer somebody', 'Refer to the IOM Panel');
      await joe.press('Step 1 of 5', 'Save and continue', {
        'Full name': 'Zebedee Nonesuch',
        'Date of birth': '1991-03-17',
        'Lives in': 'Yes',
        Statutory: 'No',
      });
      await joe.press('Step 2 of 5', 'Add', {
        'Type of offence': 'Burglary',
        'Date of the offence': '2026-09-01',
        'Known by': 'Conviction',
      });
      await joe.press('Step 2 of 5', 'Save and leave', { 'MAPPA level': 'Not under MAPPA' });
      await joe.say('refer');
      await joe.press(REF, 'Carry on');
      await joe.press('Step', 'Check answers');
      await joe.sees(['Check your answers', 'Rate the pathway “Health”']);
      await joe.press('Check your answers', 'Go to step 3: Pathways');
      await joe.press(
        'Step 3 of 5',
        'Save and continue',
        Object.fromEntries(
          pathways.map((name) => [name, name === 'Accommodation' ? 'Red: significant' : 'Green: little impact']),
        ),
      );
      await joe.press('Step 3 of 5', 'Save and continue', {
        'Proposed for “Accommodation”': 'A room at the invented hostel',
      });
      await joe.press('Step 4 of 5', 'Save and continue', {
        'Intervention proposed': 'Twelve weekly mentoring sessions',
        'Why it would': 'He asked for it himself',
      });
      await joe.press('Step 5 of 5', 'Save and continue', { 'Consent of': 'Given' });
      const check = await joe.sees('Check your answers');
      must(/meets/i.test(check) && !check.includes('Still missing'), `the screening result is not shown: ${check}`);
      await joe.press('Check your answers', 'Submit the referral');
      await joe.sees(['submitted', REF]);
      await who('coordinator').sees(REF);
    },
  },
  {
    name: '2 agenda',
    play: async (who) => {
      await who('coordinator').say('agenda', panel);
      const agenda = await who('housing').sees(['Agenda:', `New referral ${REF}`], panel);
      must(!agenda.includes('Zebedee'), 'a name stands in the channel');
      await who('housing').press('Agenda:', `Open ${REF}`, {}, panel);
      await who('housing').sees(['Zebedee Nonesuch', 'Burglary'], panel);
    },
  },
  {
    name: '3 attendance and quorum',
    play: async (who) => {
      await meeting(who).arrive(['chair', 'policeOfficer', 'inspector', 'housing']);
      await who('chair').sees(['IOM Panel, ', 'Here: 3'], panel);
      await meeting(who).arrive(['viceChair', 'drugs', 'mentalHealth']);
      await who('chair').sees(['IOM Panel, ', 'Here: 6'], panel);
    },
  },
  {
    name: '4 chair',
    play: async (who) => {
      await meeting(who).open('chair');
      await who('chair').sees(['IOM Panel, ', 'You chair this meeting'], panel);
    },
  },
  {
    name: '5 vote',
    play: async (who) => {
      await meeting(who).vote('chair', REF, votes);
      await who('policeOfficer').press('Vote: ', 'Vote against', {}, panel);
      await who('policeOfficer').press('Vote: ', 'Vote for', {}, panel);
      await who('policeOfficer').sees(['Vote: ', 'version 3'], panel);
      must(
        !(await who('victims').buttons('Vote: ', panel)).includes('Close the vote'),
        'somebody else could close the vote',
      );
    },
  },
  {
    name: '6 tie',
    play: async (who) => {
      await who('chair').press('Vote: ', 'Close the vote', {}, panel);
      await who('drugs').sees(['Vote: ', 'The votes are equal'], panel);
      must(
        !(await who('drugs').buttons('Vote: ', panel)).some((title) => title.startsWith('Casting')),
        'a member sees the casting vote',
      );
      await who('chair').press('Vote: ', 'Casting vote: for', {}, panel);
      await who('drugs').sees(['Vote: ', 'Carried', 'casting vote (for)'], panel);
    },
  },
  {
    name: '7 decision',
    play: async (who) => {
      await meeting(who).adopt('chair', REF, interventions, {
        Category: 'Repeat offender',
        'Lead agency': 'Probation',
        'Lead professional': 'Priya Example (Probation)',
        'Police contact': 'Tom Sample (Richmond Police)',
        'Review on': '2027-02-24',
      });
    },
  },
  {
    name: '8 actions',
    play: async (who) => {
      await who('housing').press('Find a room at the invented hostel', 'Accept');
      await who('drugs').press('Assess drug use', 'Decline', { Reason: 'Our worker is on leave' });
      await who('chair').press('Our worker is on leave', 'Give it to them', {
        'Give it to': 'Mental Health: Senior Social Worker, SWLSTG',
      });
      await who('mentalHealth').press('Assess drug use', 'Accept');
      await who('mentalHealth').press('Assess drug use', 'Complete', { Outcome: 'Assessed; a place is offered' });
      await who('housing').say('my actions');
      await who('housing').sees(['My actions', 'Find a room', REF]);
      await who('jobcentre').press('A message for one of you', 'Open for me', {}, panel);
      await who('jobcentre').press('Offer a work trial', 'Accept', {}, panel);
    },
  },
  {
    name: '9 acknowledgement',
    play: async (who) => {
      await meeting(who).close('chair');
      const answer = await who('referrer').sees('Find a room at the invented hostel');
      must(
        answer.includes('15 January 2027') && answer.includes('Housing'),
        'owner and date are not in the acknowledgement',
      );
    },
  },
  {
    name: '10 minutes',
    play: async (who) => {
      await who('chair').say('minutes');
      await who('chair').sees(['Minutes', 'casting vote', REF]);
      await who('chair').say('minutes', panel);
      must(
        !(await who('chair').sees('Minutes', panel)).includes('Zebedee'),
        'the minutes in the channel name somebody',
      );
    },
  },
];

export const walk = async (who: Cast, before: Readonly<Record<string, () => Promise<void>>> = {}): Promise<void> => {
  for (const { name, play } of steps) {
    await before[name]?.();
    try {
      await play(who);
    } catch (error) {
      throw new Error(`Step ${name}: ${(error as Error).message}`, { cause: error });
    }
  }
};

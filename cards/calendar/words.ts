/** What the dates that hang on a meeting are called, and how far each has come. */
import type { Link } from '../../services/rules/chain.ts';
import type { Standing } from '../../services/rules/chainStanding.ts';
import { inWords } from '../../services/rules/days.ts';
import { dayInFull } from '../words.ts';

export const linkInWords: Record<Link, string> = {
  referrals: 'Last day for referrals',
  attendance: 'Asking who is coming',
  agenda: 'Agenda and papers',
  invitations: 'Invitations to referrers and gatekeepers',
  'inputs asked': 'Asking for what seats give beforehand',
  arising: 'Asking how open actions stand',
  'attendance again': 'Asking again who is coming',
  inputs: 'What seats give beforehand',
  list: 'List of what the team collected',
  meeting: 'Meeting',
  minutes: 'Minutes',
  acknowledgements: 'Answers to referrals',
};

const countInWords = ({ what, count }: Standing): string | undefined => {
  if (!count) return undefined;
  const { done, all } = count;
  switch (what) {
    case 'attendance':
      return `${done} of ${all} have answered`;
    case 'attendance again':
      return undefined;
    case 'acknowledgements':
      return all === 0 ? 'no referral was answered' : `${done} of ${all} are received`;
    default:
      return `${done} of ${all} are in`;
  }
};

const doneInWords = ({ what, done }: Standing): string => {
  switch (what) {
    case 'attendance':
    case 'attendance again':
    case 'arising':
      return 'asked';
    case 'list':
      return 'out';
    case 'meeting':
      return 'held';
    case 'inputs':
    case 'acknowledgements':
      return 'all is there';
    case 'agenda':
    case 'minutes':
      return done ? `out since ${inWords(done)}` : 'done';
    default:
      return done ? `done on ${inWords(done)}` : 'done';
  }
};

const howInWords = (standing: Standing): string => {
  switch (standing.how) {
    case 'done':
      return doneInWords(standing);
    case 'late':
      return standing.what === 'meeting' ? 'it has not been opened' : 'overdue';
    case 'passed':
      return 'over';
    case 'ahead':
      return 'to come';
  }
};

/** What somebody has to do by five o’clock; the rest happens in the course of its day. */
const DEADLINES: readonly Link[] = ['referrals', 'agenda', 'inputs', 'minutes', 'acknowledgements'];

/** `goesWith`: what goes along with it on the same day. */
export const standingInWords = (standing: Standing, goesWith?: string): string => {
  const deadline = DEADLINES.includes(standing.what) ? ' by 17:00' : '';
  const parts = [howInWords(standing), countInWords(standing), goesWith].filter((text) => text !== undefined);
  return `${dayInFull(standing.on)}${deadline}: ${parts.join('; ')}.`;
};

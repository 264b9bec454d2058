/** What the dates that hang on a meeting are called, and how far each has come. */
import type { Link } from '../../services/rules/chain.ts';
import type { Standing } from '../../services/rules/chainStanding.ts';
import { inWords } from '../../services/rules/days.ts';
import { dayInFull } from '../words.ts';

export const linkInWords: Record<Link, string> = {
  referrals: 'Last day for referrals',
  attendance: 'Members are asked whether they come',
  agenda: 'Agenda and papers',
  invitations: 'Referrers and gatekeepers are invited',
  'inputs asked': 'Seats are asked for what they give beforehand',
  arising: 'Owners of open actions are asked to report',
  'attendance again': 'Whoever has not answered is asked again',
  inputs: 'What was asked for beforehand is in',
  meeting: 'Meeting',
  minutes: 'Minutes',
  acknowledgements: 'Answers to referrals are received',
};

const countInWords = ({ what, count }: Standing): string | undefined => {
  if (!count) return undefined;
  const { done, all } = count;
  switch (what) {
    case 'attendance':
    case 'attendance again':
      return `${done} of ${all} have answered`;
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
    case 'meeting':
      return 'held';
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

/** `with`: what goes along with it on the same day. */
export const standingInWords = (standing: Standing, goesWith?: string): string => {
  const deadline = standing.what === 'meeting' ? '' : 'by 17:00 on ';
  const parts = [howInWords(standing), countInWords(standing), goesWith].filter((text) => text !== undefined);
  return `${deadline}${dayInFull(standing.on)}: ${parts.join('; ')}.`;
};

/** How far each date that hangs on a meeting has come. */
import type { Dated, Link } from './chain.ts';
import type { Day } from './days.ts';

export type Count = { readonly done: number; readonly all: number };

/** What is known of a meeting; nothing of one that nobody has made yet. */
export type Known = {
  readonly state: 'planned' | 'open' | 'closed';
  readonly agenda?: Day | undefined;
  readonly minutes?: Day | undefined;
  /** Seats that have said whether they come, of those that are held. */
  readonly answered: Count;
  readonly inputs: Count;
  /** Answers to referrals that have arrived. */
  readonly received: Count;
};

export type Standing = Dated & {
  /** `late`: due by 17:00 of its day, and not done. `passed`: its day is over, and nobody has anything to do. */
  readonly how: 'done' | 'ahead' | 'late' | 'passed';
  readonly done?: Day | undefined;
  readonly count?: Count;
};

export type Now = { readonly date: Day; readonly time: string };

const BY = '17:00';

/** Due means by 17:00 of the day (ours). */
export const isLate = (on: Day, { date, time }: Now): boolean => on < date || (on === date && time >= BY);

type Found = Omit<Standing, 'what' | 'on'>;

const howOf = (link: Link, on: Day, known: Known | undefined, now: Now): Found => {
  const late = isLate(on, now);
  const undone: Found = { how: late ? 'late' : 'ahead' };
  const byItself: Found = { how: on > now.date ? 'ahead' : 'done' };
  const counted = (count: Count): Found => ({
    how: count.done === count.all ? 'done' : late ? 'late' : 'ahead',
    count,
  });
  switch (link) {
    case 'referrals':
      return { how: late ? 'passed' : 'ahead' };
    case 'list':
      return { how: late ? 'done' : 'ahead' };
    case 'meeting':
      if (known?.state === 'closed') return { how: 'done' };
      return { how: on < now.date ? 'late' : 'ahead' };
    default:
      if (!known) return undone;
  }
  // Once the meeting has begun, nothing that came before it can be made good.
  const left: Found = known.state === 'planned' ? undone : { how: 'passed' };
  switch (link) {
    case 'agenda':
    case 'invitations':
    case 'inputs asked':
      return known.agenda ? { how: 'done', done: known.agenda } : left;
    case 'attendance':
    case 'attendance again':
      return { ...byItself, ...(on <= now.date && { count: known.answered }) };
    case 'arising':
      return byItself;
    case 'inputs':
      if (known.inputs.all === 0) return { how: late ? 'passed' : 'ahead' };
      return known.inputs.done < known.inputs.all && known.state !== 'planned'
        ? { ...left, count: known.inputs }
        : counted(known.inputs);
    case 'minutes':
      return known.minutes ? { how: 'done', done: known.minutes } : undone;
    case 'acknowledgements':
      return known.state === 'closed' ? counted(known.received) : undone;
  }
};

export const standingOf = (chain: readonly Dated[], known: Known | undefined, now: Now): Standing[] =>
  chain.map((dated) => ({ ...dated, ...howOf(dated.what, dated.on, known, now) }));

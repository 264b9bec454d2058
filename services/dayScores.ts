/** Scores that probation was asked for and has not given: whoever is to give one is reminded before the meeting. */
import type { Finding } from './dayCards.ts';
import { destination, handedInOn } from './deadlines.ts';
import { Meetings, type Referral } from './model.ts';
import { waitingForScore } from './referralIndex.ts';
import type { Day } from './rules/days.ts';
import { subtractWorkingDays } from './rules/workingDays.ts';
import { giversOf } from './scores.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

/** The day of the meeting that it is for, as it looks today. */
const meetsOn = async (work: Work, { body, meeting, submittedAt, startedAt }: Referral, today: Day): Promise<Day> => {
  const on = meeting === undefined ? undefined : (await work.store.get(work.area.id, Meetings, meeting))?.doc.date;
  return (
    on ?? (await destination(work, bodyOf(work, body), handedInOn(new Date(submittedAt ?? startedAt)), today)).date
  );
};

/** As many working days before the meeting as before an action is due, and each working day after (ours). */
export const scoresOfDay: Finding = async (work, { day }) => {
  const { cadence, calendar } = schemeOf(work);
  const found = (await waitingForScore(work)).map(async (referral) => {
    const on = await meetsOn(work, referral, day);
    if (day < subtractWorkingDays(on, cadence.actions.before, calendar)) return [];
    const { ref } = referral;
    return giversOf(work, referral).map((of) => ({
      item: { kind: 'score', referral: ref, on, of } as const,
      news: true,
    }));
  });
  return (await Promise.all(found)).flat();
};

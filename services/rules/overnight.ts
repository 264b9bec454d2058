/** The daily question of a team, *anything overnight?*: whom it is put to and when, and what an answer needs of whom (L; ours). */
import { z } from 'zod';
import type { Day } from './days.ts';
import { ClockTime, words } from './fields.ts';
import { onLeave } from './leave.ts';
import { instantOf } from './londonTime.ts';
import type { Away } from './reminders.ts';

export const Daily = z.strictObject({
  /** Whether the question is asked until a co-ordinator switches it. */
  on: z.boolean(),
  promptAt: ClockTime,
  /** Between these, a person may choose a time of their own for the prompt. */
  earliest: ClockTime,
  latest: ClockTime,
  /** Who has not answered by then is asked once more. */
  nudgeAt: ClockTime,
  /** The round-up is posted; answers after it are taken and marked late. */
  cutOff: ClockTime,
  source: words,
});
export type Daily = z.infer<typeof Daily>;

/** What an incident needs, each an action at once; `custody` needs to be confirmed, information needs nobody. */
export const Need = z.enum(['enforcement', 'court', 'support', 'custody', 'information']);
export type Need = z.infer<typeof Need>;

type By<Person extends string, T> = Readonly<Partial<Record<Person, T>>>;

export const inWindow = ({ earliest, latest }: Daily, time: string): boolean => time >= earliest && time <= latest;

/** When somebody is asked: at their own time, unless the window has since left it out. */
export const promptTime = (daily: Daily, own: string | undefined): string =>
  own !== undefined && inWindow(daily, own) ? own : daily.promptAt;

/** The times at which somebody may have to be asked; at the latest, whoever was missed is. */
export const promptTimes = (daily: Daily, own: readonly (string | undefined)[]): string[] => [
  ...new Set([daily.promptAt, ...own.map((time) => promptTime(daily, time)), daily.latest]),
];

/** Neither on leave nor wanting quiet. */
export const isThere = <Person extends string>({ leave, quiet }: Away<Person>, person: Person, today: Day): boolean => {
  const until = quiet?.[person];
  const away = leave && onLeave<Person>(leave, person, today);
  return !away && (until === undefined || today > until);
};

/** Who is to be asked by `time`, or now where none is given; nobody twice on a day. */
export const toAsk = <Person extends string>(
  seated: readonly Person[],
  {
    daily,
    own,
    away,
    asked,
    today,
    time,
  }: {
    readonly daily: Daily;
    readonly own?: By<Person, string> | undefined;
    readonly away: Away<Person>;
    readonly asked: ReadonlySet<Person>;
    readonly today: Day;
    readonly time?: string;
  },
): Person[] =>
  [...new Set(seated)].filter(
    (person) =>
      !asked.has(person) &&
      isThere(away, person, today) &&
      (time === undefined || promptTime(daily, own?.[person]) <= time),
  );

/** Nobody is asked again so soon after they were asked, in milliseconds. */
const RIGHT_AFTER = 10 * 60_000;

/** Who is asked once more at `at`: was asked well before, and has not answered. */
export const toNudge = <Person extends string>(
  nights: readonly { readonly person: Person; readonly state: string; readonly askedAt: string }[],
  { away, today, at }: { readonly away: Away<Person>; readonly today: Day; readonly at: Date },
): Person[] =>
  nights
    .filter(
      ({ person, state, askedAt }) =>
        state === 'asked' && isThere(away, person, today) && Date.parse(askedAt) + RIGHT_AFTER <= at.getTime(),
    )
    .map(({ person }) => person);

/** From the cut-off on, answers are late and nothing is taken back; `counts`: the day of the round-up, where that is a later one. */
export const isPastCutOff = (
  { cutOff }: Daily,
  { day, counts = day }: { readonly day: Day; readonly counts?: Day },
  now: Date,
): boolean => now >= instantOf(counts, cutOff);

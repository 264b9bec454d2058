/**
 * Who should receive what when: told once, on working days, late rather than never, a
 * stack of missed dailies as one. It is asked at each look at the clock, and remembers what it said.
 */
import type { PersonKey } from '../../services/model.ts';
import { dayAt, inLondon, isWorking, plusDays, workingBefore } from './cadenceCalendar.ts';
import { type Thing, thingsOf } from './cadenceDue.ts';
import type { Ledger } from './cadenceLedger.ts';

const CALENDAR = 'dates of meetings: test/services/calendar.test.ts holds them against the chain of each body';
const WEEKLY = 'the weekly meeting: test/services/teamMeeting.test.ts';
const SCORES = 'scores asked of probation: test/services/dayScores.test.ts';

/** What begins like this is left out of the comparison, and why: what is told, and what stands on cards. */
export const NOT_MODELLED: Readonly<Record<string, string>> = {
  attending: CALENDAR,
  'meeting to ': CALENDAR,
  agenda: CALENDAR,
  minutes: CALENDAR,
  answer: CALENDAR,
  arising: CALENDAR,
  input: CALENDAR,
  part: CALENDAR,
  score: SCORES,
  'team list': WEEKLY,
  'team meeting': WEEKLY,
};

export const isModelled = (words: string): boolean => !Object.keys(NOT_MODELLED).some((kind) => words.startsWith(kind));

/** Of what was told, what the model speaks of; a card of the day may have come for something that it leaves out. */
export const modelledOf = (
  told: readonly string[],
  cards: ReadonlyMap<string, readonly string[]>,
  expected: readonly string[],
): string[] => {
  const forOthers = (id: string): boolean => {
    const items = id.startsWith('day|') ? cards.get(id.slice('day|'.length)) : undefined;
    return items?.some((item) => !isModelled(item.slice(11))) ?? false;
  };
  return told.filter((id) => isModelled(id) && (expected.includes(id) || !forOthers(id)));
};

/** A look: ids of what is told, what stands on each card, and since when each question covers. */
export type Expected = {
  readonly told: string[];
  readonly cards: ReadonlyMap<string, readonly string[]>;
  readonly covers: ReadonlyMap<string, string | undefined>;
};

export const itemOf = ({ on, what, of }: Omit<Thing, 'news'>): string => `${on} ${what} of ${of}`;

const RIGHT_AFTER = 10 * 60_000;
/** A clock that is this far behind was put right, and goes on from there. */
const PUT_BACK = 60 * 60_000;
/** Mornings after which the last question is not looked for any more. */
const LONGEST_GAP = 14;

export const cadenceModel = (ledger: Ledger, begun: number) => {
  const { scheme, coordinators, channels } = ledger;
  let seen = begun;
  /** Everything that was ever told: nothing is told twice, wherever the clock is put. */
  const everTold = new Set<string>();
  /** By `<body>|<day>|<person>`. */
  const asked = new Map<string, { readonly at: number; answered: boolean }>();
  /** Days on which anybody was asked, by body. */
  const askedOn = new Map<string, Set<string>>();
  const noticed = new Map<string, string>();

  const isAway = (person: PersonKey, day: string): boolean => day <= (ledger.leave.get(person)?.until ?? '');
  const isQuiet = (person: PersonKey, day: string): boolean => day <= (ledger.quiet.get(person) ?? '');
  const reached = (meant: PersonKey, day: string): PersonKey | undefined => {
    let person = meant;
    for (const passed = new Set([meant]); isAway(person, day); passed.add(person)) {
      person = ledger.leave.get(person)?.standIn ?? meant;
      if (passed.has(person)) {
        person = meant;
        break;
      }
    }
    return isQuiet(person, day) ? undefined : person;
  };
  /** Whether a time away, or quiet, of theirs ended since the cards before. */
  const isBack = (person: PersonKey, { today, last }: { today: string; last: string }): boolean => {
    const leave = ledger.leave.get(person);
    const ends = [leave?.cards ?? leave?.until, ledger.quiet.get(person)];
    return ends.some((end) => end !== undefined && last <= end && end < today);
  };

  /** Days on which this time has come since the last look. */
  const come = (now: number, time: string, since = 0): string[] => {
    const days: string[] = [];
    for (let day = dayAt(seen); day <= dayAt(now); day = plusDays(day, 1)) {
      const at = inLondon(day, time);
      if (isWorking(day) && at > seen && at <= now && at >= since) days.push(day);
    }
    return days;
  };

  const dayCards = (now: number): [string, readonly string[]][] => {
    const days = come(now, scheme.cadence.dayCard);
    const [first] = days;
    const today = days.at(-1);
    if (!first || !today) return [];
    const morning = { today, last: workingBefore(first, 1) };
    const byPerson = new Map<PersonKey, { items: string[]; news: boolean }>();
    for (const thing of thingsOf(ledger, morning)) {
      const person = reached(thing.of, today);
      if (!person) continue;
      const card = byPerson.get(person) ?? { items: [], news: isBack(person, morning) };
      card.items.push(itemOf(thing));
      byPerson.set(person, { ...card, news: card.news || thing.news });
    }
    return [...byPerson]
      .filter(([person, { news }]) => news && !everTold.has(`day|${today}|${person}`))
      .map(([person, { items }]) => [`${today}|${person}`, items.sort()]);
  };

  const mornings = () =>
    scheme.bodies.flatMap((body) => {
      const switched = ledger.daily.get(body.id) ?? { on: body.daily?.on ?? false, since: 0 };
      return body.daily && switched.on ? [{ body, daily: body.daily, since: switched.since }] : [];
    });

  type Asking = ReturnType<typeof mornings>[number];
  /** Since when each covers; nothing where nobody was asked for so long that it is not looked for. */
  const questions = (now: number, { body, daily, since }: Asking): [string, string | undefined][] => {
    const today = dayAt(now);
    const seated = body.seats.flatMap(({ id }) => ledger.holders.get(id) ?? []);
    const time = (person: PersonKey) => ledger.ownTimes.get(person) ?? daily.promptAt;
    const times = [...seated.map(time), daily.promptAt, daily.latest];
    const by = times.filter((one) => come(now, one, since).at(-1) === today).sort();
    const last = by.at(-1);
    if (!last) return [];
    const due = [...new Set(seated)].filter((person) => {
      const there = !isAway(person, today) && !isQuiet(person, today);
      return there && time(person) <= last && !asked.has(`${body.id}|${today}|${person}`);
    });
    if (due.length === 0) return [];
    const earlier = plusDays(today, -1);
    const days = askedOn.get(body.id) ?? new Set();
    const before = [...days].filter((day) => day < today).sort();
    const covers = before.findLast((day) => day >= plusDays(earlier, 1 - LONGEST_GAP));
    askedOn.set(body.id, days.add(today));
    return due.map((person) => {
      const id = `${body.id}|${today}|${person}`;
      asked.set(id, { at: now, answered: false });
      return [id, covers];
    });
  };

  const nudges = (now: number, { body, daily, since }: Asking): string[] => {
    const today = dayAt(now);
    if (come(now, daily.nudgeAt, since).at(-1) !== today) return [];
    const latest = inLondon(today, daily.nudgeAt) - RIGHT_AFTER;
    const seated = body.seats.map(({ id }) => ledger.holders.get(id));
    return [...asked]
      .filter(([id, { at, answered }]) => id.startsWith(`${body.id}|${today}|`) && !answered && at <= latest)
      .map(([id]) => id.split('|').slice(2).join('|') as PersonKey)
      .filter((person) => seated.includes(person) && !isAway(person, today) && !isQuiet(person, today))
      .map((person) => `nudge|${body.id}|${today}|${person}`);
  };

  const roundUps = (now: number, { body, daily, since }: Asking): string[] => {
    const day = come(now, daily.cutOff, since).at(-1);
    if (!day) return [];
    const id = `round-up|${body.id}|${day}`;
    return channels.has(body.id) ? [id] : coordinators.map((person) => `${id}|${person}`);
  };

  const drafts = (now: number): string[] => {
    const today = come(now, scheme.cadence.dayCard).at(-1);
    if (!today) return [];
    const told: string[] = [];
    for (const { ref, body, referrer, startedAt, changedAt } of ledger.drafts.values()) {
      const rules = scheme.bodies.find(({ id }) => id === body)?.referrals?.drafts;
      const touched = dayAt(Date.parse(changedAt ?? startedAt));
      if (!rules || today < plusDays(touched, rules.removedAfter - rules.noticeBefore)) continue;
      const notice = `draft|${touched}|${ref}`;
      const on = noticed.get(notice);
      if (on === undefined) {
        if (reached(referrer, today) !== referrer) continue;
        noticed.set(notice, dayAt(now));
        told.push(notice);
      } else if (today >= plusDays(touched, rules.removedAfter) && today >= plusDays(on, rules.noticeBefore)) {
        told.push(`draft removed|${ref}`);
        ledger.drafts.delete(ref);
      }
    }
    return told;
  };

  return {
    answered: (night: string): void => {
      const one = asked.get(night);
      if (one) one.answered = true;
    },
    /** Questions of a day without an answer. */
    unanswered: (day: string): string[] =>
      [...asked].filter(([id, { answered }]) => id.includes(`|${day}|`) && !answered).map(([id]) => id),
    /** Also of what the model does not speak of. */
    wasTold: (ids: readonly string[]): void => {
      for (const id of ids) everTold.add(id);
    },
    look: (now: number): Expected => {
      if (seen > now + PUT_BACK) {
        seen = now;
        return { told: [], cards: new Map(), covers: new Map() };
      }
      const cards = new Map(dayCards(now));
      const asking = mornings();
      const covers = new Map(asking.flatMap((one) => questions(now, one)));
      const told = [
        ...[...cards.keys()].map((id) => `day|${id}`),
        ...[...covers.keys()].map((id) => `overnight|${id}`),
        ...asking.flatMap((one) => [...nudges(now, one), ...roundUps(now, one)]),
        ...drafts(now),
      ]
        .filter((id) => !everTold.has(id))
        .sort();
      const forgotten = plusDays(dayAt(now), -9);
      for (const id of asked.keys()) if ((id.split('|')[1] ?? '') < forgotten) asked.delete(id);
      seen = Math.max(seen, now);
      return { told, cards, covers };
    },
  };
};
export type CadenceModel = ReturnType<typeof cadenceModel>;

/**
 * What is due from whom on a day, one thing after the other. Brute force
 * over all there is; nothing of it is shared with the services but the shape of what is kept.
 */
import type { Case } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/model.ts';
import { dayAt, mondayOf, plusDays, plusMonths, workingAfter, workingBefore } from './cadenceCalendar.ts';
import type { Ledger } from './cadenceLedger.ts';

/** `last`: the day of the cards before; what fell on a day after it and by today is new today. */
export type Morning = { readonly today: string; readonly last: string };
/** `what`: as `itemOf` writes it, without the day and the person. */
export type Thing = { readonly of: PersonKey; readonly on: string; readonly what: string; readonly news: boolean };

const isNew = ({ today, last }: Morning, ...days: readonly string[]): boolean =>
  days.some((day) => last < day && day <= today);

/** Reminders 2 working days before, on the day, each working day after; they stop once answered (7). */
const actions = ({ scheme, actions: all }: Ledger, morning: Morning): Thing[] => {
  const things: Thing[] = [];
  for (const { id, owner, due, state, history } of all.values()) {
    if (state !== 'offered' && state !== 'accepted') continue;
    const first = workingBefore(due, scheme.cadence.actions.before);
    if (morning.today < first) continue;
    const answered = history.some(
      (said) => (said.by === owner || said.inPlaceOf === owner) && dayAt(Date.parse(said.at)) >= due,
    );
    const late = morning.today > due && !answered;
    things.push({ of: owner, on: due, what: `action ${id}`, news: late || isNew(morning, first, due) });
  }
  return things;
};

/** Overdue ones go to the agency lead (7): told on the day on which another one comes to them. */
const overdue = (ledger: Ledger, morning: Morning): Thing[] => {
  const { scheme, leads, agencies, actions: all } = ledger;
  const seats = new Map(scheme.bodies.flatMap((body) => body.seats.map(({ id, agency }) => [id, agency])));
  const byLead = new Map<PersonKey, boolean>();
  for (const { due, state, seat, owner } of all.values()) {
    if (state === 'completed') continue;
    const since = workingAfter(due, scheme.escalation.agencyLead);
    const lead = leads.get(seats.get(seat ?? '') ?? agencies.get(owner) ?? '');
    if (since > morning.today || !lead) continue;
    byLead.set(lead, byLead.get(lead) === true || isNew(morning, since));
  }
  return [...byLead].map(([of, news]) => ({ of, on: morning.today, what: 'overdue', news }));
};

type Wanted = { readonly on: string; readonly what: string; readonly news: boolean; readonly to: unknown[] };

const wantedOf = ({ scheme }: Ledger, doc: Case, morning: Morning): Wanted[] => {
  const { ref, leadProfessional, policeContact, custody, keyDates = {} } = doc;
  const { today } = morning;
  const wanted: Wanted[] = [];
  const daily = (on: string | undefined, what: string, ...to: unknown[]) => {
    if (on !== undefined && on <= today) wanted.push({ on, what, news: true, to });
  };
  const once = (on: string | undefined, what: string, ...to: unknown[]) => {
    if (on !== undefined && on <= today) wanted.push({ on, what, news: isNew(morning, on), to });
  };
  // A court date prompts 5 working days before, again while it is not prepared; after it the result is asked until given (5).
  for (const { id, on, statement, cpsTold } of doc.courts ?? []) {
    const prepared = statement?.wanted === false || (statement?.wanted === true && cpsTold !== undefined);
    const body = scheme.bodies.find((one) => one.id === doc.body);
    const first = workingBefore(on, body?.court?.promptDays ?? 5);
    const again = workingBefore(on, scheme.cadence.court.again);
    const writer = statement?.wanted ? statement.by : leadProfessional;
    if (today > on) daily(plusDays(on, 1), `${ref} result ${id}`, leadProfessional);
    else if (!prepared && today >= first)
      wanted.push({ on: first, what: `${ref} court ${id}`, news: isNew(morning, first, again), to: [writer] });
  }
  for (const { id, on } of doc.appointments ?? []) daily(on, `${ref} appointment ${id}`, leadProfessional);
  for (const { id, visitBy, visited } of doc.orders ?? [])
    if (!visited) daily(visitBy, `${ref} visit ${id}`, policeContact);
  for (const { id, on } of doc.jointMeetings ?? []) daily(on, `${ref} joint meeting ${id}`, leadProfessional);
  if (custody && !custody.released) daily(custody.releaseOn, `${ref} prison release`, leadProfessional, policeContact);
  once(keyDates.bail, `${ref} bail`, policeContact);
  once(custody?.endsOn ?? keyDates.sentenceEnd, `${ref} end of sentence`, leadProfessional);
  return wanted;
};

/** To whom it is meant, and open; where there is nobody, the co-ordinators. */
const readers = ({ coordinators }: Ledger, { restrictedTo }: Case, meant: readonly unknown[]): PersonKey[] => {
  const may = (person: unknown) => typeof person === 'string' && (restrictedTo ?? [person]).includes(person as never);
  const found = meant.filter(may) as PersonKey[];
  return found.length > 0 ? [...new Set(found)] : coordinators.filter(may);
};

const cases = (ledger: Ledger, morning: Morning): Thing[] => {
  const { before } = ledger.scheme.cadence.reviews;
  const things: Thing[] = [];
  for (const doc of ledger.cases.values()) {
    if (doc.import && ledger.importing.has(doc.import)) continue;
    const put = (on: string, what: string, news: boolean, to: readonly unknown[]) =>
      things.push(...readers(ledger, doc, to).map((of) => ({ of, on, what, news })));
    /** So many working days before, and on the day. */
    const ahead = (on: string | undefined, what: string) => {
      const first = on && workingBefore(on, before);
      if (on && first && first <= morning.today)
        put(on, `${what} ${doc.ref}`, isNew(morning, first, on), [doc.leadProfessional]);
    };
    if (doc.state === 'removed') {
      const on = doc.reselectOn;
      if (on && on <= morning.today) put(on, `re-selection ${doc.ref}`, isNew(morning, on), ledger.coordinators);
      continue;
    }
    for (const { on, what, news, to } of wantedOf(ledger, doc, morning)) put(on, what, news, to);
    ahead(doc.reviewOn, 'review');
    ahead(doc.monitoring?.until, 'monitoring');
  }
  return things;
};

/** Nothing here reaches further than some weeks of working days. */
const isNear = (on: string, today: string): boolean => plusDays(today, -90) <= on && on <= plusDays(today, 90);

/** Protocols that end, the yearly look at priority offences (G Q5), the cohort of a year, for the co-ordinators. */
const paperwork = ({ scheme, coordinators }: Ledger, morning: Morning): Thing[] => {
  const { cadence, agencies, priorities, youngOffenders } = scheme;
  const { today } = morning;
  const found: Omit<Thing, 'of'>[] = [];
  for (const { id, protocolUntil: on } of agencies) {
    if (!on || !isNear(on, today)) continue;
    const first = workingBefore(on, cadence.protocols.before);
    const over = workingAfter(on, cadence.protocols.before);
    if (first <= today && today <= over)
      found.push({ on, what: `protocol ${id}`, news: isNew(morning, first, on, plusDays(on, 1)) });
  }
  const set = priorities.filter(({ from }) => from <= today).at(-1)?.from;
  for (let turn = 1; set && turn < 30; turn += 1) {
    const on = plusMonths(set, turn * cadence.priorities.months);
    if (!isNear(on, today)) continue;
    const first = workingBefore(on, cadence.priorities.before);
    if (first <= today && today <= workingAfter(on, cadence.priorities.before))
      found.push({ on, what: 'priorities', news: isNew(morning, first, on) });
  }
  if (youngOffenders) {
    const on = plusDays(`${today.slice(0, 4)}-${youngOffenders.cohort.until}`, 1);
    const news = isNew(morning, on);
    if (on <= today && (news || today <= plusDays(on, 7))) found.push({ on, what: 'cohort', news });
  }
  return found.flatMap((one) => coordinators.map((of) => ({ ...one, of })));
};

/** Lists of the week, with its first cards: deter young offenders to their leads (R 3.6), short sentences (Le 1.20). */
const lists = (
  { scheme, cases: all, dyoLeads, coordinators, importing }: Ledger,
  { today, last }: Morning,
): Thing[] => {
  if (last >= mondayOf(today)) return [];
  const kept = [...all.values()].filter((doc) => doc.state === 'on the register' && !importing.has(doc.import ?? ''));
  const young = scheme.youngOffenders && kept.some(({ dyo }) => dyo) ? [...new Set(dyoLeads.values())] : [];
  const short = scheme.shortSentences && kept.some(({ stay }) => stay?.short && !stay.helped) ? coordinators : [];
  return [
    ...young.map((of) => ({ of, on: today, what: 'young offenders', news: true })),
    ...short.map((of) => ({ of, on: today, what: 'short sentences', news: true })),
  ];
};

export const thingsOf = (ledger: Ledger, morning: Morning): Thing[] =>
  [actions, overdue, cases, paperwork, lists].flatMap((find) => find(ledger, morning));

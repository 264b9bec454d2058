/** What people of the invented area do, drawn at random; each is written as the services keep it, and into the ledger. */
import type { Case } from '../../services/caseModel.ts';
import { endLeave, recordLeave } from '../../services/leave.ts';
import type { Action, PersonKey, Referral } from '../../services/model.ts';
import { switchDaily } from '../../services/overnight.ts';
import { answerNothing, nightRow } from '../../services/overnightAnswers.ts';
import { beQuiet, endQuiet, promptAt } from '../../services/quiet.ts';
import type { CadenceArea } from './cadenceArea.ts';
import { dayAt, plusDays, timeAt, workingBefore } from './cadenceCalendar.ts';
import type { CadenceModel } from './cadenceModel.ts';
import { type Dice, pick } from './population.ts';

/** As many of each as an area keeps open here. */
const MOST = { actions: 24, cases: 14, drafts: 5 };

export const cadenceEvents = (area: CadenceArea, model: CadenceModel, dice: Dice) => {
  const { ledger, newId, put, store, work } = area;
  const { scheme } = ledger;
  const people = [...ledger.agencies.keys()];
  const anybody = (): PersonKey => pick(dice, people);
  const chance = (share: number): boolean => dice() < share;
  const whole = (most: number): number => Math.floor(dice() * (most + 1));
  const ahead = (now: number, most: number, least = 0) => plusDays(dayAt(now), least + whole(most - least));
  const adopting = scheme.bodies.filter(({ motions }) => motions.includes('adopt'));
  const asking = scheme.bodies.filter(({ daily }) => daily);
  const drafting = scheme.bodies.filter(({ referrals }) => referrals);

  const newAction = async (now: number): Promise<void> => {
    const body = pick(dice, scheme.bodies);
    const seat = pick(dice, body.seats).id;
    const holder = ledger.holders.get(seat);
    const due = chance(0.2) ? plusDays(dayAt(now), -whole(5)) : ahead(now, 21);
    await put.action(now, {
      ...{ id: newId(), ref: 'TEST-1', body: body.id, what: 'Something to do', due, state: 'offered', history: [] },
      ...(holder && chance(0.7) ? { seat, owner: holder } : { owner: anybody() }),
    });
  };
  const said = (now: number, action: Action, by: PersonKey, what: string, inPlaceOf?: PersonKey): Action => ({
    ...action,
    history: [...action.history, { at: new Date(now).toISOString(), by, what, ...(inPlaceOf && { inPlaceOf }) }],
  });
  const actionMoves = async (now: number): Promise<void> => {
    const all = [...ledger.actions.values()];
    const one = all.length > 0 ? pick(dice, all) : undefined;
    if (!one) return;
    const { owner } = one;
    const next: (() => Action)[] = [
      () => ({ ...said(now, one, owner, 'accepted'), state: 'accepted' }),
      () => said(now, one, owner, 'reported on'),
      () => said(now, one, anybody(), 'reported on'),
      () => said(now, one, anybody(), 'reported on', pick(dice, [owner, anybody()])),
      () => ({ ...said(now, one, owner, 'completed'), state: 'completed' }),
      () => ({ ...said(now, one, owner, 'completed'), state: 'completed' }),
      () => ({ ...said(now, one, owner, 'declined'), state: 'declined' }),
      () => ({ ...said(now, one, owner, 'given to another'), state: 'offered', owner: anybody() }),
      () => ({ ...said(now, one, owner, 'moved'), due: ahead(now, 14) }),
    ];
    await put.action(now, pick(dice, next)());
  };

  const newCase = async (now: number): Promise<void> => {
    const { id } = pick(dice, adopting);
    const hidden = chance(0.1);
    const doc: Case = {
      ...{ ref: newId(), body: id, state: 'on the register', identity: {}, proposals: [], pathways: {} },
      ...{ owner: pick(dice, scheme.agencies).id, leadAgency: pick(dice, scheme.agencies).id },
      ...{ reviewOn: ahead(now, 40), adoptedAt: new Date(now).toISOString() },
      ...(chance(0.85) && { leadProfessional: anybody() }),
      ...(chance(0.7) && { policeContact: anybody() }),
      ...(scheme.youngOffenders && chance(0.3) && { dyo: true }),
      ...(chance(0.1) && { restrictedTo: [anybody(), anybody(), pick(dice, ledger.coordinators)] }),
      ...(hidden && { import: 'import-1' }),
    };
    await put.case(now, doc);
  };

  type Change = (doc: Case, now: number) => Partial<Case>;
  const without = <T extends { readonly id: string }>(all: readonly T[] | undefined): T[] => (all ?? []).slice(1);
  const custody = (now: number): Case['custody'] => ({
    ...{ kind: 'sentence', prison: 'HMP Nowhere', since: dayAt(now), months: 6 },
    ...(chance(0.7) && { releaseOn: ahead(now, 30) }),
    ...(chance(0.6) && { endsOn: ahead(now, 60, 31) }),
  });
  const stay = (short: boolean, now: number): Case['stay'] => ({
    ...{ supervised: 'no', short, by: anybody(), at: new Date(now).toISOString() },
    ...(chance(0.3) && { helped: dayAt(now) }),
  });
  const court: Change = ({ courts = [], body }, now) => {
    const on = ahead(now, 25, 1);
    const days = scheme.bodies.find(({ id }) => id === body)?.court?.promptDays ?? 5;
    return {
      courts: [...courts, { id: newId(), on, court: 'Nowhere Crown Court', promptOn: workingBefore(on, days) }],
    };
  };
  const prepared: Change = ({ courts = [] }, now) => ({
    courts: courts.map((one) =>
      pick(dice, [
        { ...one, statement: { wanted: false } as const },
        { ...one, statement: { wanted: true, by: anybody() } as const },
        { ...one, statement: { wanted: true, by: anybody() } as const, cpsTold: dayAt(now) },
      ]),
    ),
  });
  const changes: readonly Change[] = [
    court,
    court,
    prepared,
    prepared,
    ({ courts }) => ({ courts: without(courts) }),
    ({ courts }) => ({ courts: without(courts) }),
    ({ appointments = [] }, now) => ({
      appointments: [...appointments, { id: newId(), on: ahead(now, 12), kind: 'appointment', what: 'at the clinic' }],
    }),
    ({ appointments }) => ({ appointments: without(appointments) }),
    ({ appointments }) => ({ appointments: without(appointments) }),
    ({ orders = [] }, now) => ({
      orders: [...orders, { id: newId(), order: 'licence', ...(chance(0.8) && { visitBy: ahead(now, 12) }) }],
    }),
    ({ orders = [] }, now) => ({
      orders: orders.map((one) => ({ ...one, visited: { on: dayAt(now), verified: true, explained: true } })),
    }),
    ({ jointMeetings = [] }, now) => ({
      jointMeetings: [...jointMeetings, { id: newId(), on: ahead(now, 12), area: 'Elsewhere' }],
    }),
    ({ jointMeetings }) => ({ jointMeetings: without(jointMeetings) }),
    (_, now) => ({ custody: custody(now) }),
    ({ custody: held }, now) => (held ? { custody: { ...held, released: dayAt(now) } } : {}),
    (_, now) => ({ keyDates: chance(0.5) ? {} : { bail: ahead(now, 20), sentenceEnd: ahead(now, 50) } }),
    (_, now) => ({ reviewOn: ahead(now, 90, 10) }),
    (_, now) => ({ reviewOn: ahead(now, 30) }),
    (_, now) => ({ monitoring: { until: ahead(now, 40), by: anybody(), at: new Date(now).toISOString() } }),
    () => ({ monitoring: undefined }) as unknown as Partial<Case>,
    (_, now) => ({ stay: stay(chance(0.6), now) }),
    () => ({ leadProfessional: anybody(), policeContact: anybody() }),
  ];
  const caseMoves = async (now: number): Promise<void> => {
    const all = [...ledger.cases.values()];
    const doc = all.length > 0 ? pick(dice, all) : undefined;
    if (!doc) return;
    if (doc.state === 'removed') {
      const { reselectOn: _, ...over } = doc;
      await put.case(now, chance(0.4) ? over : { ...doc, reselectOn: ahead(now, 30) });
      if (!ledger.cases.get(doc.ref)?.reselectOn) ledger.cases.delete(doc.ref);
    } else if (chance(0.05)) await put.case(now, { ...doc, state: 'removed', reselectOn: ahead(now, 60) });
    else await put.case(now, { ...doc, ...pick(dice, changes)(doc, now) });
  };
  const importMoves = async (): Promise<void> => {
    if (ledger.importing.size > 0) ledger.importing.clear();
    else ledger.importing.add('import-1');
    await put.area({ importing: [...ledger.importing] });
  };

  const newDraft = async (now: number): Promise<void> => {
    const body = pick(dice, drafting);
    await put.draft(now, {
      ...{ ref: newId(), body: body.id, state: 'draft', referrer: anybody(), agency: 'somewhere' },
      ...{ answers: { offences: [], pathways: {}, interventions: {} }, startedAt: new Date(now).toISOString() },
    });
  };
  const draftMoves = async (now: number): Promise<void> => {
    const all = [...ledger.drafts.values()];
    const doc: Referral | undefined = all.length > 0 ? pick(dice, all) : undefined;
    if (!doc) return;
    await put.draft(now, {
      ...doc,
      ...(chance(0.3) ? { state: 'submitted' } : { changedAt: new Date(now).toISOString() }),
    });
  };

  /** While nobody is about to be asked: what changes in between is for those who prove the mornings. */
  const isMorning = (now: number): boolean => timeAt(now) >= '06:30' && timeAt(now) < '10:00';
  /** The last day of a time that is cut short: yesterday, today once today's cards are out. */
  const cutShort = (now: number) => (timeAt(now) < scheme.cadence.dayCard ? plusDays(dayAt(now), -1) : dayAt(now));

  const leaveMoves = async (now: number): Promise<void> => {
    const person = anybody();
    const away = (one: PersonKey) => dayAt(now) <= (ledger.leave.get(one)?.until ?? '');
    const leave = ledger.leave.get(person);
    if (leave && away(person) && chance(0.5)) {
      await endLeave(await work(now, person), person);
      ledger.leave.set(person, { ...leave, until: plusDays(dayAt(now), -1), cards: cutShort(now) });
      return;
    }
    const standIn = anybody();
    if (standIn === person || away(standIn)) return;
    const until = ahead(now, 12);
    await recordLeave(await work(now, person), { person, until, standIn });
    ledger.leave.set(person, { until, standIn });
  };
  const quietMoves = async (now: number): Promise<void> => {
    const person = anybody();
    if (dayAt(now) <= (ledger.quiet.get(person) ?? '')) {
      if (chance(0.5)) return;
      await endQuiet(await work(now, person));
      ledger.quiet.set(person, cutShort(now));
      return;
    }
    const until = ahead(now, 9);
    await beQuiet(await work(now, person), until);
    ledger.quiet.set(person, until);
  };
  const timeMoves = async (now: number): Promise<void> => {
    const person = anybody();
    const mornings = asking.filter(({ id, seats, daily }) => {
      const on = ledger.daily.get(id)?.on ?? daily?.on;
      return on && seats.some((seat) => ledger.holders.get(seat.id) === person);
    });
    if (mornings.length === 0) return;
    const time = pick(dice, ['07:00', '07:30', '08:00', '08:20', '09:00']);
    await promptAt(await work(now, person), time);
    ledger.ownTimes.set(person, time);
  };
  const seatMoves = async (): Promise<void> => {
    const { id, agency } = pick(dice, pick(dice, scheme.bodies).seats);
    const colleagues = people.filter((person) => ledger.agencies.get(person) === agency);
    if (chance(0.2)) ledger.holders.delete(id);
    else ledger.holders.set(id, colleagues.length > 0 ? pick(dice, colleagues) : anybody());
    const lead = pick(dice, scheme.agencies).id;
    ledger.leads.set(lead, anybody());
    if (chance(0.4)) ledger.dyoLeads.set(lead, anybody());
    await put.area({
      holders: Object.fromEntries(ledger.holders),
      leads: Object.fromEntries(ledger.leads),
      dyoLeads: Object.fromEntries(ledger.dyoLeads),
    });
  };
  const dailyMoves = async (now: number): Promise<void> => {
    const { id, daily } = pick(dice, asking);
    const on = ledger.daily.get(id)?.on ?? daily?.on ?? false;
    if (on && chance(0.8)) return;
    await switchDaily(await work(now, pick(dice, ledger.coordinators)), id, !on);
    ledger.daily.set(id, { on: !on, since: now });
  };

  const answers = async (now: number): Promise<void> => {
    for (const night of model.unanswered(dayAt(now))) {
      if (chance(0.6)) continue;
      const [body = '', day = '', ...who] = night.split('|');
      const person = who.join('|') as PersonKey;
      const morning = { body, day: plusDays(day, 0) };
      const place = await work(now, person);
      const { version } = await nightRow({ store, area: place.area }, person, morning);
      await answerNothing(place, { ...morning, version });
      model.answered(night);
    }
  };

  const anytime: [number, (now: number) => Promise<void>][] = [
    [5, async (now) => (ledger.actions.size < MOST.actions ? newAction(now) : actionMoves(now))],
    [5, actionMoves],
    [2, async (now) => (ledger.cases.size < MOST.cases ? newCase(now) : caseMoves(now))],
    [7, caseMoves],
    [1, async (now) => (ledger.drafts.size < MOST.drafts ? newDraft(now) : draftMoves(now))],
    [0.3, draftMoves],
    [0.1, importMoves],
  ];
  const quietHours: typeof anytime = [
    ...anytime,
    [1, leaveMoves],
    [0.7, quietMoves],
    [0.5, timeMoves],
    [0.4, seatMoves],
    [0.15, dailyMoves],
  ];
  const drawn = (all: typeof anytime) => {
    let left = dice() * all.reduce((sum, [weight]) => sum + weight, 0);
    return all.find(([weight]) => {
      left -= weight;
      return left < 0;
    })?.[1];
  };

  return {
    happens: async (now: number): Promise<void> => drawn(isMorning(now) ? anytime : quietHours)?.(now),
    answers,
    /** Whoever is to lead at the start, and one body that asks although the scheme does not say so. */
    begins: async (now: number): Promise<void> => {
      for (let at = 0; at < 8; at += 1) await seatMoves();
      const off = asking.find(({ daily }) => !daily?.on);
      if (off) {
        await switchDaily(await work(now, pick(dice, ledger.coordinators)), off.id, true);
        ledger.daily.set(off.id, { on: true, since: now });
      }
      for (let at = 0; at < 30; at += 1) await pick(dice, [newAction, newCase, newDraft])(now);
    },
  };
};

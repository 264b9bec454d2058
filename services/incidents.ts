/** What happened overnight to somebody on the register: each thing that it needs becomes an action at once (L). */
import { actionChanged } from './actionIndex.ts';
import { noted, PROGRESS } from './actions.ts';
import { lineOf } from './caseIndex.ts';
import { type Case, Cases } from './caseModel.ts';
import { caseChanged, isOutside, standsAside } from './cases.ts';
import { heardOfCustody, unheard } from './custody.ts';
import { actionGiven, received, type Task } from './giving.ts';
import { type Action, Actions } from './model.ts';
import { answered, incidentsOf, type Morning, morningOf, type NightPress, nightRow } from './overnightAnswers.ts';
import { type Incident, Incidents } from './overnightModel.ts';
import { opens } from './permission.ts';
import { Refusal } from './refusal.ts';
import { roundUpAnew } from './roundUp.ts';
import { type Custody, inCustody } from './rules/custody.ts';
import { type Day, dayIn } from './rules/days.ts';
import { nameIn } from './rules/fields.ts';
import { isPastCutOff, type Need } from './rules/overnight.ts';
import { registersWorked } from './rules/registersWorked.ts';
import type { AgencyId, Body, PathwayId, Seat } from './rules/scheme.ts';
import { type Change, create, type Row, remove, replace } from './store.ts';
import { CaseEvents, type Happened, newestFirst } from './timeline.ts';
import { bodyOf, must, save, schemeOf, tell, type Work } from './work.ts';

export type Needed = { readonly need: Need; readonly pathway?: PathwayId };

export type Told = Pick<Incident, 'ref' | 'what' | 'source'> & {
  readonly needs: readonly Needed[];
  /** An offence was committed: it counts as re-offending. */
  readonly offence: boolean;
};

/** Incidents one person reports of one morning. */
const MOST_INCIDENTS = 12;
/** Pathways on which one incident asks for help: each is an action, and a transaction has its limits. */
const MOST_PATHWAYS = 5;

const chosenAgain = (why: string) =>
  new Refusal('bad input', `${why} Nothing was changed, and what you typed is still there.`);

export const checkNeeds = (needs: readonly Needed[]): void => {
  const forInformation = needs.some(({ need }) => need === 'information');
  if (needs.length === 0)
    throw chosenAgain('Please look at “Needs”: choose what it needs, “Information only” if that is nothing.');
  if (forInformation && needs.length > 1)
    throw chosenAgain('Please look at “Needs”: “Information only” goes with nothing else that somebody has to do.');
  if (needs.filter(({ need }) => need === 'support').length > MOST_PATHWAYS)
    throw chosenAgain(`Please look at “Needs”: immediate support on ${MOST_PATHWAYS} pathways at most.`);
};

/** Says no more of a case that is closed to somebody than of one that there is not. */
const caseMeant = async (work: Work, body: Body, ref: string): Promise<Row<Case>> => {
  const row = ref === '' ? undefined : await work.store.get(work.area.id, Cases, ref);
  if (!row || !opens(work, lineOf(row.doc)) || (await standsAside(work, row.doc.ref, row.doc.body)))
    throw chosenAgain('Please look at “Case”: type part of the name or the reference, and choose it from the list.');
  if (row.doc.state === 'removed') throw chosenAgain(`Please look at “Case”: ${ref} is no longer on the register.`);
  const registers = registersWorked(schemeOf(work), body);
  if (!registers.some(({ id }) => id === row.doc.body))
    throw chosenAgain(
      `Please look at “Case”: ${ref} is on the register of the ${bodyOf(work, row.doc.body).name}, and this morning’s question is about that of the ${registers.map(({ name }) => name).join(', ')}.`,
    );
  return row;
};

type Owner = Pick<Task, 'owner' | 'seat'>;

/** Holders of the seats that fit, of the body that is asked first, then of the one whose case it is. */
const holding = (work: Work, bodies: readonly Body[], fits: (seat: Seat) => boolean): Owner[] =>
  bodies.flatMap(({ seats }) =>
    seats.filter(fits).flatMap(({ id }) => {
      const owner = work.area.holders[id];
      return owner ? [{ owner, seat: id }] : [];
    }),
  );

/** Whose job it is, the first choice first; nobody who may not open the case. Somebody there always is: whoever reports it. */
const ownerOf = (work: Work, body: Body, doc: Case, { need, pathway = '' }: Needed): Owner => {
  const { agencies, support } = schemeOf(work);
  const bodies = body.id === doc.body ? [body] : [body, bodyOf(work, doc.body)];
  const ofAgency = (agency: AgencyId | undefined) => holding(work, bodies, (seat) => seat.agency === agency);
  const police = agencies.filter(({ kind }) => kind === 'police').map(({ id }) => id);
  const person = (owner: Owner['owner'] | undefined): Owner[] => (owner ? [{ owner }] : []);
  const job = (): Owner[] => {
    switch (need) {
      case 'enforcement':
      case 'custody':
        return [...person(doc.policeContact), ...holding(work, bodies, ({ agency }) => police.includes(agency))];
      case 'court':
        return [...person(doc.leadProfessional), ...ofAgency(doc.leadAgency)];
      case 'support':
        return [...ofAgency(support?.servedBy[pathway]), ...ofAgency(doc.leadAgency), ...person(doc.leadProfessional)];
      case 'information':
        return [];
    }
  };
  const others = [
    ...holding(work, bodies, ({ chair }) => chair === true),
    ...work.coordinators.flatMap((one) => person(one)),
  ];
  const found = [...job(), ...others].find((one) => !isOutside(doc, received(work, one).owner));
  return found ?? { owner: work.actor.person };
};

export const taskOf = (work: Work, { need, pathway = '' }: Needed, what: string): string => {
  switch (need) {
    case 'enforcement':
      return `Enforcement, after what was reported overnight: ${what}`;
    case 'court':
      return `Attend court with an intervention statement, after what was reported overnight: ${what}`;
    case 'support':
      return `Immediate support (${nameIn(schemeOf(work).pathways, pathway)}), after what was reported overnight: ${what}`;
    case 'custody':
      return `Confirm custody on the case, or say that it is not so; reported overnight: ${what}`;
    case 'information':
      throw new Error('information is nobody’s task');
  }
};

/** Where somebody is, and for how long, is put right by whoever learns of it. */
const takenInto = (work: Work): Custody => ({ kind: 'remand', prison: 'Not known yet', since: dayIn(work.now) });

/** What custody makes of the case; nothing where the person is in custody already. */
const custodyOf = async (work: Work, doc: Case, needs: readonly Needed[]) => {
  const said = needs.some(({ need }) => need === 'custody') && !inCustody(doc.custody);
  return said
    ? heardOfCustody(work, doc, takenInto(work))
    : { heard: 'nothing' as const, doc, events: [], changes: [] };
};

/** The prison reads of it as well, where it is to be confirmed. */
const toldToPrisons = (work: Work, body: Body, doc: Case): Change[] => {
  const prisons = schemeOf(work)
    .agencies.filter(({ kind }) => kind === 'prison')
    .map(({ id }) => id);
  const bodies = body.id === doc.body ? [body] : [body, bodyOf(work, doc.body)];
  const persons = new Set(holding(work, bodies, ({ agency }) => prisons.includes(agency)).map(({ owner }) => owner));
  return [...persons]
    .filter((person) => person !== work.actor.person && !isOutside(doc, person))
    .map((person) => tell(work, person, 'custody reported', doc.ref, body.id));
};

/** What needs make of a case: custody on it, an action each at once, and word to the prison where custody is to be confirmed. */
export const gives = async (
  work: Work,
  { body: id, day }: Morning,
  doc: Case,
  { needs, what }: Pick<Told, 'needs' | 'what'>,
) => {
  const body = bodyOf(work, id);
  const custody = await custodyOf(work, doc, needs);
  const all = needs.map((needed) => {
    const nobodys = needed.need === 'information' || (needed.need === 'custody' && custody.heard !== 'reported');
    if (nobodys) return { needed, changes: [] };
    const action = work.newId();
    const task = {
      ...{ id: action, ref: doc.ref, body: id, what: taskOf(work, needed, what), due: dayIn(work.now) },
      night: { body: id, day },
    };
    const owner = ownerOf(work, body, doc, needed);
    return {
      needed: { ...needed, action },
      changes: actionGiven(work, { ...task, ...owner, ...(needed.pathway && { pathway: needed.pathway }) }),
    };
  });
  return {
    doc: custody.doc,
    events: custody.events,
    needs: all.map(({ needed }) => needed),
    changes: [
      ...all.flatMap(({ changes }) => changes),
      ...(custody.changes ?? []),
      ...(custody.heard === 'reported' ? toldToPrisons(work, body, doc) : []),
    ],
  };
};

/** The event that counts it as re-offending, and what it is found by. */
export const offending = (work: Work, ref: string, on: Day) => {
  const id = `${ref}|${newestFirst(work)}`;
  const event = { at: work.now.toISOString(), by: work.actor.person, what: 'offended', on } as const;
  return { id, change: create(CaseEvents, id, event) };
};

/** Incident, answer, history, custody and every action in one transaction; an overtaken or repeated press changes nothing. */
export const reportIncident = (
  work: Work,
  { version, ...morning }: NightPress,
  { ref, what, source, needs, offence }: Told,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const { person } = work.actor;
    const night = await nightRow(work, person, morning);
    if (night.version !== version) return { changes: [], result: 'overtaken' };
    checkNeeds(needs);
    const body = bodyOf(work, morning.body);
    const row = await caseMeant(work, body, ref);
    if ((await incidentsOf(work, person, morning)).length >= MOST_INCIDENTS)
      throw new Refusal(
        'full',
        `You have reported ${MOST_INCIDENTS} incidents of this morning. Take one of them back first.`,
      );
    const given = await gives(work, morning, row.doc, { needs, what });
    const offended = offence ? offending(work, ref, morning.day) : undefined;
    const incident: Incident = {
      ...{ id: work.newId(), ...morning, ref, what, source, needs: given.needs },
      ...{ by: person, agency: night.doc.agency, at: work.now.toISOString() },
      ...(isPastCutOff(morningOf(work, morning), night.doc, work.now) && { late: true }),
      ...(offended && { offended: offended.id }),
    };
    const happened: Happened = { what: 'incident', says: what, source, needs: needs.map(({ need }) => need) };
    return {
      changes: [
        replace(night, answered(work, night.doc, 'reported')),
        create(Incidents, `${morning.body}|${morning.day}|${incident.id}`, incident),
        ...(await caseChanged(work, row, given.doc, happened, ...given.events)),
        ...(offended ? [offended.change] : []),
        ...given.changes,
        ...(await roundUpAnew(work, morning.body, morning.day)),
      ],
      result: 'done',
      whose: [ref],
    };
  });

const isBegun = ({ state, history }: Action): boolean =>
  state === 'accepted' || state === 'completed' || history.some(({ what }) => what === PROGRESS);

const WITHDRAWN = 'Withdrawn: what was reported overnight was taken back or corrected.';

/** An action that nobody has begun goes; of one that somebody has, its owner decides. Either way they are told. */
export const released = async (work: Work, row: Row<Action>): Promise<Change[]> => {
  const { doc } = row;
  const told = doc.owner === work.actor.person ? [] : [tell(work, doc.owner, 'overnight taken back', doc.id, doc.body)];
  if (doc.state === 'completed') return [];
  if (isBegun(doc)) return told;
  const after = noted(work, { ...doc, state: 'completed', outcome: WITHDRAWN }, 'withdrawn');
  return [...(await actionChanged(work, row, after)), ...told];
};

export const isWithdrawn = ({ history }: Pick<Action, 'history'>): boolean => history.at(-1)?.what === 'withdrawn';

type OneIncident = NightPress & { readonly incident: string };

/** Somebody's own incident that stands, before the cut-off; nothing where the press was overtaken. */
export const ownIncident = async (work: Work, { version, incident: id, ...morning }: OneIncident) => {
  const { store, area, actor } = work;
  const night = await nightRow(work, actor.person, morning);
  const row = must(await store.get(area.id, Incidents, idOf(morning, id)), 'something reported');
  if (night.version !== version || row.doc.withdrawn) return undefined;
  if (row.doc.by !== actor.person)
    throw new Refusal('not yours', 'Only whoever reported it corrects it or takes it back. Nothing was changed.');
  const daily = morningOf(work, morning);
  if (isPastCutOff(daily, night.doc, work.now))
    throw new Refusal(
      'too late',
      `What was reported could be corrected and taken back until ${daily.cutOff}, when the round-up goes out. Report what is right as another incident, or tell the owners of its actions.`,
    );
  return { night, row, about: must(await store.get(area.id, Cases, row.doc.ref), 'a case') };
};

/** Custody that waits to be confirmed because of this incident is not so. */
export const custodyUnsaid = (doc: Case, { by, at, custodyAt = at }: Incident) =>
  doc.custodyReport?.by === by && doc.custodyReport.at === custodyAt ? unheard(doc) : { doc, events: [] };

/** Until the cut-off, by whoever reported it; custody that was kept at once is put right on the case. */
export const takeBack = (work: Work, press: OneIncident): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const own = await ownIncident(work, press);
    if (!own) return { changes: [], result: 'overtaken' };
    const { store, area, actor } = work;
    const { night, row, about } = own;
    const { doc } = row;
    const actions = await Promise.all(
      doc.needs.map(({ action }) => (action === undefined ? undefined : store.get(area.id, Actions, action))),
    );
    const after = custodyUnsaid(about.doc, doc);
    const offended = doc.offended === undefined ? undefined : await store.get(area.id, CaseEvents, doc.offended);
    const left = (await incidentsOf(work, actor.person, press)).filter((other) => other.id !== doc.id);
    const happened: Happened = { what: 'incident taken back', says: doc.what };
    const freed = await Promise.all(actions.map((action) => (action ? released(work, action) : [])));
    return {
      changes: [
        replace(night, answered(work, night.doc, left.length > 0 ? 'reported' : 'nothing')),
        replace(row, { ...doc, withdrawn: work.now.toISOString() }),
        ...(await caseChanged(work, about, after.doc, happened, ...after.events)),
        ...(offended ? [remove(offended)] : []),
        ...freed.flat(),
      ],
      result: 'done',
      whose: [doc.ref],
    };
  });

const idOf = ({ body, day }: Morning, incident: string): string => `${body}|${day}|${incident}`;

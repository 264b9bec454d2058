/** An item climbs the ladder of bodies and is answered; the answer comes down to every rung and to whoever raised it (R 1.5, L). */
import { itemOf } from './agenda.ts';
import { lineOf } from './caseIndex.ts';
import { Cases } from './caseModel.ts';
import { isOutside, standsAside } from './cases.ts';
import { type Escalation, Escalations, type Rung, type Standing, Standings } from './escalationModel.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { seatedOn } from './overnight.ts';
import { opens } from './permission.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import type { EscalationDue } from './rules/agenda.ts';
import { nextRung, wayDown } from './rules/rungs.ts';
import type { BodyId } from './rules/scheme.ts';
import { type Change, create, type Row, remove, replace } from './store.ts';
import { happened } from './timeline.ts';
import { bodyOf, meetingRow, must, namesOf, save, schemeOf, show, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

export const escalationRow = async ({ store, area }: Place, id: string): Promise<Row<Escalation>> =>
  must(await store.get(area.id, Escalations, id), 'an escalation');

const standingRow = ({ store, area }: Place, body: BodyId, id: string): Promise<Row<Standing> | undefined> =>
  store.get(area.id, Standings, `${body}|${id}`);

/** Where the next rung is; refused where nobody is above. */
const upwards = (work: Pick<Work, 'scheme'>, from: BodyId, straight?: BodyId) => {
  const rung = nextRung(schemeOf(work), from, straight);
  if (rung.to === 'nobody')
    throw new Refusal(
      'highest rung',
      `Nobody is above the ${bodyOf(work, from).name}: what is raised there is answered there.`,
    );
  return rung;
};

/** What becomes of it stands in the history of the case it is about. */
const inHistory = (work: Work, { ref }: Pick<Escalation, 'ref'>, rung: Rung): Change[] =>
  ref === undefined ? [] : [happened(work, ref, { what: 'escalation', rung })];

/** What it takes to move an escalation from a body up: its new state, and how it stands for the bodies. */
const sentUp = async (work: Work, doc: Escalation, from: BodyId, says: string, straight?: BodyId) => {
  const rung = upwards(work, from, straight);
  const said = { by: work.actor.person, at: work.now.toISOString(), says, body: from };
  const ref = doc.ref === undefined ? {} : { ref: doc.ref };
  const standing = { id: doc.id, ...ref, at: said.at };
  const before = await standingRow(work, from, doc.id);
  const own: Standing = { ...standing, standing: rung.to === 'body' ? 'above' : 'outside' };
  const kept = before ? replace(before, own) : create(Standings, `${from}|${doc.id}`, own);
  if (rung.to === 'outside') {
    const last: Rung = { ...said, what: 'told outside', to: rung.name };
    const path = [...doc.path, last];
    return { doc: { ...doc, with: from, state: 'outside', path } satisfies Escalation, last, changes: [kept] };
  }
  const last: Rung = { ...said, what: 'sent up', to: rung.body };
  const path = [...doc.path, last];
  return {
    doc: { ...doc, with: rung.body, state: 'waiting', path } satisfies Escalation,
    last,
    changes: [kept, create(Standings, `${rung.body}|${doc.id}`, { ...standing, standing: 'waits' })],
  };
};

export type Raising = {
  readonly id: string;
  readonly from: BodyId;
  /** Whoever raised it first, and what. */
  readonly by: PersonKey;
  readonly at: string;
  readonly what: string;
  readonly ref?: string | undefined;
  /** What is said where it is sent up. */
  readonly says: string;
  /** A body further up, to which it goes at once. */
  readonly straight?: BodyId | undefined;
};

/** A new escalation on its first rung up. */
export const raised = async (
  work: Work,
  { id, from, by, at, what, ref, says, straight }: Raising,
): Promise<Change[]> => {
  const begun: Escalation = {
    ...{ id, from, by, at, with: from, state: 'waiting' },
    ...(ref && { ref }),
    path: [{ what: 'raised', body: from, by, at, says: what }],
  };
  const { doc, last, changes } = await sentUp(work, begun, from, says, straight);
  const whole: Rung = { ...last, says: [what, says].filter(Boolean).join(' ') };
  return [create(Escalations, id, doc), ...changes, ...inHistory(work, doc, whole)];
};

const pleaseLook = (label: string, why: string) =>
  new Refusal('bad input', `Please look at “${label}”: ${why} Nothing was changed, and what you typed is still there.`);

/** Says no more of a case that is closed to somebody than of one that there is not. */
export const caseMeant = async (work: Work, ref: string): Promise<string> => {
  const row = await work.store.get(work.area.id, Cases, ref);
  if (!row || !opens(work, lineOf(row.doc)) || (await standsAside(work, row.doc.ref, row.doc.body)))
    throw pleaseLook('Case', 'type part of the name or the reference, and choose it from the list.');
  return row.doc.ref;
};

/** A member of a body raises something for the body above; the same press twice raises it once. */
export const raise = (
  work: Work,
  { id, body, what, ref }: { readonly id: string; readonly body: BodyId; readonly what: string; readonly ref: string },
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const { actor, store, area } = work;
    const found = bodyOf(work, body);
    if (!seatedOn(work, found).has(actor.person))
      throw new Refusal('not a member', `Only people with a seat on the ${found.name} raise something there.`);
    if (await store.get(area.id, Escalations, id)) return { changes: [], result: 'overtaken' };
    const about = ref === '' ? undefined : await caseMeant(work, ref);
    const at = work.now.toISOString();
    const changes = await raised(work, { id, from: body, by: actor.person, at, what, ref: about, says: '' });
    return { changes, result: 'done', ...(about && { whose: [about] }) };
  });

export type EscalationSeen = {
  readonly escalation: Escalation;
  readonly version: number;
  readonly names: ReadonlyMap<PersonKey, string>;
};

/** The bodies it has passed. */
const bodiesOn = ({ path, with: present }: Escalation): BodyId[] => [...path.map(({ body }) => body), present];

/** For who raised it, the people of each body it has reached and the co-ordinator; for nobody outside a restricted case. */
export const lookAtEscalation = async (work: Work, id: string): Promise<EscalationSeen> => {
  const { doc, version } = await escalationRow(work, id);
  const { actor, store, area } = work;
  const party =
    actor.coordinator ||
    doc.by === actor.person ||
    bodiesOn(doc).some((body) => seatedOn(work, bodyOf(work, body)).has(actor.person));
  const about = doc.ref === undefined ? undefined : (await store.get(area.id, Cases, doc.ref))?.doc;
  if (!party || isOutside(about, actor.person))
    throw new Refusal('not open', 'This escalation is open to who raised it and to the bodies it has reached.');
  return {
    escalation: doc,
    version,
    names: await namesOf(
      work,
      doc.path.map(({ by }) => by),
    ),
  };
};

type At = { readonly meeting: string; readonly item: string };
type Pressed = At & { readonly version: number };
type RaisedItem = AgendaItem & { readonly escalation: EscalationDue };

const raisedItem = (meeting: Meeting, id: string): RaisedItem => {
  const item = itemOf(meeting, id);
  const { escalation } = item;
  if (!escalation) throw new Refusal('no escalation', 'This item is about no escalation.');
  return { ...item, escalation };
};

/** An item of an agenda about an escalation, as it stands. */
export const lookAtRaised = async (work: Work, of: At) => {
  const { doc: meeting } = await meetingRow(work.store, work.area.id, of.meeting);
  const item = raisedItem(meeting, of.item);
  const seen = await lookAtSitting(work, item.escalation.id);
  return { meeting, item, seen };
};

/** A substitute at the meeting reads what the meeting takes: the gate has looked whether they sit there. */
const lookAtSitting = async (work: Work, id: string): Promise<EscalationSeen> => {
  const { doc, version } = await escalationRow(work, id);
  return {
    escalation: doc,
    version,
    names: await namesOf(
      work,
      doc.path.map(({ by }) => by),
    ),
  };
};

/** The item is dealt with. */
const finished = async (work: Work, of: At): Promise<Change[]> => {
  const row = await meetingRow(work.store, work.area.id, of.meeting);
  const { doc } = row;
  if (doc.state === 'closed') throw new Refusal('closed', 'This meeting is closed. It comes to the next agenda.');
  const items = doc.items.map((item) => (item.id === of.item ? { ...item, state: 'done' as const } : item));
  return [replace(row, { ...doc, items }), ...show(work, doc.body, 'agenda', of.meeting)];
};

type Moved = { readonly doc: Escalation; readonly changes: readonly Change[] };

/** A body does something with what it has, at its meeting; an overtaken or repeated press changes nothing. */
const atMeeting = (
  work: Work,
  { version, ...of }: Pressed,
  next: (row: Row<Escalation>, body: BodyId) => Promise<Moved>,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const { doc: meeting } = await meetingRow(work.store, work.area.id, of.meeting);
    const row = await escalationRow(work, raisedItem(meeting, of.item).escalation.id);
    if (row.version !== version || row.doc.with !== meeting.body || row.doc.state === 'answered')
      return { changes: [], result: 'overtaken' };
    const { doc, changes } = await next(row, meeting.body);
    return {
      changes: [replace(row, doc), ...changes, ...(await finished(work, of))],
      result: 'done',
      whose: row.doc.ref ? [row.doc.ref] : [],
    };
  });

/** The body answers, or records the answer of whoever is above it; it goes down to every rung. */
export const reply = (work: Work, { says, ...pressed }: Pressed & { readonly says: string }) =>
  atMeeting(work, pressed, async ({ doc }, body) => {
    const told = doc.path.findLast(({ what }) => what === 'told outside');
    const outside = doc.state === 'outside' && told && 'to' in told ? { outside: told.to } : {};
    const at = work.now.toISOString();
    const answered: Rung = { what: 'answered', body, by: work.actor.person, at, says, ...outside };
    const sent = doc.path.flatMap((rung) => (rung.what === 'sent up' ? [rung.body] : []));
    const own = await standingRow(work, body, doc.id);
    const down = await Promise.all(
      wayDown(sent, body).map(async (below): Promise<Change[]> => {
        const row = await standingRow(work, below, doc.id);
        return row ? [replace(row, { ...row.doc, standing: 'back', at })] : [];
      }),
    );
    return {
      doc: { ...doc, state: 'answered', path: [...doc.path, answered] },
      changes: [
        ...(own ? [remove(own)] : []),
        ...down.flat(),
        ...inHistory(work, doc, answered),
        tell(work, doc.by, 'escalation back', doc.id, doc.from),
      ],
    };
  });

/** One rung further, or to whoever is above the highest, whom the person at work tells. */
export const sendOn = (work: Work, { says, ...pressed }: Pressed & { readonly says: string }) =>
  atMeeting(work, pressed, async ({ doc }, body) => {
    if (doc.state === 'outside')
      throw new Refusal('told already', 'It is with somebody outside already. Record the answer when it comes.');
    const { last, ...sent } = await sentUp(work, doc, body, says);
    return { doc: sent.doc, changes: [...sent.changes, ...inHistory(work, sent.doc, last)] };
  });

/** A body has taken note of an answer: at its meeting, or a team with its list. */
export const noted = (work: Work, body: BodyId, id: string, of?: At): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await standingRow(work, body, id);
    if (row?.doc.standing !== 'back') return { changes: [], result: 'overtaken' };
    return { changes: [remove(row), ...(of ? await finished(work, of) : [])], result: 'done' };
  });

/** The same at a meeting. */
export const notedAt = async (work: Work, of: At): Promise<'done' | 'overtaken'> => {
  const { doc: meeting } = await meetingRow(work.store, work.area.id, of.meeting);
  return noted(work, meeting.body, raisedItem(meeting, of.item).escalation.id, of);
};

/** Whoever raised it has read the answer. */
export const answerSeen = (work: Work, id: string): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await escalationRow(work, id);
    if (row.doc.by !== work.actor.person)
      throw new Refusal(
        'not yours',
        'Only whoever raised it says that they have read the answer. Nothing was changed.',
      );
    if (row.doc.state !== 'answered' || row.doc.seenAt) return { changes: [], result: 'overtaken' };
    return {
      changes: [replace(row, { ...row.doc, seenAt: work.now.toISOString() })],
      result: 'done',
      whose: row.doc.ref ? [row.doc.ref] : [],
    };
  });

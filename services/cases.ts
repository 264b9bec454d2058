/** A case as it is opened and changed: its row, its index rows and what happened, in one transaction. */
import { standsAsideFrom } from './attendance.ts';
import { entriesOf } from './caseIndex.ts';
import { type Case, Cases } from './caseModel.ts';
import { reindexed } from './indexing.ts';
import type { Area, Referral } from './model.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import type { BodyId } from './rules/scheme.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { type Happened, happened } from './timeline.ts';
import { meetingsOf, save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** What an import has not finished, or is being taken out again, shows nowhere. */
export const isHidden = ({ importing = [] }: Area, line: { readonly import?: string }): boolean =>
  line.import !== undefined && importing.includes(line.import);

/** A case that is restricted to others is not open to this person, and reaches them with nothing else. */
export const isOutside = (about: Pick<Case, 'restrictedTo'> | undefined, person: PersonKey): boolean =>
  about?.restrictedTo !== undefined && !about.restrictedTo.includes(person);

/** Of these, the references whose cases are not open to the reader; to a channel, which is everybody, no restricted one is. */
export const outsideOf = async (
  { store, area }: Place,
  refs: readonly string[],
  reader: PersonKey | undefined,
): Promise<Set<string>> => {
  const rows = await Promise.all([...new Set(refs)].map((ref) => store.get(area.id, Cases, ref)));
  return new Set(
    rows.flatMap((row) => {
      if (!row?.doc.restrictedTo) return [];
      return reader === undefined || isOutside(row.doc, reader) ? [row.id] : [];
    }),
  );
};

export const caseRow = async (place: Place, ref: string): Promise<Row<Case>> => {
  const row = await place.store.get(place.area.id, Cases, ref);
  if (!row || isHidden(place.area, row.doc))
    throw new Refusal('gone', `There is no case ${ref}. Look for it by name: “find”, then part of the name.`);
  return row;
};

/** Whether this person declared an interest in it, as a referral or as a case, at a meeting of its body that has not ended. */
export const standsAside = async (work: Work, ref: string, body: BodyId): Promise<boolean> => {
  const { person } = work.actor;
  return (await meetingsOf(work, body)).some(
    (meeting) =>
      meeting.state !== 'closed' &&
      meeting.items.some((item) => [item.case, item.referral].includes(ref) && standsAsideFrom(meeting, item, person)),
  );
};

export const refuseAside = async (work: Work, ref: string, body: BodyId): Promise<void> => {
  if (await standsAside(work, ref, body))
    throw new Refusal(
      'stands aside',
      `You declared an interest in ${ref}, so it stays closed to you while the meeting has it. Nothing was changed.`,
    );
};

/** The case a referral becomes. */
export const caseFrom = (
  referral: Referral,
  adopted: Pick<Case, 'leadAgency' | 'leadProfessional' | 'policeContact' | 'reviewOn' | 'adoptedAt' | 'meeting'> &
    Pick<Case, 'category' | 'rag' | 'dyo'>,
): Case => {
  const { name, aliases, dateOfBirth, pncId, address, town, sex, ethnicity } = referral.answers;
  const { statutory, consent, pathways, drivers, flags } = referral.answers;
  return {
    ref: referral.ref,
    body: referral.body,
    state: 'on the register',
    identity: { name, aliases, dateOfBirth, pncId, address, town, sex, ethnicity },
    owner: referral.agency,
    ...(statutory && { statutory }),
    ...(consent && { consent }),
    ...(referral.strand && { strand: referral.strand }),
    pathways,
    ...(drivers && { drivers }),
    ...(flags && { flags }),
    ...(referral.steps && { steps: referral.steps }),
    proposals: [],
    ...adopted,
  };
};

/** A new case with its index rows and what happened. */
export const caseMade = async (work: Work, doc: Case, ...events: readonly Happened[]): Promise<Change[]> => [
  create(Cases, doc.ref, doc),
  ...(await reindexed(work, [], entriesOf(doc))),
  ...events.map((event) => happened(work, doc.ref, event)),
];

/** Somebody has worked on it, so it no longer goes when the import that brought it is undone. */
const ownOf = ({ import: _import, ...doc }: Case): Case => doc;

/** What a case becomes, as changes of a transaction. */
export const caseChanged = async (
  work: Work,
  row: Row<Case>,
  after: Case,
  ...events: readonly Happened[]
): Promise<Change[]> => {
  const doc = ownOf(after);
  return [
    replace(row, doc),
    ...(await reindexed(work, entriesOf(row.doc), entriesOf(doc))),
    ...events.map((event) => happened(work, doc.ref, event)),
  ];
};

/** A press on a case: which one, and the version of it that the person saw. */
export type CasePress = { readonly case: string; readonly version: number };

export type Effect = {
  readonly doc: Case;
  readonly events: readonly Happened[];
  /** What else changes with it. */
  readonly changes?: readonly Change[];
};

/** Changes a case that still is as the person saw it; an overtaken or repeated press changes nothing. */
export const changeCase = (
  work: Work,
  { case: ref, version }: CasePress,
  next: (doc: Case) => Effect | Promise<Effect>,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await caseRow(work, ref);
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const { doc, events, changes = [] } = await next(row.doc);
    return { changes: [...(await caseChanged(work, row, doc, ...events)), ...changes], result: 'done', whose: [ref] };
  });

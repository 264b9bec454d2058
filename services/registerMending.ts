/**
 * The rows by which cases, referrals and actions are found, against what those call for. A row that is missing, reads
 * differently or is called for by nothing is put right, and so is who looked; where all is well nothing is written.
 */
import { isDeepStrictEqual } from 'node:util';
import { entriesOf as entriesOfAction } from './actionIndex.ts';
import { entriesOf as entriesOfCase } from './caseIndex.ts';
import { ByName, Cases, OnRegister } from './caseModel.ts';
import { identityEntries } from './duplicates.ts';
import type { Entry } from './indexing.ts';
import { LogEntries, Looks, looksOf } from './log.ts';
import { Actions, ActionsBy, ByBirth, ByPnc, Referrals, ReferralsBy } from './model.ts';
import { entriesOf as entriesOfReferral } from './referralIndex.ts';
import { type Change, create, guard, type Kind, keyOf, type Row, remove, replace } from './store.ts';
import { save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

export type Faults = { readonly missing: number; readonly different: number; readonly superfluous: number };
export const noFaults: Faults = { missing: 0, different: 0, superfluous: 0 };
export const added = (a: Faults, b: Faults): Faults => ({
  missing: a.missing + b.missing,
  different: a.different + b.different,
  superfluous: a.superfluous + b.superfluous,
});
export const countOf = ({ missing, different, superfluous }: Faults): number => missing + different + superfluous;

/** Whose rows they are: a person's, whose case and referral share a reference, or an action's. */
type Owner = { readonly of: 'person' | 'action'; readonly id: string };

/** Kinds of documents, then kinds of index rows: the order in which the check goes through them. */
const STAGES: readonly { readonly kind: Kind<unknown>; readonly of: Owner['of']; readonly index: boolean }[] = [
  { kind: Cases, of: 'person', index: false },
  { kind: Referrals, of: 'person', index: false },
  { kind: Actions, of: 'action', index: false },
  ...[OnRegister, ByName, ByBirth, ByPnc, ReferralsBy].map((kind) => ({ kind, of: 'person' as const, index: true })),
  { kind: ActionsBy, of: 'action', index: true },
];

type Called = { readonly docs: readonly Row<unknown>[]; readonly entries: readonly Entry[] };

const calledFor = async ({ store, area }: Place, { of, id }: Owner): Promise<Called> => {
  if (of === 'action') {
    const action = await store.get(area.id, Actions, id);
    return { docs: action ? [action] : [], entries: action ? entriesOfAction(action.doc) : [] };
  }
  const [taken, referral] = await Promise.all([store.get(area.id, Cases, id), store.get(area.id, Referrals, id)]);
  const known = taken || !referral || referral.doc.state === 'draft' ? [] : identityEntries(id, referral.doc.answers);
  return {
    docs: [taken, referral].filter((row) => row !== undefined),
    entries: [
      ...(taken ? entriesOfCase(taken.doc) : []),
      ...(referral ? entriesOfReferral(referral.doc) : []),
      ...known,
    ],
  };
};

/** As storage gives it back. */
const stored = (doc: unknown): unknown => JSON.parse(JSON.stringify(doc));

type Fault = { readonly what: keyof Faults; readonly change: Change };

/** `suspects`: rows that were seen and may be called for by nothing. */
const faultsOf = async (
  { store, area }: Place,
  { entries }: Called,
  suspects: readonly Row<unknown>[],
): Promise<Fault[]> => {
  const wanted = new Map(entries.map((entry) => [keyOf(entry.of, entry.id), entry]));
  const rows = await Promise.all([...wanted.values()].map(({ of, id }) => store.get(area.id, of, id)));
  const left = await Promise.all(
    suspects
      .filter(({ key }) => !wanted.has(key))
      .map(({ key, id }) => store.get(area.id, { prefix: key.slice(0, key.length - id.length - 1) }, id)),
  );
  return [
    ...[...wanted.values()].flatMap(({ of, id, doc }, at): Fault[] => {
      const row = rows[at];
      if (!row) return [{ what: 'missing', change: create(of, id, doc) }];
      return isDeepStrictEqual(row.doc, stored(doc)) ? [] : [{ what: 'different', change: replace(row, doc) }];
    }),
    ...left.flatMap((row): Fault[] => (row ? [{ what: 'superfluous', change: remove(row) }] : [])),
  ];
};

/** Changes of one transaction, beside the documents that it holds fast and its log entry. */
const MOST_CHANGES = 90;

/** Puts the rows of one right. It is looked at again if it moves meanwhile. */
const mended = async (work: Work, owner: Owner, suspects: readonly Row<unknown>[]): Promise<Faults> => {
  let all = noFaults;
  for (;;) {
    const some = await save(work, async () => {
      const called = await calledFor(work, owner);
      const faults = (await faultsOf(work, called, suspects)).slice(0, MOST_CHANGES);
      return {
        changes: faults.length > 0 ? [...called.docs.map(guard), ...faults.map(({ change }) => change)] : [],
        result: faults.reduce((sum, { what }) => added(sum, { ...noFaults, [what]: 1 }), noFaults),
        whose: owner.of === 'person' && called.docs.length > 0 ? [owner.id] : [],
      };
    });
    if (countOf(some) === 0) return all;
    all = added(all, some);
  }
};

export type Position = { readonly stage: number; readonly past?: string };

export type Looked = {
  /** Where to go on; nothing at the end. */
  readonly next?: Position;
  readonly rows: number;
  readonly index: boolean;
  readonly faults: Faults;
  /** Of the people whose rows were put right. */
  readonly refs: readonly string[];
};

/** Rows of one page; an index row costs a look at whose it is. */
const PAGE = 200;
/** Looked at together. */
const AT_ONCE = 20;

const inTurns = async <T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> => {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const idIn = ({ id }: Row<unknown>): string => id.slice(id.lastIndexOf('|') + 1);

/** A referral that has become a case was looked at with it. */
const isLookedAt = async ({ store, area }: Place, kind: Kind<unknown>, id: string): Promise<boolean> =>
  kind === Referrals && (await store.get(area.id, Cases, id)) !== undefined;

/** After all others: the view log, whose entries of before lie under nobody. */
const VIEWS = STAGES.length;

/** Lays what is missing of who looked. Nothing else changes there. */
const lookAtViews = async ({ store: { views }, area }: Place, past?: string): Promise<Looked> => {
  const rows = await views.list(area.id, LogEntries, '', PAGE, past);
  const refs = new Set<string>();
  let missing = 0;
  await inTurns(
    rows.flatMap(({ doc }) => looksOf(doc)),
    async ([id, look]) => {
      if (await views.get(area.id, Looks, id)) return;
      if ((await views.commit(area.id, [create(Looks, id, look)])) === 'overtaken') return;
      missing += 1;
      refs.add(id.slice(0, id.indexOf('|')));
    },
  );
  const last = rows.at(-1);
  return {
    ...(rows.length === PAGE && last && { next: { stage: VIEWS, past: last.id } }),
    rows: rows.length,
    index: true,
    faults: { ...noFaults, missing },
    refs: [...refs].sort(),
  };
};

/** One page of the check from a position on. */
export const lookOn = async (work: Work, { stage, past }: Position): Promise<Looked> => {
  const { kind, of, index } = STAGES[stage] ?? {};
  if (!kind || !of || index === undefined) return lookAtViews(work, past);
  const rows: readonly Row<unknown>[] = await work.store.list(work.area.id, kind, '', PAGE, past);
  const owners = Map.groupBy(rows, (row) => (index ? idIn(row) : row.id));
  let faults = noFaults;
  const refs: string[] = [];
  await inTurns([...owners], async ([id, theirs]) => {
    const owner = { of, id };
    if (index) {
      const { entries } = await calledFor(work, owner);
      const keys = new Set(entries.map((entry) => keyOf(entry.of, entry.id)));
      if (theirs.every(({ key }) => keys.has(key))) return;
    } else if (await isLookedAt(work, kind, id)) return;
    const found = await mended(work, owner, index ? theirs : []);
    if (countOf(found) === 0) return;
    faults = added(faults, found);
    if (of === 'person') refs.push(id);
  });
  const last = rows.at(-1);
  const next = rows.length === PAGE && last ? { stage, past: last.id } : { stage: stage + 1 };
  return {
    next,
    rows: rows.length,
    index,
    faults,
    refs: refs.sort(),
  };
};

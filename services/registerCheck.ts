/** A co-ordinator has the register checked: it goes on by itself, a page at a time, on whichever instance takes the next. */
import type { Claim } from './importModel.ts';
import type { Instant, PersonKey } from './model.ts';
import { added, type Faults, lookOn, noFaults, type Position } from './registerMending.ts';
import { create, kind, type Row, replace } from './store.ts';
import { save, tell, type Work } from './work.ts';

export type RegisterCheck = Claim & {
  readonly state: 'running' | 'done';
  readonly by: PersonKey;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly at: Position;
  /** Cases, referrals and actions; then the rows by which they are found. */
  readonly looked: { readonly documents: number; readonly rows: number };
  readonly faults: Faults;
  /** The first of those whose rows were put right. */
  readonly refs: readonly string[];
};

/** One row, id `register`. */
export const Checks = kind<RegisterCheck>('check');
export const CHECK = 'register';

/** References named at the end; the rest are counted. */
const NAMED = 20;

export const checkNow = ({ store, area }: Pick<Work, 'store' | 'area'>): Promise<Row<RegisterCheck> | undefined> =>
  store.get(area.id, Checks, CHECK);

export const beginCheck = (work: Work): Promise<'begun' | 'running'> =>
  save<'begun' | 'running'>(work, async () => {
    const row = await checkNow(work);
    if (row?.doc.state === 'running') return { changes: [], result: 'running' };
    const doc: RegisterCheck = {
      state: 'running',
      by: work.actor.person,
      startedAt: work.now.toISOString(),
      at: { stage: 0 },
      looked: { documents: 0, rows: 0 },
      faults: noFaults,
      refs: [],
    };
    return { changes: [row ? replace(row, doc) : create(Checks, CHECK, doc)], result: 'begun' };
  });

/** 'rest': nothing to do now, or another instance was quicker. `work` is that of whoever had it begun. */
export const stepCheck = async (work: Work, claim: Claim): Promise<'more' | 'rest'> => {
  const row = await checkNow(work);
  if (row?.doc.state !== 'running') return 'rest';
  const { doc } = row;
  const { next, rows, index, faults, refs } = await lookOn(work, doc.at);
  const { documents, rows: before } = doc.looked;
  const { heldBy: _, until: __, ...free } = doc;
  const on = {
    ...free,
    looked: index ? { documents, rows: before + rows } : { documents: documents + rows, rows: before },
    faults: added(doc.faults, faults),
    refs: [...new Set([...doc.refs, ...refs])].slice(0, NAMED),
  };
  const changes = next
    ? [
        replace(row, {
          ...on,
          at: next,
          ...claim,
        }),
      ]
    : [
        replace(row, { ...on, state: 'done' as const, endedAt: work.now.toISOString() }),
        tell(work, doc.by, 'register check', CHECK),
      ];
  const outcome = await work.store.commit(work.area.id, changes);
  return outcome === 'committed' && next ? 'more' : 'rest';
};

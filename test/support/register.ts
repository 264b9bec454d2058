/** A register of any size: invented people with all that a list may ask of them, laid with their index rows in batches. */
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases, COLOURS } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { Day } from '../../services/rules/days.ts';
import { type Change, create, type Store } from '../../services/store.ts';
import { diceOf, pick, somebody } from './population.ts';

const AGENCIES = ['probation', 'police', 'housing', 'youth-offending', 'community-safety'] as const;
const CONSENTS = ['given', 'given', 'given', 'refused', 'not sought', undefined] as const;

export type Filling = {
  readonly body?: string;
  /** Opens every reference. */
  readonly reference?: string;
  /** Who can be lead professional and police contact. */
  readonly people: readonly PersonKey[];
  /** Those with no colour in a body that sets none. */
  readonly coloured?: boolean;
  readonly seed?: number;
  /** The number of the first reference. */
  readonly from?: number;
};

const dayAfter = (start: string, days: number): Day =>
  Day.parse(new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10));

/** So many cases of invented people one after the other, always the same for the same seed. */
export function* registered(
  count: number,
  { body = 'iom', reference = 'RICH-2025', people, coloured = true, seed = 1, from = 1 }: Filling,
): Generator<Case> {
  const dice = diceOf(seed);
  for (let at = 0; at < count; at++) {
    const { name, aliases, dateOfBirth } = somebody(dice);
    const status = pick(dice, CONSENTS);
    yield {
      ref: `${reference}-${String(from + at).padStart(6, '0')}`,
      body,
      state: dice() < 0.1 ? 'removed' : 'on the register',
      identity: {
        name,
        ...(aliases && { aliases }),
        ...(dateOfBirth && { dateOfBirth }),
        pncId: `${2000 + (at % 24)}/${String(at).padStart(7, '0')}A`,
      },
      ...(coloured && {
        rag: { colour: pick(dice, COLOURS), since: Day.parse('2026-09-01'), why: 'As the panel saw.' },
      }),
      owner: pick(dice, AGENCIES),
      leadAgency: pick(dice, AGENCIES),
      leadProfessional: pick(dice, people),
      policeContact: pick(dice, people),
      ...(status && { consent: { status } }),
      pathways: { accommodation: 'amber' },
      reviewOn: dayAfter('2026-10-01', Math.floor(dice() * 90)),
      adoptedAt: '2026-08-05T11:00:00.000Z',
      proposals: [],
    };
  }
}

export const registerOf = (count: number, filling: Filling): Case[] => [...registered(count, filling)];

/** The rows of a case with its index. */
const rowsOf = (doc: Case): Change[] => [
  create(Cases, doc.ref, doc),
  ...entriesOf(doc).map(({ of, id, doc: row }) => create(of, id, row)),
];

/** A transaction takes so many. */
const ROWS = 100;

/** As many cases at once as a transaction takes. */
function* batchesOf(cases: Iterable<Case>): Generator<Change[]> {
  let batch: Change[] = [];
  for (const doc of cases) {
    const rows = rowsOf(doc);
    if (batch.length + rows.length > ROWS) {
      yield batch;
      batch = [];
    }
    batch.push(...rows);
  }
  if (batch.length > 0) yield batch;
}

/** Lays cases into a store; they are made as they are laid, so there may be any number of them. */
export const fillRegister = async (store: Store, area: string, cases: Iterable<Case>): Promise<void> => {
  const batches = batchesOf(cases);
  const worker = async () => {
    for (let next = batches.next(); !next.done; next = batches.next()) {
      const outcome = await store.commit(area, next.value);
      if (outcome !== 'committed') throw new Error('somebody stands on this register already');
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
};

/** A register of any size with what led to it: everybody was referred and adopted, and the same few things wait, however many they are. */
import { AREA } from '../../services/area.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { caseFrom } from '../../services/cases.ts';
import { Areas, Meetings, Members, type Referral } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { type Change, create, StorageAway, type Store } from '../../services/store.ts';
import { caseOf, proposal } from './cases.ts';
import { diceOf, population, type Somebody } from './population.ts';
import { area, areaId, meeting, members, referral } from './seated.ts';

/** What waits in a register of any size. */
export const WAITING = { reviews: 5, proposals: 2, referrals: 3, meetings: 6 } as const;

export const refOf = (number: number): string => `RICH-2026-${String(number).padStart(6, '0')}`;

const referralOf = (number: number, { name, aliases, dateOfBirth }: Somebody): Referral => ({
  ...referral({
    ref: refOf(number),
    state: 'decided',
    meeting: 'm0',
    // Nobody refers more than a few.
    referrer: `meadow|referrer-${Math.floor(number / 3)}`,
    agency: `agency-${Math.floor(number / 3)}`,
  }),
  answers: {
    name,
    ...(aliases && { aliases }),
    ...(dateOfBirth && { dateOfBirth: day(dateOfBirth) }),
    offences: [],
    pathways: {},
    interventions: {},
    consent: { status: 'given', form: `RM-${number}` },
  },
});

const taken = (number: number, of: Referral): Case => {
  const { leadAgency, leadProfessional, policeContact, adoptedAt } = caseOf();
  const due = number < WAITING.reviews;
  return {
    ...caseFrom(of, {
      leadAgency,
      ...(leadProfessional && { leadProfessional: `${leadProfessional}-${Math.floor(number / 20)}` }),
      ...(policeContact && { policeContact }),
      reviewOn: day(due ? '2026-11-01' : `2027-0${1 + (number % 9)}-15`),
      adoptedAt,
      meeting: 'm0',
    }),
    proposals: number < WAITING.proposals ? [proposal({ id: `p${number}` })] : [],
  };
};

const rowsOf = (number: number, somebody: Somebody): Change[] => {
  const made = referralOf(number, somebody);
  const doc = taken(number, made);
  return [
    ...referralMade(made),
    create(Cases, doc.ref, doc),
    ...entriesOf(doc).map(({ of, id, doc: row }) => create(of, id, row)),
  ];
};

/** A transaction takes 100 rows. */
const ROWS = 100;
/** Transactions under way together. */
const AT_ONCE = 4;
const TRIES = 20;

/** A table service that holds millions of rows pauses now and then; what had been laid before its pause is not laid twice. */
const laidOnce = async (store: Store, changes: readonly Change[]): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      if ((await store.commit(areaId, changes)) === 'committed' || tries > 0) return;
      throw new Error('this store is not empty');
    } catch (error) {
      if (!(error instanceof StorageAway)) throw error;
    }
  }
  throw new Error('storage stays away');
};

/** Index rows belong to one person each, so it does not matter in which transaction they are laid. */
const layDown = async (store: Store, changes: readonly Change[]): Promise<void> => {
  let from = 0;
  const worker = async (): Promise<void> => {
    while (from < changes.length) {
      const some = changes.slice(from, from + ROWS);
      from += ROWS;
      await laidOnce(store, some);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** People laid down at a time, so that no more of them are held than that. */
const SOME = 1_000;

export const fillRegister = async (store: Store, size: number): Promise<void> => {
  const dice = diceOf(size);
  for (let filled = 0; filled < size; filled += SOME) {
    const some = population(dice, Math.min(SOME, size - filled));
    await layDown(
      store,
      some.flatMap((somebody, at) => rowsOf(filled + at, somebody)),
    );
  }
  await layDown(store, [
    create(Areas, AREA, area()),
    ...members.map((each) => create(Members, each.person, each)),
    ...Array.from({ length: WAITING.meetings }, (_, at) =>
      create(Meetings, `m0-${at}`, meeting({ id: `m0-${at}`, state: 'closed', date: day('2026-10-01') })),
    ),
    create(
      Meetings,
      'm1',
      (({ agendaPostedAt: _, ...planned }) => planned)(meeting({ state: 'planned', items: [], attendance: [] })),
    ),
    ...Array.from({ length: WAITING.referrals }, (_, at) => {
      const { meeting: __, ...waiting } = referral({ ref: `RICH-2026-9${at}` });
      return referralMade(waiting);
    }).flat(),
  ]);
};

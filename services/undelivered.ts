/**
 * What was to be said in Teams and could not be: it leaves the outbox and waits for a co-ordinator, who has it tried again
 * or leaves it. They are told on one card for what failed within a short time, and never of that card itself.
 */
import { Members } from './model.ts';
import type { Instant, PersonKey } from './person.ts';
import { Outbox, type Outgoing } from './sends.ts';
import { type Change, create, kind, type Row, remove, replace, type Store } from './store.ts';
import { fates } from './told.ts';
import { save, type Work } from './work.ts';

export type Reason =
  | 'blocked'
  | 'not installed'
  | 'disabled'
  | 'forbidden'
  | 'no conversation'
  | 'not in the team'
  | 'too big'
  | 'bad request'
  | 'not registered'
  | 'address not allowed'
  | 'fault'
  /** Teams did not say, twice, whether it took it. */
  | 'not confirmed';

export type Undelivered = {
  /** When it was to be said. */
  readonly at: Instant;
  /** By the machine's clock, as is everything about sending. */
  readonly failedAt: Instant;
  readonly send: Outgoing['send'];
  readonly why: Reason;
  /** Teams' own word for it. */
  readonly code: string;
  /** It may have arrived all the same. */
  readonly again?: boolean;
  readonly occurrences?: readonly string[];
};

/** id: that of its row in the outbox */
export const Undelivereds = kind<Undelivered>('undelivered');

/** When co-ordinators are told next, or were told last. */
type Notice = { readonly at: Instant };
const Notices = kind<Notice>('undelivered-notice');
const NOTICE = 'next';

/** The view of the card that tells of it, which is not told of itself. */
export const NOT_DELIVERED = 'not delivered';

/** What fails meanwhile stands on the same card; in milliseconds. */
const TOGETHER = 60_000;
/** Between two such cards, so that a long trouble does not bring one a minute. */
const APART = 15 * 60_000;

type Place = {
  readonly store: Store;
  readonly area: string;
  readonly now: Date;
  readonly coordinators: readonly PersonKey[];
};

export type Failure = { readonly why: Reason; readonly code: string; readonly again: boolean };

/** One thing that could not be said, whose rows of the outbox (several of a channel's card) go with it. */
export const undelivered = async (
  place: Place,
  rows: readonly Row<Outgoing>[],
  { why, code, again }: Failure,
): Promise<Change[]> => {
  const [first] = rows;
  if (!first || first.doc.send.view === NOT_DELIVERED) return [];
  const occurrences = rows.flatMap(({ doc }) => doc.occurrence ?? []);
  const failedAt = place.now.toISOString();
  const { at, send } = first.doc;
  return [
    create(Undelivereds, first.id, {
      ...{ at, failedAt, send, why, code },
      ...(again && { again }),
      ...(occurrences.length > 0 && { occurrences }),
    }),
    ...(await notice(place)),
  ];
};

/** Nothing, where a card that has yet to go out will say it. */
const notice = async ({ store, area, now, coordinators }: Place): Promise<Change[]> => {
  const row = await store.get(area, Notices, NOTICE);
  const before = row && Date.parse(row.doc.at);
  if (before !== undefined && before > now.getTime()) return [];
  const next = new Date(Math.max(now.getTime() + TOGETHER, (before ?? 0) + APART)).toISOString();
  const here = await Promise.all(coordinators.map((person) => store.get(area, Members, person)));
  return [
    row ? replace(row, { at: next }) : create(Notices, NOTICE, { at: next }),
    ...here.flatMap((member) =>
      member
        ? create(Outbox, `${next}|${NOT_DELIVERED}|${member.id}`, {
            at: now.toISOString(),
            send: { kind: 'tell', person: member.doc.person, view: NOT_DELIVERED, subject: NOT_DELIVERED },
            state: 'waiting',
            attempts: 0,
            until: next,
          })
        : [],
    ),
  ];
};

/** What waits for a co-ordinator, the oldest first. */
export const undeliveredIn = (place: Pick<Work, 'store' | 'area'>): Promise<Row<Undelivered>[]> =>
  place.store.list(place.area.id, Undelivereds);

const outgoing = (id: string, { at, send, again }: Undelivered, occurrence?: string): Change =>
  create(Outbox, id, {
    ...{ at, send, state: 'waiting', attempts: 0 },
    ...(again && { again }),
    ...(occurrence !== undefined && { occurrence }),
  });

/** Puts it back into the outbox. False: somebody else has dealt with it. */
export const tryAgain = (work: Work, id: string): Promise<boolean> =>
  save(work, async () => {
    const row = await work.store.get(work.area.id, Undelivereds, id);
    if (!row) return { changes: [], result: false };
    const { occurrences = [], again = false } = row.doc;
    const place = { store: work.store, area: work.area.id, at: work.now.toISOString() };
    const of = occurrences.length === 0 ? [undefined] : occurrences;
    return {
      changes: [
        remove(row),
        ...of.map((occurrence) => outgoing(`${row.doc.at}|${work.newId()}`, row.doc, occurrence)),
        ...(await fates(place, occurrences, 'waiting', again)),
      ],
      result: true,
    };
  });

/** Everything up to this one, which was the last that somebody saw. Returns how many there were. */
export const tryAllAgain = async (work: Work, last: string): Promise<number> => {
  let put = 0;
  for (const { id } of await undeliveredIn(work)) if (id <= last && (await tryAgain(work, id))) put += 1;
  return put;
};

/** It stays unsaid. False: somebody else has dealt with it. */
export const leaveIt = (work: Work, id: string): Promise<boolean> =>
  save(work, async () => {
    const row = await work.store.get(work.area.id, Undelivereds, id);
    return { changes: row ? [remove(row)] : [], result: row !== undefined };
  });

/** Drafts that nobody has touched for long: their author is told, and after the days that follow they are removed. */
import type { Source } from './cadence.ts';
import { type Referral, Referrals } from './model.ts';
import { entriesOf, lastTouched, staleBy } from './referralIndex.ts';
import { addDays, type Day, dayIn } from './rules/days.ts';
import { type DraftDue, draftDue } from './rules/drafts.ts';
import { reachedOn } from './rules/reminders.ts';
import type { Scheme } from './rules/scheme.ts';
import { isWorkingDay } from './rules/workingDays.ts';
import { type Change, type Row, remove } from './store.ts';
import { type Occurrence, Tolds } from './told.ts';
import { schemeOf, type Work } from './work.ts';

const rulesOf = ({ bodies }: Scheme, body: string) => bodies.find(({ id }) => id === body)?.referrals?.drafts;

/** The last day of a touch after which somebody may have to be told by today. */
const latestTouch = ({ bodies }: Scheme, today: Day): Day | undefined => {
  const waits = bodies.flatMap(({ referrals }) =>
    referrals ? [referrals.drafts.removedAfter - referrals.drafts.noticeBefore] : [],
  );
  return waits.length > 0 ? addDays(today, -Math.max(0, Math.min(...waits))) : undefined;
};

const withIndex = async ({ store, area }: Work, row: Row<Referral>): Promise<Change[]> => {
  const rows = await Promise.all(entriesOf(row.doc).map(({ of, id }) => store.get(area.id, of, id)));
  return [remove(row), ...rows.flatMap((entry) => (entry ? [remove(entry)] : []))];
};

const noticeId = (doc: Referral): string => `draft|${lastTouched(doc)}|${doc.ref}`;

/** When a draft is to go, and whether its author was told. */
export type DraftStanding = DraftDue & { readonly told: boolean; readonly noticeBefore: number };

export const draftStanding = async (
  place: Pick<Work, 'store' | 'area' | 'scheme'>,
  doc: Referral,
  today: Day,
): Promise<DraftStanding | undefined> => {
  const scheme = schemeOf(place);
  const rules = doc.state === 'draft' ? rulesOf(scheme, doc.body) : undefined;
  if (!rules) return undefined;
  const notice = (await place.store.get(place.area.id, Tolds, noticeId(doc)))?.doc;
  const told = notice && dayIn(new Date(notice.at));
  const { calendar } = scheme;
  const due = draftDue(lastTouched(doc), rules, { today, told, ...(calendar && { calendar }) });
  return { ...due, told: told !== undefined, noticeBefore: rules.noticeBefore };
};

const occurrenceOf = async (work: Work, row: Row<Referral>, today: Day): Promise<Occurrence[]> => {
  const { doc } = row;
  const due = await draftStanding(work, doc, today);
  if (!due || due.noticeOn > today) return [];
  const tell = (view: string) => ({ kind: 'tell', person: doc.referrer, view, subject: doc.ref }) as const;
  if (!due.told) {
    const here = reachedOn(work.area, doc.referrer, today) === doc.referrer;
    return here ? [{ id: noticeId(doc), send: tell('draft stale') }] : [];
  }
  if (due.removeOn > today) return [];
  const erasure = { category: 'erasure', whose: [doc.ref] } as const;
  return [
    {
      id: `draft removed|${doc.ref}`,
      send: tell('draft removed'),
      changes: await withIndex(work, row),
      logged: erasure,
    },
  ];
};

export const staleDrafts: Source = {
  moments: (place, day) => {
    const { cadence, calendar } = schemeOf(place);
    return isWorkingDay(day, calendar) ? [{ what: 'stale drafts', time: cadence.dayCard }] : [];
  },
  due: async (work, { day }) => {
    const { store, area } = work;
    const last = latestTouch(schemeOf(work), day);
    if (!last) return [];
    const refs = await staleBy(work, last);
    const rows = await Promise.all(refs.map((ref) => store.get(area.id, Referrals, ref)));
    const drafts = rows.flatMap((row) => (row?.doc.state === 'draft' ? [row] : []));
    return (await Promise.all(drafts.map((row) => occurrenceOf(work, row, day)))).flat();
  },
};

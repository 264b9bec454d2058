/** Meetings of which something is still to be done, so that the clock need not read all that ever were. */
import { Acknowledgements, Decisions, type Meeting, Meetings } from './model.ts';
import { type Day, dayIn } from './rules/days.ts';
import type { BodyId } from './rules/scheme.ts';
import { type Change, create, kind, remove } from './store.ts';
import { startOf, type Work } from './work.ts';

/** From when a meeting is made until its minutes are out, its answers received, and the next one made. id: `<body>|<meeting>` */
export const UnderWay = kind<{ readonly meeting: string }>('chain');

type Place = Pick<Work, 'store' | 'area'>;

export const underWay = ({ body, id }: Pick<Meeting, 'body' | 'id'>): Change =>
  create(UnderWay, `${body}|${id}`, { meeting: id });

export const noMoreUnderWay = async (
  { store, area }: Place,
  { body, id }: Pick<Meeting, 'body' | 'id'>,
): Promise<Change[]> => {
  const row = await store.get(area.id, UnderWay, `${body}|${id}`);
  return row ? [remove(row)] : [];
};

/** Of a body, or of all, the earliest first. */
export const meetingsUnderWay = async ({ store, area }: Place, body?: BodyId): Promise<Meeting[]> => {
  const rows = await store.list(area.id, UnderWay, body && `${body}|`);
  const found = await Promise.all(rows.map(({ doc }) => store.get(area.id, Meetings, doc.meeting)));
  return found.flatMap((row) => row?.doc ?? []).sort((a, b) => startOf(a).localeCompare(startOf(b)));
};

/** The days of the rhythm for which no other meeting is to be made. */
export const turnsOf = ({ date, turn }: Pick<Meeting, 'date' | 'turn'>): Day[] => [date, ...(turn ? [turn] : [])];

export const isTaken = (meetings: readonly Meeting[], date: Day): boolean =>
  meetings.some((meeting) => turnsOf(meeting).includes(date));

/** The answers that a meeting gave to referrals, and which of them have arrived; a later meeting may have answered again. */
export const answersOf = async ({ store, area }: Place, meeting: string) => {
  const decisions = await store.list(area.id, Decisions, `${meeting}|`);
  const rows = await Promise.all(decisions.map(({ doc }) => store.get(area.id, Acknowledgements, doc.referral)));
  return rows.flatMap((row) => (row?.doc.meeting === meeting ? [row.doc] : []));
};

/** What goes from the list once nothing of it is left to do. */
export const finishedWith = async (work: Work, meetings: readonly Meeting[]): Promise<Change[]> => {
  const today = dayIn(work.now);
  const out = meetings.filter((meeting) => meeting.minutesPostedAt && turnsOf(meeting).every((turn) => turn < today));
  const rows = await Promise.all(out.map(({ body, id }) => work.store.get(work.area.id, UnderWay, `${body}|${id}`)));
  const settled = await Promise.all(
    rows.map(async (row) => row && (await answersOf(work, row.doc.meeting)).every(({ receivedAt }) => receivedAt)),
  );
  return rows.flatMap((row, at) => (row && settled[at] ? [remove(row)] : []));
};

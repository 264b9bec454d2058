/** A meeting from its date to its minutes: made, opened, chaired, closed. */

import { openActions } from './actions.ts';
import { attendanceOf, isAside, isPresent, quorumOf } from './attendance.ts';
import {
  Acknowledgements,
  type AgendaItem,
  type Chairing,
  Decisions,
  LiveCards,
  type Meeting,
  Meetings,
  type PersonKey,
  type Referral,
  Referrals,
} from './model.ts';
import { Refusal } from './refusal.ts';
import { agendaItems } from './rules/agenda.ts';
import { chairOf, ladder } from './rules/chair.ts';
import type { Day } from './rules/days.ts';
import type { BodyId, Scheme } from './rules/scheme.ts';
import { type Change, create, type Row, remove, replace, type Store } from './store.ts';
import { bodyOf, must, save, schemeOf, show, tell, type Work } from './work.ts';

export const meetingRow = async (store: Store, area: string, id: string): Promise<Row<Meeting>> =>
  must(await store.get(area, Meetings, id), 'a meeting');

/** Who may chair now, by the body's ladder, and who has confirmed that they do; for one item where one is named. */
export const chairing = (scheme: Scheme, meeting: Meeting, item?: AgendaItem) => {
  const body = bodyOf({ scheme }, meeting.body);
  const candidates = ladder(
    meeting.seats.map(({ seat, agency }) => {
      const entry = attendanceOf(meeting, seat);
      const post = body.seats.find((candidate) => candidate.id === seat);
      return {
        seat,
        kind: scheme.agencies.find((candidate) => candidate.id === agency)?.kind ?? 'voluntary',
        chair: post?.chair ?? false,
        seniority: post?.seniority ?? Number.MAX_SAFE_INTEGER,
        present: isPresent(entry),
        substitute: entry.substitute ?? false,
        aside: isAside(item, seat),
        ...(entry.sitter && { person: entry.sitter }),
      };
    }),
    body.ladder,
    meeting.viceChair,
  );
  return chairOf(meeting.chairs, candidates, item?.id);
};

export const isChair = (scheme: Scheme, meeting: Meeting, person: PersonKey, item?: AgendaItem): boolean =>
  chairing(scheme, meeting, item).current?.person === person;

/** Makes a meeting of a body. Returns its id. */
export const makeMeeting = (
  work: Work,
  { body: bodyId, date, time, place }: { body: BodyId; date: Day; time: string; place: string },
): Promise<string> => {
  const body = bodyOf(work, bodyId);
  const id = work.newId();
  return save(work, async () => {
    const meetings = await work.store.list(work.area.id, Meetings);
    if (meetings.some((row) => row.doc.body === bodyId && row.doc.date === date))
      throw new Refusal('same day', `The ${body.name} already has a meeting on that day. Choose another date.`);
    const viceChair = work.area.viceChairs[bodyId];
    const meeting: Meeting = {
      id,
      body: bodyId,
      date,
      time,
      place,
      state: 'planned',
      quorum: body.quorum,
      voting: body.voting,
      ...(viceChair && { viceChair }),
      seats: body.seats.map((seat) => {
        const holder = work.area.holders[seat.id];
        return { seat: seat.id, agency: seat.agency, ...(holder && { holder }) };
      }),
      attendance: [],
      invitees: [],
      chairs: [],
      items: [],
      motions: [],
      quorumLost: [],
    };
    return {
      changes: [create(Meetings, id, meeting), ...show(work, bodyId, 'meeting', id)],
      result: id,
    };
  });
};

const referralsOf = async (work: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Row<Referral>[]> =>
  (await work.store.list(work.area.id, Referrals)).filter(
    (row) => row.doc.body === body && row.doc.state === 'submitted',
  );

/** Submitted referrals that no agenda carries yet, the oldest first. */
export const referralsWaiting = async (work: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Row<Referral>[]> =>
  (await referralsOf(work, body))
    .filter(({ doc }) => !doc.meeting)
    .sort((a, b) => (a.doc.submittedAt ?? '').localeCompare(b.doc.submittedAt ?? ''));

/** The body's next meeting whose agenda has not gone out: where a referral submitted now goes. */
export const nextMeeting = async (work: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Meeting | undefined> =>
  (await work.store.list(work.area.id, Meetings))
    .map((row) => row.doc)
    .filter((meeting) => meeting.body === body && meeting.state === 'planned' && !meeting.agendaPostedAt)
    .sort((a, b) => `${a.date}${a.time}`.localeCompare(`${b.date}${b.time}`))[0];

/** The meeting a typed command means: the open one, else the next one, else the last one. */
export const presentMeeting = async (work: Pick<Work, 'store' | 'area'>, body?: BodyId): Promise<Meeting | undefined> => {
  const meetings = (await work.store.list(work.area.id, Meetings))
    .map((row) => row.doc)
    .filter((meeting) => !body || meeting.body === body)
    .sort((a, b) => `${a.date}${a.time}`.localeCompare(`${b.date}${b.time}`));
  return (
    meetings.find((meeting) => meeting.state === 'open') ??
    meetings.find((meeting) => meeting.state === 'planned') ??
    meetings.at(-1)
  );
};

const newestFirst = (a: Meeting, b: Meeting) => `${b.date}${b.time}`.localeCompare(`${a.date}${a.time}`);

const agendaItem = (item: { heading: AgendaItem['heading']; referral?: string }): AgendaItem => ({
  ...item,
  id: item.referral ?? item.heading.replaceAll(' ', '-'),
  state: 'waiting',
  aside: [],
});

/** New referrals one agenda takes; the others wait for the next. */
export const MOST_REFERRALS = 40;

/**
 * Sends the agenda out, with the referrals submitted until now, the oldest first; later ones need the chair to admit
 * them. Asked for again, it only posts the card again.
 */
export const postAgenda = (work: Work, meetingId: string): Promise<void> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed')
      throw new Refusal('closed', 'This meeting is closed. Its agenda is part of the minutes: “minutes”.');
    const posted = [...(await anew(work, `agenda|${meetingId}`)), ...show(work, meeting.body, 'agenda', meetingId)];
    const touched = replace(row, { ...meeting, agendaPostedAt: meeting.agendaPostedAt ?? work.now.toISOString() });
    if (meeting.agendaPostedAt) return { changes: [touched, ...posted], result: undefined };
    const referrals = (await referralsWaiting(work, meeting.body)).slice(0, MOST_REFERRALS);
    const last = (await work.store.list(work.area.id, Meetings))
      .map(({ doc }) => doc)
      .filter((other) => other.body === meeting.body && other.state === 'closed')
      .sort(newestFirst)[0];
    const items = agendaItems({
      headings: bodyOf(work, meeting.body).agenda,
      referrals: referrals.map(({ doc }) => doc.ref),
      openActions: (await openActions(work, meeting.body)).length,
      ...(last && { last: last.date }),
    });
    return {
      changes: [
        replace(row, { ...meeting, items: items.map(agendaItem), agendaPostedAt: work.now.toISOString() }),
        ...referrals.map((referral) => replace(referral, { ...referral.doc, meeting: meetingId })),
        ...posted,
      ],
      result: undefined,
      whose: referrals.map(({ doc }) => doc.ref),
    };
  });

/** The chair admits a referral that came after the agenda had gone out; the item is marked as late. */
export const admitLate = (work: Work, meetingId: string, ref: string): Promise<'admitted' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.items.some((item) => item.referral === ref)) return { changes: [], result: 'already' };
    if (meeting.state === 'closed' || !meeting.agendaPostedAt)
      throw new Refusal(
        'no late items',
        'Late items can be admitted from when the agenda has gone out until the meeting closes.',
      );
    if (meeting.items.filter((item) => item.referral).length >= MOST_REFERRALS)
      throw new Refusal(
        'full',
        `This agenda already carries ${MOST_REFERRALS} referrals, the most one meeting takes. It waits for the next.`,
      );
    const referral = must(await work.store.get(work.area.id, Referrals, ref), 'a referral');
    if (referral.doc.state !== 'submitted' || referral.doc.meeting)
      throw new Refusal('not waiting', 'This referral is not waiting for a meeting.');
    const at = meeting.items.findLastIndex((item) => item.heading === 'new referrals') + 1;
    const late: AgendaItem = { ...agendaItem({ heading: 'new referrals', referral: ref }), late: true };
    return {
      changes: [
        replace(row, { ...meeting, items: meeting.items.toSpliced(at, 0, late) }),
        replace(referral, { ...referral.doc, meeting: meetingId }),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: 'admitted',
    };
  });

/** An item without a decision of its own is dealt with. */
export const finishItem = (work: Work, meetingId: string, itemId: string): Promise<'done' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const item = row.doc.items.find((candidate) => candidate.id === itemId);
    if (row.doc.state !== 'open') throw new Refusal('not open', 'Items are dealt with while the meeting is open.');
    if (!item || item.state === 'done') return { changes: [], result: 'already' };
    if (item.referral)
      throw new Refusal('decision needed', 'A referral is dealt with by recording its decision. Open its papers.');
    const items = row.doc.items.map((other) => (other === item ? { ...item, state: 'done' as const } : other));
    return {
      changes: [replace(row, { ...row.doc, items }), ...show(work, row.doc.body, 'agenda', meetingId)],
      result: 'done',
    };
  });

/** The card is posted again at the end of the channel instead of being edited far above. */
export const anew = async (work: Work, card: string): Promise<Change[]> => {
  const live = await work.store.get(work.area.id, LiveCards, card);
  return live ? [remove(live)] : [];
};

/** The person whom the ladder names confirms that they chair: the meeting, or one item whose chair stands aside. */
export const confirmChair = (work: Work, meetingId: string, itemId?: string): Promise<'recorded' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') throw new Refusal('closed', 'This meeting is closed.');
    const item = meeting.items.find((candidate) => candidate.id === itemId);
    const { current, next } = chairing(schemeOf(work), meeting, item);
    if (current?.person === work.actor.person) return { changes: [], result: 'already' };
    if (next?.person !== work.actor.person)
      throw new Refusal(
        'not next',
        'The chair goes by the ladder: the chair’s seat, the vice-chair, then the senior police or council representative present.',
      );
    const confirmed: Chairing = {
      seat: next.seat,
      person: work.actor.person,
      by: next.by,
      ...(item && { item: item.id }),
      at: work.now.toISOString(),
    };
    return {
      changes: [
        replace(row, { ...meeting, chairs: [...meeting.chairs, confirmed] }),
        ...show(work, meeting.body, 'meeting', meetingId),
        ...(meeting.motion ? show(work, meeting.body, 'vote', meeting.motion) : []),
      ],
      result: 'recorded',
    };
  });

/** Opens the meeting; whoever opens it, by the ladder, thereby confirms that they chair it. */
export const openMeeting = (work: Work, meetingId: string): Promise<'opened' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state !== 'planned') return { changes: [], result: 'already' };
    const { current, next } = chairing(schemeOf(work), meeting);
    const chair = current ?? next;
    if (chair?.person !== work.actor.person)
      throw new Refusal(
        'not the chair',
        'Only the chair opens the meeting; while the chair is away, the next by the ladder who is present.',
      );
    const at = work.now.toISOString();
    const opened: Meeting = {
      ...meeting,
      state: 'open',
      openedAt: at,
      chairs: current
        ? meeting.chairs
        : [...meeting.chairs, { seat: chair.seat, person: chair.person, by: chair.by, at }],
    };
    const inquorate = quorumOf(opened).status === 'inquorate';
    return {
      changes: [
        replace(row, { ...opened, quorumLost: inquorate ? [{ from: at }] : [] }),
        ...show(work, meeting.body, 'meeting', meetingId),
      ],
      result: 'opened',
    };
  });

/**
 * Closes the meeting: attendance, motions, minutes and acknowledgements are final, each referrer is told, and
 * referrals without a decision wait for the next meeting. Refused while a motion is open.
 */
export const closeMeeting = (work: Work, meetingId: string): Promise<'closed' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') return { changes: [], result: 'already' };
    if (meeting.state === 'planned') throw new Refusal('not open', 'This meeting has not been opened yet.');
    if (meeting.motion)
      throw new Refusal(
        'motion open',
        'A vote is still open. Close it, give or decline the casting vote, or defer the item; then close the meeting.',
      );
    if (!isChair(schemeOf(work), meeting, work.actor.person))
      throw new Refusal('not the chair', 'Only the chair of this meeting closes it.');
    const at = work.now.toISOString();
    const ended = <P extends { readonly from: string; readonly to?: string }>(periods: readonly P[]) =>
      periods.map((period) => (period.to ? period : { ...period, to: at }));
    const decisions = await work.store.list(work.area.id, Decisions, `${meetingId}|`);
    const unrecorded = decisions.filter(({ doc }) => doc.state === 'draft').map(({ doc }) => doc.referral);
    if (unrecorded.length > 0)
      throw new Refusal(
        'decision not recorded',
        `The decision on ${unrecorded.join(', ')} is begun but not recorded. Record it first; then close the meeting.`,
      );
    const recorded = decisions.filter(({ doc }) => doc.state === 'recorded');
    const told = await Promise.all(
      recorded.map(async ({ doc }) => must(await work.store.get(work.area.id, Referrals, doc.referral), 'a referral')),
    );
    const undecided = (await referralsOf(work, meeting.body)).filter(({ doc }) => doc.meeting === meetingId);
    const closed: Meeting = {
      ...meeting,
      state: 'closed',
      closedAt: at,
      attendance: meeting.attendance.map((entry) => ({ ...entry, periods: ended(entry.periods) })),
      invitees: meeting.invitees.map((entry) => ({ ...entry, periods: ended(entry.periods) })),
      quorumLost: ended(meeting.quorumLost),
    };
    return {
      changes: [
        replace(row, closed),
        ...undecided.map((referral) => {
          const { meeting: _, ...rest } = referral.doc;
          return replace(referral, rest);
        }),
        ...(await acknowledge(
          work,
          recorded.map(({ doc }) => doc.item),
          told,
          meetingId,
        )),
        ...show(work, meeting.body, 'meeting', meetingId),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: 'closed',
      whose: told.map(({ doc }) => doc.ref),
    };
  });

const acknowledge = async (
  work: Work,
  items: readonly string[],
  referrals: readonly Row<Referral>[],
  meeting: string,
): Promise<Change[]> => {
  const changes = await Promise.all(
    referrals.map(async ({ doc }, index): Promise<Change[]> => {
      const item = items[index] ?? doc.ref;
      const earlier = await work.store.get(work.area.id, Acknowledgements, doc.ref);
      const fresh = { referral: doc.ref, meeting, item };
      return [
        earlier ? replace(earlier, fresh) : create(Acknowledgements, doc.ref, fresh),
        tell(work, doc.referrer, 'acknowledgement', doc.ref, doc.body),
      ];
    }),
  );
  return changes.flat();
};

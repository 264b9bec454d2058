/** What a meeting takes in which order: sent out once, added to by the chair, and who stands aside from what. */

import { arising, escalated } from './actionsDue.ts';
import { asking } from './asking.ts';
import { ballotChanges, isAside, seatTakenBy } from './attendance.ts';
import { Cases } from './caseModel.ts';
import { casesDue } from './casesDue.ts';
import { handedInOn, inTime } from './deadlines.ts';
import { raisedTo } from './escalationsDue.ts';
import { joiningsPut } from './joinings.ts';
import { type AgendaItem, type Meeting, type PersonKey, type Referral, Referrals } from './model.ts';
import { undecidedOf } from './referralIndex.ts';
import { Refusal } from './refusal.ts';
import { awaitsReview } from './reviewItems.ts';
import { agendaItems } from './rules/agenda.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { type Change, type Row, replace } from './store.ts';
import { proposeTransfers } from './transfer.ts';
import { anew, bodyOf, meetingRow, meetingsOf, motionRow, must, save, show, tell, type Work } from './work.ts';

export const itemOf = (meeting: Meeting, id: string): AgendaItem => {
  const item = meeting.items.find((candidate) => candidate.id === id);
  if (!item)
    throw new Refusal('no such item', 'The agenda has no such item any more. Type “agenda” to see it as it is.');
  return item;
};

/** Submitted referrals that no agenda carries yet, the oldest first. */
export const referralsWaiting = async (work: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Row<Referral>[]> =>
  (await undecidedOf(work, body))
    .filter(({ doc }) => !doc.meeting)
    .sort((a, b) => (a.doc.submittedAt ?? '').localeCompare(b.doc.submittedAt ?? ''));

/** What a meeting carried and did not decide waits for the next. */
export const goingOn = async (work: Work, { id, body }: Meeting): Promise<Change[]> =>
  (await undecidedOf(work, body))
    .filter(({ doc }) => doc.meeting === id)
    .map((referral) => {
      const { meeting: _, ...rest } = referral.doc;
      return replace(referral, rest);
    });

/** The gatekeeper of the agency, where that is somebody else than the referrer. */
const gatekeeperOf = ({ area }: Pick<Work, 'area'>, { agency, referrer }: Referral): PersonKey | undefined => {
  const gatekeeper = area.gatekeepers?.[agency];
  return gatekeeper === referrer ? undefined : gatekeeper;
};

const invitations = (work: Work, referral: Referral): Change[] =>
  [referral.referrer, gatekeeperOf(work, referral)]
    .filter((person) => person !== undefined)
    .map((person) => tell(work, person, 'invited', referral.ref, referral.body));

type Planned = Pick<AgendaItem, 'heading' | 'referral' | 'case' | 'proposal' | 'action' | 'join' | 'escalation'>;

/** A case can stand on one agenda under several headings, and with several proposals. */
const idOf = ({ heading, referral, case: ref, proposal, action, join, escalation }: Planned): string =>
  referral ??
  [
    ...(ref ? [ref] : []),
    ...(proposal ? [proposal] : [heading.replaceAll(' ', '-')]),
    ...(action ? [action.id] : []),
    ...(join ? [join.id] : []),
    ...(escalation ? [escalation.id] : []),
  ].join('-');

export const agendaItem = (work: Work, item: Planned, of?: Referral): AgendaItem => {
  const gatekeeper = of && gatekeeperOf(work, of);
  return {
    ...item,
    ...(of && { invited: of.referrer }),
    ...(gatekeeper && { gatekeeper }),
    id: idOf(item),
    state: 'waiting',
    aside: [],
  };
};

/** New referrals one agenda takes; the others wait for the next. */
export const MOST_REFERRALS = 40;
/** Bytes that they take in the transaction which moves all of them; one takes two million with what goes around it. */
const MOST_BYTES = 1_500_000;

/** Storage keeps a document as text within text. */
const bytesOf = ({ doc }: Row<Referral>): number => Buffer.byteLength(JSON.stringify(JSON.stringify(doc)));

/** Rows that they take in that transaction, each with its invitations. */
const MOST_ROWS = 90;

/** As many of these, from the first, as one agenda takes; `taken`: rows that go with it for something else. */
const fitting = (work: Work, referrals: readonly Row<Referral>[], taken = 0): Row<Referral>[] => {
  let bytes = 0;
  let rows = taken;
  return referrals.filter((referral, index) => {
    bytes += bytesOf(referral);
    rows += gatekeeperOf(work, referral.doc) ? 3 : 2;
    return index < MOST_REFERRALS && bytes <= MOST_BYTES && rows <= MOST_ROWS;
  });
};

/**
 * Sends the agenda out, with the referrals submitted in time for it, the oldest first; later ones need the chair to
 * admit them. Asked for again, it only posts the card again.
 */
export const postAgenda = async (work: Work, meetingId: string): Promise<void> => {
  await proposeTransfers(work, meetingId);
  return posted(work, meetingId);
};

const posted = (work: Work, meetingId: string): Promise<void> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed')
      throw new Refusal('closed', 'This meeting is closed. Its agenda is part of the minutes: “minutes”.');
    const card = [...(await anew(work, `agenda|${meetingId}`)), ...show(work, meeting.body, 'agenda', meetingId)];
    const touched = replace(row, { ...meeting, agendaPostedAt: meeting.agendaPostedAt ?? work.now.toISOString() });
    if (meeting.agendaPostedAt) return { changes: [touched, ...card], result: undefined };
    const body = bodyOf(work, meeting.body);
    const waiting = (await referralsWaiting(work, meeting.body)).filter(({ doc }) =>
      inTime(work, body, handedInOn(new Date(doc.submittedAt ?? doc.startedAt)), meeting.date),
    );
    const { cases, noRoom } = await casesDue(work, body, meeting.date);
    const asked = await asking(
      work,
      meeting,
      (['red cases', 'reviews due'] as const).flatMap((heading) =>
        (cases[heading] ?? []).map((due) => ({ heading, ...due })),
      ),
    );
    const referrals = fitting(work, waiting, asked.length);
    const last = (await meetingsOf(work, meeting.body)).findLast((other) => other.state === 'closed');
    const nothing = { due: [], noRoom: 0 };
    const [raised, overdue] = body.agenda.includes('escalations')
      ? await Promise.all([raisedTo(work, meeting.body), escalated(work, meeting.body)])
      : [nothing, nothing];
    const items = agendaItems({
      headings: body.agenda,
      referrals: referrals.map(({ doc }) => doc.ref),
      ...(await arising(work, meeting.body)),
      escalated: overdue.due,
      raised: raised.due,
      joins: (await joiningsPut(work, meeting.body)).map(({ id, name }) => ({ id, name })),
      cases,
      ...(last && { last: last.date }),
    });
    const byRef = new Map(referrals.map(({ doc }) => [doc.ref, doc]));
    return {
      changes: [
        replace(row, {
          ...meeting,
          items: items.map((item) => agendaItem(work, item, byRef.get(item.referral ?? ''))),
          noRoom: { ...noRoom, escalations: raised.noRoom + overdue.noRoom },
          agendaPostedAt: work.now.toISOString(),
        }),
        ...referrals.flatMap((referral) => [
          replace(referral, { ...referral.doc, meeting: meetingId }),
          ...invitations(work, referral.doc),
        ]),
        ...asked,
        ...card,
      ],
      result: undefined,
      whose: referrals.map(({ doc }) => doc.ref),
    };
  });

/** Throws unless the chair may admit late items to this meeting now. */
export const refuseLate = (meeting: Meeting): void => {
  if (meeting.state === 'closed' || !meeting.agendaPostedAt)
    throw new Refusal(
      'no late items',
      'Late items can be admitted from when the agenda has gone out until the meeting closes.',
    );
};

/** One item more, the last under its heading, in the order of the body's headings. */
export const placedUnder = ({ agenda }: Body, items: readonly AgendaItem[], late: AgendaItem): AgendaItem[] => {
  const rank = ({ heading }: AgendaItem) => agenda.indexOf(heading);
  return items.toSpliced(items.findLastIndex((item) => rank(item) <= rank(late)) + 1, 0, late);
};

/** The chair admits a referral that came after the agenda had gone out; the item is marked as late. */
export const admitLate = (work: Work, meetingId: string, ref: string): Promise<'admitted' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.items.some((item) => item.referral === ref)) return { changes: [], result: 'already' };
    refuseLate(meeting);
    const referral = must(await work.store.get(work.area.id, Referrals, ref), 'a referral');
    if (referral.doc.state !== 'submitted' || referral.doc.meeting)
      throw new Refusal('not waiting', 'This referral is not waiting for a meeting.');
    const undecided = (await undecidedOf(work, meeting.body)).filter(({ doc }) => doc.meeting === meetingId);
    const full = meeting.items.filter((item) => item.referral).length >= MOST_REFERRALS;
    if (full || !fitting(work, [...undecided, referral]).includes(referral))
      throw new Refusal('full', 'This agenda carries as many referrals as one meeting takes. It waits for the next.');
    const late: AgendaItem = {
      ...agendaItem(work, { heading: 'new referrals', referral: ref }, referral.doc),
      late: true,
    };
    return {
      changes: [
        replace(row, { ...meeting, items: placedUnder(bodyOf(work, meeting.body), meeting.items, late) }),
        replace(referral, { ...referral.doc, meeting: meetingId }),
        ...invitations(work, referral.doc),
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
    const about = item.case ? await work.store.get(work.area.id, Cases, item.case) : undefined;
    if (awaitsReview(item, about?.doc))
      throw new Refusal(
        'review needed',
        'This is dealt with by recording what the meeting makes of the case. Open the item, then “Record the review” or “Record what is decided”.',
      );
    const items = row.doc.items.map((other) => (other === item ? { ...item, state: 'done' as const } : other));
    return {
      changes: [replace(row, { ...row.doc, items }), ...show(work, row.doc.body, 'agenda', meetingId)],
      result: 'done',
    };
  });

/** A seat declares an interest in an item: it leaves the item's quorum and ballot, and sees none of its papers. */
export const declareInterest = (work: Work, meetingId: string, itemId: string): Promise<'recorded' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') throw new Refusal('closed', 'This meeting is closed.');
    const item = itemOf(meeting, itemId);
    const seat = seatTakenBy(meeting, work.actor.person);
    if (!seat) throw new Refusal('no seat', 'Only somebody with a seat at this meeting stands aside from an item.');
    if (isAside(item, seat)) return { changes: [], result: 'already' };
    const motion = meeting.motion ? (await motionRow(work.store, work.area.id, meeting.motion)).doc : undefined;
    if (motion?.item === itemId && motion.state === 'tied')
      throw new Refusal(
        'sealed',
        'The votes on this item are in. Tell the chair of your interest, so that it is minuted.',
      );
    const aside = [...item.aside, { seat, person: work.actor.person, at: work.now.toISOString() }];
    const after = {
      ...meeting,
      items: meeting.items.map((other) => (other.id === itemId ? { ...item, aside } : other)),
    };
    return {
      changes: [
        replace(row, after),
        ...(motion?.item === itemId ? await ballotChanges(work, after, seat) : []),
        ...(meeting.motion ? show(work, meeting.body, 'vote', meeting.motion) : []),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: 'recorded',
    };
  });

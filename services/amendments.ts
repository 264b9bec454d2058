/** After submission: its referrer changes a referral or withdraws it, with a reason; what stood before is kept. */
import { isDeepStrictEqual } from 'node:util';
import { findDuplicates, indexChanges, linksWith } from './duplicates.ts';
import {
  type AgendaItem,
  type AnswerChange,
  Decisions,
  type Meeting,
  type Referral,
  type ReferralEvent,
} from './model.ts';
import { referralChanged } from './referralIndex.ts';
import { announced, judged, markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { ReferralAnswers } from './rules/referral.ts';
import { type Change, type Row, remove, replace } from './store.ts';
import { Motions } from './voteModel.ts';
import { meetingRow, save, show, type Work } from './work.ts';

type OnAgenda = { readonly row: Row<Meeting>; readonly item: AgendaItem };

/** The meeting that has the referral on its agenda, if any. Refused once the panel votes on it or has decided. */
const stillOpen = async (work: Work, referral: Referral): Promise<OnAgenda | undefined> => {
  if (referral.state === 'draft') throw new Refusal('draft', 'This referral has not been submitted; change its steps.');
  if (referral.state === 'decided')
    throw new Refusal('decided', 'The panel has decided on this referral, so nothing in it can be changed any more.');
  if (referral.state === 'withdrawn') throw new Refusal('withdrawn', 'This referral has been withdrawn.');
  if (!referral.meeting) return undefined;
  const row = await meetingRow(work.store, work.area.id, referral.meeting);
  const item = row.doc.items.find((candidate) => candidate.referral === referral.ref);
  if (!item) return undefined;
  const motions = await Promise.all(row.doc.motions.map((id) => work.store.get(work.area.id, Motions, id)));
  if (motions.some((motion) => motion?.doc.item === item.id && motion.doc.state !== 'abandoned'))
    throw new Refusal(
      'voted on',
      'The panel votes on this referral or has voted, so nothing in it can be changed. Tell the chair what the panel should know.',
    );
  return { row, item };
};

const marked = (work: Work, on: OnAgenda | undefined, change: Partial<AgendaItem>): Change[] =>
  on
    ? [
        replace(on.row, {
          ...on.row.doc,
          items: on.row.doc.items.map((item) => (item === on.item ? { ...item, ...change } : item)),
        }),
        ...show(work, on.row.doc.body, 'agenda', on.row.id),
      ]
    : [];

/** Lays a copy of the answers aside, which the same steps of the form then fill. */
export const beginChange = (work: Work, { referral, version }: Press): Promise<'begun' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    await stillOpen(work, row.doc);
    if (row.doc.changing) return { changes: [], result: 'begun' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, { ...row.doc, changing: row.doc.answers })], result: 'begun' };
  });

const unchanging = ({ changing: _, ...rest }: Referral): Referral => rest;

/** The referrer thinks better of it: the referral stays as it is. */
export const dropChange = (work: Work, { referral, version }: Press): Promise<'dropped' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (!row.doc.changing || row.version !== version) return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, unchanging(row.doc))], result: 'dropped' };
  });

/** Every answer that differs. */
export const differences = (before: ReferralAnswers, after: ReferralAnswers): AnswerChange[] =>
  ([...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof ReferralAnswers)[])
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }) as AnswerChange);

/** Below what one agenda moves at once, so that a referral with a long history still reaches its meeting. */
const MOST_BYTES = 400_000;

/** Makes the change, with the old and the new of every answer. Marked as late once the agenda has gone out with it. */
export const confirmChange = (
  work: Work,
  { referral, version, why }: Press & { readonly why: string },
): Promise<'changed' | 'nothing' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    const { changing, answers } = row.doc;
    if (!changing || row.version !== version) return { changes: [], result: 'overtaken' };
    const on = await stillOpen(work, row.doc);
    const changes = differences(answers, changing);
    if (changes.length === 0) return { changes: [replace(row, unchanging(row.doc))], result: 'nothing' };
    const [lacking] = (await judged(work, { ...row.doc, answers: changing })).lacking;
    if (lacking) throw new Refusal('incomplete', `The change cannot be made yet. ${lacking.label}`);
    const event: ReferralEvent = {
      what: 'amended',
      ...markOf(work),
      why,
      ...(on && { late: true }),
      changes,
    };
    const index = await indexChanges(work, referral, answers, changing);
    const links = row.doc.links ?? [];
    const found = index.length > 0 ? (await findDuplicates(work, changing, referral)).found : [];
    const after = {
      ...withEvents(unchanging(row.doc), event),
      answers: changing,
      ...(index.length > 0 && { links: linksWith(links, found) }),
    };
    if (Buffer.byteLength(JSON.stringify(after)) > MOST_BYTES)
      throw new Refusal(
        'full',
        'This referral has been changed so often that no more fits into it. Withdraw it and refer the person anew.',
      );
    return {
      changes: [
        ...(await referralChanged(work, row, after)),
        ...index,
        ...marked(work, on, { since: 'amended' }),
        ...(on ? announced(work, row.doc) : []),
      ],
      result: 'changed',
      whose: found.map(({ ref }) => ref),
    };
  });

/** Takes the referral back. An agenda that went out with it keeps the item, marked. */
export const withdraw = (
  work: Work,
  { referral, version, why }: Press & { readonly why: string },
): Promise<'withdrawn' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state === 'withdrawn') return { changes: [], result: 'already' };
    const on = await stillOpen(work, row.doc);
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const event: ReferralEvent = {
      what: 'withdrawn',
      ...markOf(work),
      why,
      ...(on && { late: true }),
    };
    // A decision that somebody has begun to write could never be recorded now, and would keep the meeting from closing.
    const begun = on && (await work.store.get(work.area.id, Decisions, `${on.row.id}|${on.item.id}`));
    return {
      changes: [
        ...(await referralChanged(work, row, { ...withEvents(unchanging(row.doc), event), state: 'withdrawn' })),
        ...(begun ? [remove(begun)] : []),
        ...marked(work, on, { since: 'withdrawn', state: 'done' }),
        ...announced(work, row.doc),
      ],
      result: 'withdrawn',
    };
  });

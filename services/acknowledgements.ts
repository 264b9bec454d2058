/** The answer to whoever made a referral, sent when the meeting that decided it closes (Richmond 4.13, G Q10). */

import { Acknowledgements, Decisions } from './model.ts';
import { replace } from './store.ts';
import { meetingRow, must, save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;
/** `meeting`: the one whose decision is meant; a referral that was deferred is answered again by a later one. */
export type Meant = { readonly referral: string; readonly meeting?: string | undefined };

const rowOf = async (place: Place, { referral, meeting }: Meant) => {
  const row = await place.store.get(place.area.id, Acknowledgements, referral);
  return must(meeting && row?.doc.meeting !== meeting ? undefined : row, 'an acknowledgement');
};

/** Everything the card shows. */
export const lookAtAcknowledgement = async (place: Place, meant: Meant) => {
  const { doc } = await rowOf(place, meant);
  const decision = must(
    await place.store.get(place.area.id, Decisions, `${doc.meeting}|${doc.item}`),
    'a decision',
  ).doc;
  const meeting = (await meetingRow(place.store, place.area.id, doc.meeting)).doc;
  return { acknowledgement: doc, decision, meeting };
};
export type AcknowledgementSeen = Awaited<ReturnType<typeof lookAtAcknowledgement>>;

/** The referrer has received it. */
export const receive = (work: Work, { referral, meeting }: Required<Meant>): Promise<'recorded' | 'overtaken'> =>
  save<'recorded' | 'overtaken'>(work, async () => {
    const row = await rowOf(work, { referral });
    if (row.doc.meeting !== meeting || row.doc.receivedAt) return { changes: [], result: 'overtaken' };
    return {
      changes: [replace(row, { ...row.doc, receivedAt: work.now.toISOString() })],
      result: 'recorded',
      whose: [referral],
    };
  });

/** What each agency says beforehand of a case on which the scheme asks for the input of all (T 2.6). */

import { itemOf } from './agenda.ts';
import { asksInput, itemsAsked } from './asking.ts';
import { isAside, seatTakenBy } from './attendance.ts';
import type { Case } from './caseModel.ts';
import { caseRow } from './cases.ts';
import type { AgendaItem, Meeting } from './model.ts';
import type { Instant, PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { isReview } from './reviewItems.ts';
import type { AgencyId, SeatId } from './rules/scheme.ts';
import { create, kind, type Row, replace } from './store.ts';
import { meetingRow, save, type Work } from './work.ts';

/** Of a seat, once a meeting, in a row of its own, so that agencies that write at once do not wait for each other. */
export type AgencyInput = {
  readonly seat: SeatId;
  readonly agency: AgencyId;
  readonly words: string;
  readonly by: PersonKey;
  readonly at: Instant;
};

/** id: `<ref>|<meeting>|<seat>` */
export const Inputs = kind<AgencyInput>('input');

type Place = Pick<Work, 'store' | 'area'>;

export const inputsOn = (place: Place, ref: string, meeting: string): Promise<Row<AgencyInput>[]> =>
  place.store.list(place.area.id, Inputs, `${ref}|${meeting}|`);

/** Agencies of the meeting that have said nothing yet, those who stand aside left out. */
export const agenciesWithout = (
  meeting: Meeting,
  item: AgendaItem,
  inputs: readonly Pick<AgencyInput, 'agency'>[],
): AgencyId[] => [
  ...new Set(
    meeting.seats
      .filter(({ seat, agency }) => !isAside(item, seat) && !inputs.some((input) => input.agency === agency))
      .map(({ agency }) => agency),
  ),
];

/** The items of a meeting on which agencies are asked for their input: which of them, and which have said nothing yet. */
export const itemsWithInput = async (
  place: Pick<Work, 'store' | 'area' | 'scheme'>,
  meeting: Meeting,
): Promise<{ readonly ref: string; readonly asked: AgencyId[]; readonly without: AgencyId[] }[]> => {
  const refs = new Set(await itemsAsked(place, meeting.body, meeting.items));
  return Promise.all(
    meeting.items
      .filter((item) => isReview(item) && refs.has(item.case ?? ''))
      .map(async (item) => {
        const ref = item.case ?? '';
        const given = await inputsOn(place, ref, meeting.id);
        return {
          ref,
          asked: agenciesWithout(meeting, item, []),
          without: agenciesWithout(
            meeting,
            item,
            given.map(({ doc }) => doc),
          ),
        };
      }),
  );
};

/** The seat of whoever may give its input now. */
export const inputSeat = (work: Work, meeting: Meeting, item: AgendaItem, doc: Case): SeatId => {
  const seat = seatTakenBy(meeting, work.actor.person);
  if (!seat) throw new Refusal('no seat', 'Input is given by people with a seat at this meeting.');
  if (isAside(item, seat))
    throw new Refusal('aside', 'You declared an interest in this item, so your agency gives no input on it.');
  if (!asksInput(work, doc))
    throw new Refusal('no input asked', `Agencies are not asked for their input on ${doc.ref} as it stands now.`);
  if (meeting.state === 'closed' || item.state === 'done')
    throw new Refusal(
      'too late',
      'This item has been dealt with, so input on it comes too late. Tell the next meeting.',
    );
  return seat;
};

/** Saved until the item is dealt with; `version` is that of the seat's own input, 0 before there is one. */
export const giveInput = (
  work: Work,
  of: { readonly meeting: string; readonly item: string; readonly version: number; readonly words: string },
): Promise<'saved' | 'overtaken'> =>
  save<'saved' | 'overtaken'>(work, async () => {
    const { doc: meeting } = await meetingRow(work.store, work.area.id, of.meeting);
    const item = itemOf(meeting, of.item);
    if (!item.case) throw new Refusal('no case', 'This item is about no case, so it takes no input of agencies.');
    const { doc } = await caseRow(work, item.case);
    const seat = inputSeat(work, meeting, item, doc);
    const id = `${doc.ref}|${meeting.id}|${seat}`;
    const row = await work.store.get(work.area.id, Inputs, id);
    if ((row?.version ?? 0) !== of.version) return { changes: [], result: 'overtaken' };
    const input: AgencyInput = {
      seat,
      agency: meeting.seats.find((place) => place.seat === seat)?.agency ?? '',
      words: of.words,
      by: work.actor.person,
      at: work.now.toISOString(),
    };
    return { changes: [row ? replace(row, input) : create(Inputs, id, input)], result: 'saved', whose: [doc.ref] };
  });

/** Minutes and agenda go out into the body's channel, each at a recorded moment; where both are due on one day, together. */
import { postAgenda } from './agenda.ts';
import { refuseCalledOff } from './calledOff.ts';
import type { Meeting } from './model.ts';
import { Refusal } from './refusal.ts';
import { togetherOn } from './rules/chain.ts';
import type { BodyId } from './rules/scheme.ts';
import { replace } from './store.ts';
import { anew, bodyOf, meetingRow, save, schemeOf, show, startOf, type Work } from './work.ts';

const mustHaveChannel = (work: Work, id: BodyId): void => {
  if (work.area.channels[id]) return;
  throw new Refusal(
    'no channel',
    `The ${bodyOf(work, id).name} has no channel yet, so there is nowhere to post. Type “use this channel” in it.`,
  );
};

/** Once; the card in the channel stays as it was posted. */
const sendMinutes = (work: Work, id: string): Promise<'posted' | 'already'> =>
  save<'posted' | 'already'>(work, async () => {
    const row = await meetingRow(work.store, work.area.id, id);
    const { doc } = row;
    if (doc.state !== 'closed')
      throw new Refusal('not closed', 'Minutes go out when they are final. Close the meeting first.');
    refuseCalledOff(doc);
    mustHaveChannel(work, doc.body);
    if (doc.minutesPostedAt) return { changes: [], result: 'already' };
    return {
      changes: [
        replace(row, { ...doc, minutesPostedAt: work.now.toISOString() }),
        ...(await anew(work, `minutes|${id}`)),
        ...show(work, doc.body, 'minutes', id),
      ],
      result: 'posted',
    };
  });

/** The agenda goes out, unless it has. */
export const sendAgenda = async (work: Work, id: string): Promise<'posted' | 'already'> => {
  const { doc } = await meetingRow(work.store, work.area.id, id);
  mustHaveChannel(work, doc.body);
  if (doc.agendaPostedAt && doc.state !== 'closed') return 'already';
  await postAgenda(work, id);
  return 'posted';
};

/** The next meeting of the body whose agenda is due on the day of these minutes, if it is to go with them. */
export const agendaWith = (
  place: Pick<Work, 'scheme'>,
  meeting: Meeting,
  others: readonly Meeting[],
): Meeting | undefined => {
  const next = others
    .filter(({ body, state }) => body === meeting.body && state === 'planned')
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
    .find((other) => startOf(other) > startOf(meeting));
  const body = bodyOf(place, meeting.body);
  const { calendar } = schemeOf(place);
  return next && !next.agendaPostedAt && togetherOn(meeting.date, next.date, body, calendar) ? next : undefined;
};

/** `agenda`: of the meeting whose agenda goes with them, as the reader saw it. */
export const sendPapers = async (
  work: Work,
  { meeting, agenda }: { readonly meeting: string; readonly agenda?: string | undefined },
): Promise<{ readonly minutes: 'posted' | 'already'; readonly agenda: 'posted' | 'already' | 'apart' | 'none' }> => {
  const minutes = await sendMinutes(work, meeting);
  if (!agenda) return { minutes, agenda: 'none' };
  const { doc } = await meetingRow(work.store, work.area.id, meeting);
  const { doc: next } = await meetingRow(work.store, work.area.id, agenda);
  if (next.body === doc.body && next.agendaPostedAt) return { minutes, agenda: 'already' };
  if (agendaWith(work, doc, [next])?.id !== agenda) return { minutes, agenda: 'apart' };
  return { minutes, agenda: await sendAgenda(work, agenda) };
};

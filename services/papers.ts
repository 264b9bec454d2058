/** Who reads the papers of a referral, and with which meeting they are read. */
import { standsAsideFrom } from './attendance.ts';
import { type AgendaItem, type Meeting, Meetings, type PersonKey, type Referral, Referrals } from './model.ts';
import { rolesOf } from './permission.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { must, type Work } from './work.ts';

export type PapersSeen = {
  readonly referral: Referral;
  /** The meeting that has it on its agenda; while it waits, one whose chair may still admit it. */
  readonly meeting?: Meeting | undefined;
  readonly item?: AgendaItem | undefined;
};

const itemOn = (meeting: Meeting | undefined, ref: string): AgendaItem | undefined =>
  meeting?.items.find((item) => item.referral === ref);

const stoodAside = (meeting: Meeting, ref: string, person: PersonKey): boolean => {
  const item = itemOn(meeting, ref);
  return item !== undefined && standsAsideFrom(meeting, item, person);
};

/**
 * The papers, for somebody whose role towards the referral or the meeting they name has been checked. A role that comes
 * from the meeting alone, as a substitute's does, opens only what is on its agenda, and only until it closes. Refused
 * to whoever declared an interest in this referral at any meeting, except the person who wrote it.
 */
export const papersOf = async (
  work: Work,
  asked: { readonly referral: string; readonly meeting?: string | undefined; readonly item?: string | undefined },
): Promise<PapersSeen> => {
  const { person } = work.actor;
  const { doc: referral } = must(await work.store.get(work.area.id, Referrals, asked.referral), 'a referral');
  if (referral.state === 'draft')
    throw new Refusal('draft', 'This referral has not been submitted yet. Until then only its referrer sees it.');
  const lasting = rolesOf(work.area, work.scheme, work.actor, { referral }, dayIn(work.now));
  const released = referral.state !== 'with gatekeeper' && (referral.state !== 'withdrawn' || referral.submittedAt);
  if (!released && !lasting.has('referrer') && !lasting.has('gatekeeper'))
    throw new Refusal(
      'with gatekeeper',
      'The gatekeeper of the agency that refers has not released this referral yet.',
    );
  const meetings = (await work.store.list(work.area.id, Meetings))
    .map(({ doc }) => doc)
    .filter(({ body }) => body === referral.body);
  const id = asked.meeting ?? referral.meeting;
  const meeting = id
    ? meetings.find((candidate) => candidate.id === id)
    : meetings.find(({ state, agendaPostedAt }) => state !== 'closed' && agendaPostedAt);
  const item = itemOn(meeting, referral.ref);
  const forGood = (['member', 'co-ordinator', 'referrer', 'gatekeeper'] as const).some((role) => lasting.has(role));
  const now = asked.meeting !== undefined && item !== undefined && meeting?.state !== 'closed';
  if (!(forGood || now) || (id && !meeting) || (asked.item && asked.item !== item?.id))
    throw new Refusal('not these papers', 'These papers are not among those of that meeting.');
  if (referral.referrer !== person && meetings.some((one) => stoodAside(one, referral.ref, person)))
    throw new Refusal(
      'stands aside',
      `You declared an interest in ${referral.ref}, so its papers stay closed to you. Nothing was changed.`,
    );
  return { referral, meeting, item };
};

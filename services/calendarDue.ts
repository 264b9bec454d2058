/** What the calendar brings onto the cards of the day: of those who run the paperwork, of who chairs, of owners and referrers. */

import { listed } from './actionIndex.ts';
import { chairOfBody, toBeMade } from './calendar.ts';
import { answersOf, meetingsUnderWay } from './calendarIndex.ts';
import type { CalendarItem } from './calendarItems.ts';
import { agendaWith } from './calendarPapers.ts';
import { Cases } from './caseModel.ts';
import { isOutside } from './cases.ts';
import type { Finding, ForSomebody } from './dayCards.ts';
import { itemsWithInput } from './inputs.ts';
import { coordinatorsHere } from './members.ts';
import { type Acknowledgement, ActionsBy, type Meeting, Referrals } from './model.ts';
import { seatedAt } from './moving.ts';
import { partsOf } from './parts.ts';
import type { PersonKey } from './person.ts';
import { inOrder } from './reading.ts';
import type { Slot } from './rules/cadence.ts';
import { type MeetingKnown, type Owed, owedOf, owedToBeMade } from './rules/chainDue.ts';
import { addDays, type Day, dayIn } from './rules/days.ts';
import { isBack } from './rules/reminders.ts';
import type { Body } from './rules/scheme.ts';
import { skippedFrom } from './turns.ts';
import { schemeOf, type Work } from './work.ts';

const dayAt = (at: string | undefined): Day | undefined => (at === undefined ? undefined : dayIn(new Date(at)));

const knownOf = (meeting: Meeting, unreceived: number): MeetingKnown => ({
  date: meeting.date,
  state: meeting.state,
  since: dayAt(meeting.moved?.at(-1)?.at ?? meeting.madeAt),
  agendaOut: meeting.agendaPostedAt !== undefined,
  minutesOut: meeting.minutesPostedAt !== undefined,
  closedOn: dayAt(meeting.closedAt),
  unreceived,
});

const forEach = (
  people: Iterable<PersonKey>,
  item: CalendarItem,
  { on, news }: Pick<Owed, 'on' | 'news'>,
): ForSomebody[] => [...new Set(people)].map((of) => ({ item: { ...item, of, on }, news }));

/** Whether somebody has an open action of this body. */
const hasOpen = async ({ store, area }: Work, person: PersonKey, body: Body): Promise<boolean> => {
  for await (const { doc } of inOrder(store, area.id, ActionsBy, listed.owner(person), 10))
    if (doc.body === body.id) return true;
  return false;
};

/** Every owner of an open action of the body: the first of each owner's is looked at, however many they have. */
const ownersOf = async (work: Work, body: Body): Promise<PersonKey[]> => {
  const { store, area } = work;
  const found: PersonKey[] = [];
  // Every owner's begin alike.
  const all = listed.owner('').slice(0, -1);
  for (let past: string | undefined; ; ) {
    const [first] = await store.list(area.id, ActionsBy, all, 1, past);
    if (!first) return found;
    const { owner, body: of } = first.doc;
    if (of === body.id || (await hasOpen(work, owner, body))) found.push(owner);
    past = `${listed.owner(owner)}~`;
  }
};

/** Those of them who were away on the day on which all were asked, and are back today. */
const ownersBack = async (work: Work, body: Body, slot: Slot): Promise<PersonKey[]> => {
  const { area } = work;
  const away = new Set([...Object.keys(area.quiet ?? {}), ...Object.keys(area.leave ?? {})] as PersonKey[]);
  const back = [...away].filter((person) => isBack(area, person, slot));
  const open = await Promise.all(back.map((person) => hasOpen(work, person, body)));
  return back.filter((_, at) => open[at]);
};

/** Whoever sits for an agency that has not given its input on a case that is open to them, with those cases. */
const withoutInput = async (work: Work, meeting: Meeting): Promise<{ person: PersonKey; cases: string[] }[]> => {
  const lacking = await Promise.all(
    (await itemsWithInput(work, meeting)).map(async ({ ref, without }) => ({
      ...{ ref, without },
      doc: (await work.store.get(work.area.id, Cases, ref))?.doc,
    })),
  );
  return seatedAt(meeting).flatMap(({ person, seat }) => {
    const agency = meeting.seats.find((place) => place.seat === seat)?.agency ?? '';
    const cases = lacking
      .filter(({ without, doc }) => without.includes(agency) && !isOutside(doc, person))
      .map(({ ref }) => ref);
    return cases.length > 0 ? [{ person, cases }] : [];
  });
};

type Seen = {
  readonly slot: Slot;
  readonly body: Body;
  readonly office: readonly PersonKey[];
  readonly meeting: Meeting;
  readonly unreceived: readonly Acknowledgement[];
  /** The meeting whose agenda goes with these minutes. */
  readonly next?: Meeting | undefined;
};

const itemsOf = async (
  work: Work,
  { slot, body, office, meeting, unreceived, next }: Seen,
  owed: Owed,
): Promise<ForSomebody[]> => {
  const id = meeting.id;
  const chair = chairOfBody(work, body);
  const chaired = meeting.chairs.findLast(({ item }) => !item)?.person ?? chair;
  switch (owed.what) {
    case 'hold':
      return forEach(office, { kind: 'meeting to hold', meeting: id }, owed);
    case 'agenda':
      return forEach([...office, ...(chair ? [chair] : [])], { kind: 'agenda', meeting: id }, owed);
    case 'minutes':
      return forEach(
        [...office, ...(chaired ? [chaired] : [])],
        { kind: 'minutes', meeting: id, ...(next && { agenda: next.id }) },
        owed,
      );
    case 'answers': {
      const referrers = await Promise.all(
        unreceived.map(async ({ referral }) => {
          const referrer = (await work.store.get(work.area.id, Referrals, referral))?.doc.referrer;
          return forEach(referrer ? [referrer] : [], { kind: 'answer', meeting: id, referral }, owed);
        }),
      );
      return [...forEach(office, { kind: 'answers', meeting: id }, owed), ...referrers.flat()];
    }
    case 'arising': {
      const owners = owed.news ? await ownersOf(work, body) : await ownersBack(work, body, slot);
      return forEach(owners, { kind: 'arising', meeting: id }, { ...owed, news: true });
    }
    case 'inputs':
      return (await withoutInput(work, meeting)).flatMap(({ person, cases }) =>
        forEach([person], { kind: 'input', meeting: id, cases }, owed),
      );
    case 'parts':
      return (await partsOf(work, meeting))
        .filter(({ ready }) => !ready)
        .flatMap(({ seat, person }) => forEach([person], { kind: 'part', meeting: id, seat }, owed));
  }
};

/** Days of a rhythm looked ahead: more than lie between the first date that hangs on a meeting and the meeting. */
const TURNS = 5;

/** Of a team nobody is called on to make its meetings: they come by the rhythm, with their list (`teamMeeting.ts`). */
const isCalledFor = (work: Work, { id, teamMeeting }: Body): boolean =>
  work.area.channels[id] !== undefined && !teamMeeting;

const ofBody = async (work: Work, body: Body, slot: Slot, office: readonly PersonKey[]): Promise<ForSomebody[]> => {
  const { meetings: reminders, calendar } = schemeOf(work);
  const rules = { body, reminders, calendar };
  const meetings = await meetingsUnderWay(work, body.id);
  const from = addDays(slot.day, 1);
  const called = isCalledFor(work, body);
  const skipped = called ? await skippedFrom(work, body.id, from) : [];
  const missing = called ? toBeMade(work, body, { made: meetings, skipped, from, count: TURNS }) : [];
  const make = missing.flatMap((turn) => {
    const owed = owedToBeMade(turn, slot, rules);
    return owed ? forEach(office, { kind: 'meeting to make', body: body.id, turn }, owed) : [];
  });
  const found = await Promise.all(
    meetings.map(async (meeting) => {
      const answers = meeting.state === 'closed' ? await answersOf(work, meeting.id) : [];
      const unreceived = answers.filter(({ receivedAt }) => !receivedAt);
      const withMinutes = meetings.some(
        (other) =>
          other.state === 'closed' && !other.minutesPostedAt && agendaWith(work, other, meetings)?.id === meeting.id,
      );
      const seen = { slot, body, office, meeting, unreceived, next: agendaWith(work, meeting, meetings) };
      const owed = owedOf(knownOf(meeting, unreceived.length), slot, rules);
      const own = owed.filter(({ what }) => !(what === 'agenda' && withMinutes));
      return (await Promise.all(own.map((one) => itemsOf(work, seen, one)))).flat();
    }),
  );
  return [...make, ...found.flat()];
};

export const calendarOfDay: Finding = async (work, slot) => {
  const office = await coordinatorsHere(work);
  return (await Promise.all(schemeOf(work).bodies.map((body) => ofBody(work, body, slot, office)))).flat();
};

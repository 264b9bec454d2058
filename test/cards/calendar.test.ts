import { describe, expect, test } from 'vitest';
import {
  asked as askedTelling,
  calledOff as calledOffTelling,
  moved as movedTelling,
  noMeeting,
} from '../../cards/calendar/commands.ts';
import { told as dayTelling } from '../../cards/day/commands.ts';
import type { Card } from '../../cards/render.ts';
import { comes } from '../../services/attendance.ts';
import type { CalendarItem } from '../../services/calendarItems.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import { Acknowledgements, Decisions, type Meeting } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { Body } from '../../services/rules/scheme.ts';
import { create } from '../../services/store.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { areaId, bodyCalled, coordinator, holder, referralOf, referrer } from '../support/bodies.ts';
import { calendarPanel } from '../support/calendarPanel.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const essex = bodyCalled('iom', 'essex');
const chair = holder(essex.seats.find((seat) => seat.chair)?.id ?? '');
const [, second = ''] = essex.seats.map(({ id }) => id);
const now = '2026-12-10T10:00Z';

const closed: Partial<Meeting> = {
  state: 'closed',
  agendaPostedAt: '2026-12-01T10:00:00.000Z',
  closedAt: '2026-12-09T12:00:00.000Z',
};

const desk = async (body: Body = essex, at = now) => {
  const panel = await calendarPanel(body);
  const ask = atDesk(panel.store, panel.area, [coordinator]);
  const press = (person: PersonKey, verb: string, data: object = {}) => ask(person, verb, data, new Date(at));
  return { ...panel, press };
};

const must = (card: Card | undefined): Card => {
  if (!card) throw new Error('no card');
  return card;
};

/** Closed on 9 December with an answer that has not arrived; the next one made. */
const fortnight = async () => {
  const it = await desk();
  const first = await it.makes('2026-12-09', '2026-11-24T12:00Z');
  await it.becomes(first, closed);
  const ref = 'ESSEX-2026-001';
  const { meeting: _, ...made } = referralOf(essex);
  await it.store.commit(areaId, [
    create(Decisions, `${first}|${ref}`, {
      ...{ meeting: first, item: ref, referral: ref, kind: 'decline', state: 'recorded', interventions: [] },
      basis: { how: 'agreed' },
    }),
    create(Acknowledgements, ref, { referral: ref, meeting: first, item: ref }),
    ...referralMade({ ...made, ref, state: 'decided' }),
  ]);
  const next = await it.makes('2026-12-23', '2026-12-09T14:00Z');
  return { ...it, first, next };
};

describe('the calendar, as it looks', () => {
  test('of all bodies', async () => {
    const { press } = await fortnight();
    golden('calendar-bodies', await press(coordinator, 'calendar.view'));
  });

  test('of one body: for the co-ordinator, for the chair, for a member', async () => {
    const { press } = await fortnight();
    golden('calendar-body-coordinator', await press(coordinator, 'calendar.body', { body: 'iom' }));
    golden('calendar-body-chair', await press(chair, 'calendar.body', { body: 'iom' }));
    golden('calendar-body-member', await press(holder(second), 'calendar.body', { body: 'iom' }));
  });

  test('of one meeting: held, to come, still to be made', async () => {
    const { press, first, next } = await fortnight();
    golden('calendar-dates-held', await press(coordinator, 'calendar.dates', { body: 'iom', of: first }));
    golden('calendar-dates-ahead', await press(chair, 'calendar.dates', { body: 'iom', of: next }));
    golden('calendar-dates-unmade', await press(coordinator, 'calendar.dates', { body: 'iom', turn: '2027-01-06' }));
    await expect(press(chair, 'calendar.dates', { body: 'iom', of: 'no-such' })).rejects.toThrow(/no such meeting/);
  });

  test('of a body without a channel, with nothing made', async () => {
    const panel = await calendarPanel(essex, { channels: {} });
    const card = await atDesk(panel.store, panel.area)(
      coordinator,
      'calendar.body',
      { body: 'governance' },
      new Date(now),
    );
    golden('calendar-body-nothing-made', card);
  });

  test('the form to make a meeting, and what it says when it is filled in wrong', async () => {
    const { press } = await desk();
    const of = { body: 'iom', turn: '2026-12-23' };
    golden('calendar-planning', await press(coordinator, 'calendar.planning', of));
    const filled = { ...of, date: '2026-12-22', time: '10:30', place: 'Room *2*' };
    await expect(press(coordinator, 'calendar.make', { ...filled, time: '1030' })).rejects.toThrow(
      /“Time”: give a time/,
    );
    await expect(press(coordinator, 'calendar.make', { ...filled, place: ' ' })).rejects.toThrow(
      /“Place”: it is needed/,
    );
    await expect(press(coordinator, 'calendar.make', { ...filled, date: '2026-12-09' })).rejects.toThrow(/“Day”.*over/);
    golden('calendar-made', await press(coordinator, 'calendar.make', filled));
    await expect(press(coordinator, 'calendar.make', filled)).rejects.toThrow(/already has a meeting on that day/);
  });

  test('no meeting this time: the form, the calendar and the channel then, and when it meets after all', async () => {
    const it = await fortnight();
    const { press } = it;
    const of = { body: 'iom', turn: '2027-01-06', version: 0 };
    golden('calendar-skipping', await press(coordinator, 'calendar.skipping', of));
    await expect(press(coordinator, 'calendar.skip', { ...of, why: ' ' })).rejects.toThrow(/“Reason”: it is needed/);
    const filled = { ...of, why: 'The *hall* is closed' };
    golden('calendar-skipped', await press(coordinator, 'calendar.skip', filled));
    expect(readable(await press(coordinator, 'calendar.skip', filled))).toContain('moved on before your press arrived');
    golden('calendar-dates-skipped', await press(coordinator, 'calendar.dates', of));
    const member = readable(await press(holder(second), 'calendar.body', { body: 'iom' }));
    expect(member).toContain('no meeting this time');
    expect(member).not.toContain('It meets after all');
    const inChannel = async () => must((await noMeeting.card(it.by(coordinator, now), 'iom|2027-01-06'))?.card);
    golden('no-meeting', await inChannel());
    const restored = readable(await press(coordinator, 'calendar.restore', { ...of, version: 1 }));
    expect(restored).toContain('It meets on 6 January 2027 after all');
    expect(restored).toContain('6 January 2027, 10:00: still to be made');
    golden('no-meeting-after-all', await inChannel());
    for (const verb of ['calendar.skipping', 'calendar.skip', 'calendar.restore'])
      await expect(press(chair, verb, filled), verb).rejects.toThrow(/^Only /);
  });

  test('a meeting called off: the form, the calendar, the channel, and what its old cards say', async () => {
    const it = await fortnight();
    const { press, next } = it;
    await comes(it.by(holder(second), now), next, 0);
    const item = { id: 'a', heading: 'new referrals', referral: 'a', invited: referrer, state: 'waiting' } as const;
    const other = { id: 'b', heading: 'any other business', state: 'waiting', aside: [] } as const;
    await it.becomes(next, {
      items: [{ ...item, aside: [] }, other],
      agendaPostedAt: '2026-12-10T09:00:00.000Z',
    });
    const of = { meeting: next, moves: 0 };
    golden('calendar-calling-off', await press(coordinator, 'calendar.callingOff', of));
    await expect(press(coordinator, 'calendar.callOff', { ...of, why: ' ' })).rejects.toThrow(/“Reason”: it is needed/);
    for (const verb of ['calendar.callingOff', 'calendar.callOff'])
      await expect(press(chair, verb, { ...of, why: 'x' }), verb).rejects.toThrow(/^Only /);
    const filled = { ...of, why: 'The *hall* is flooded' };
    golden('calendar-called-off', await press(coordinator, 'calendar.callOff', filled));
    golden('calendar-dates-called-off', await press(holder(second), 'calendar.dates', { body: 'iom', of: next }));
    golden('no-meeting-called-off', must((await noMeeting.card(it.by(coordinator, now), 'iom|2026-12-23'))?.card));
    golden('meeting-called-off', await press(holder(second), 'meeting.view', { meeting: next }));
    golden('agenda-called-off', await press(holder(second), 'agenda.view', { meeting: next, page: 1 }));
    const told = async (person: PersonKey) =>
      must((await calledOffTelling.card(it.by(person, now), person, next))?.card);
    golden('attending-called-off', await told(holder(second)));
    golden('attending-called-off-invitee', await told(referrer));
    await it.becomes(next, { items: [{ ...item, aside: [], since: 'withdrawn' }, other] });
    expect(readable(await told(referrer))).not.toContain('It goes to the next meeting');
    expect(await askedTelling.card(it.by(chair, now), chair, next)).toBeUndefined();
    for (const [who, verb, data] of [
      [coordinator, 'calendar.callOff', filled],
      [coordinator, 'calendar.move', { ...of, date: '2027-01-05', time: '10:00', place: 'There', why: 'x' }],
      [coordinator, 'calendar.agenda', { meeting: next }],
      [chair, 'calendar.minutes', { meeting: next }],
      [chair, 'meeting.here', { meeting: next, version: 0 }],
      [holder(second), 'calendar.apologies', { meeting: next, version: 1 }],
      [referrer, 'meeting.invited', { meeting: next, version: 0 }],
      [holder(second), 'agenda.interest', { meeting: next, item: 'b' }],
      [chair, 'meeting.open', { meeting: next }],
      [chair, 'agenda.done', { meeting: next, item: 'b' }],
      [chair, 'vote.open', { meeting: next, item: 'b', kind: 'other', question: 'Shall we?' }],
      [holder(second), 'minutes.view', { meeting: next, page: 1 }],
    ] as const)
      await expect(press(who, verb, data), verb).rejects.toThrow(
        'The meeting of 23 December 2026 was called off on 10 December 2026. What waited for it goes to the next meeting. Nothing was changed.',
      );
    const again = readable(await press(coordinator, 'calendar.callingOff', of));
    expect(again).toContain('moved on before your press arrived');
    expect(readable(await press(coordinator, 'calendar.view'))).toContain('"Called off: "');
  });

  test('of all bodies, when the next turn of one is none', async () => {
    const it = await desk();
    await it.press(coordinator, 'calendar.skip', { body: 'iom', turn: '2026-12-23', version: 0, why: 'Holidays' });
    const seen = readable(await it.press(coordinator, 'calendar.view'));
    expect(seen).toContain('"No meeting: "');
    expect(seen).toContain('Wednesday 23 December 2026.');
    expect(seen).toContain('Wednesday 6 January 2027, 10:00: still to be made');
  });

  test('of a team, which comes together by its list', async () => {
    const it = await desk(bodyCalled('iom-team', 'london'));
    golden('calendar-team', await it.press(coordinator, 'calendar.body', { body: 'iom-team' }));
  });

  test('of a meeting to which seats give parts: for one of them, ready and not after all', async () => {
    const it = await desk(bodyCalled('dyo'));
    const meeting = await it.makes('2026-12-22', '2026-12-01T12:00Z');
    const seat = 'dyo-youth-offending-nurse';
    const nurse = holder(seat);
    golden('calendar-part', await it.press(nurse, 'calendar.dates', { body: 'dyo', of: meeting }));
    const ready = { meeting, seat, version: 0, ready: true };
    golden('calendar-part-ready', await it.press(nurse, 'calendar.part', ready));
    expect(readable(await it.press(nurse, 'calendar.part', ready))).toContain('moved on before your press arrived');
    const office = readable(await it.press(coordinator, 'calendar.dates', { body: 'dyo', of: meeting }));
    expect(office).toContain('Not ready yet: ');
    expect(office).not.toContain('Health updates');
    const back = await it.press(nurse, 'calendar.part', { ...ready, version: 1, ready: false });
    expect(readable(back)).toContain('Recorded: your part is not ready yet.');
  });

  test('the form to move a meeting, moved, and overtaken', async () => {
    const { press, next } = await fortnight();
    const of = { meeting: next, moves: 0 };
    golden('calendar-moving', await press(coordinator, 'calendar.moving', of));
    const filled = { ...of, date: '2027-01-05', time: '10:00', place: 'Meadow House', why: 'The *hall* is closed' };
    await expect(press(coordinator, 'calendar.move', { ...filled, why: '' })).rejects.toThrow(/“Reason”: it is needed/);
    golden('calendar-moved', await press(coordinator, 'calendar.move', filled));
    expect(readable(await press(coordinator, 'calendar.move', filled))).toContain('moved on before your press arrived');
    expect(readable(await press(coordinator, 'calendar.moving', of))).toContain('moved on before your press arrived');
    golden('meeting-moved', await press(holder(second), 'meeting.view', { meeting: next }));
  });

  test('minutes and agenda posted with one press; alone; and a second time', async () => {
    const { press, first, next } = await fortnight();
    const both = { meeting: first, agenda: next };
    golden('calendar-posted', await press(chair, 'calendar.minutes', both));
    expect(readable(await press(coordinator, 'calendar.minutes', both))).toContain(
      'moved on before your press arrived',
    );
    expect(readable(await press(coordinator, 'calendar.agenda', { meeting: next }))).toContain('nothing was changed');
    const again = await fortnight();
    const alone = await again.press(coordinator, 'calendar.minutes', { meeting: again.first });
    expect(readable(alone)).toContain('The minutes are in the channel.');
    const agenda = await again.press(chair, 'calendar.agenda', { meeting: again.next });
    expect(readable(agenda)).toContain('The agenda of 23 December 2026 is in the channel.');
  });
});

test('only the co-ordinator moves and makes; only they and the chair send papers out; strangers read nothing', async () => {
  const { press, first, next } = await fortnight();
  const member = holder(second);
  const filled = { date: '2027-01-05', time: '10:00', place: 'There', why: 'x' };
  for (const [who, verb, data] of [
    [chair, 'calendar.move', { meeting: next, moves: 0, ...filled }],
    [member, 'calendar.make', { body: 'iom', turn: '2027-01-06', ...filled }],
    [member, 'calendar.minutes', { meeting: first }],
    [member, 'calendar.agenda', { meeting: next }],
    [referrer, 'calendar.view', {}],
    [referrer, 'calendar.coming', { meeting: next, version: 0 }],
  ] as const)
    await expect(press(who, verb, data), verb).rejects.toThrow(/^Only /);
});

describe('whether somebody comes', () => {
  const told = async (
    telling: typeof askedTelling,
    it: Awaited<ReturnType<typeof desk>>,
    person: PersonKey,
    id: string,
  ) => {
    const card = (await telling.card(it.by(person, now), person, id))?.card;
    if (!card) throw new Error('nothing is told');
    return card;
  };

  test('is asked, answered, answered otherwise, and overtaken', async () => {
    const it = await fortnight();
    golden('attending-asked', await told(askedTelling, it, chair, it.next));
    const own = { meeting: it.next, version: 0 };
    golden('attending-coming', await it.press(chair, 'calendar.coming', own));
    expect(readable(await it.press(chair, 'calendar.coming', own))).toContain('moved on before your press arrived');
    golden('attending-apologies', await it.press(chair, 'calendar.apologies', { ...own, version: 1 }));
    await it.press(holder(second), 'calendar.coming', own);
    golden('meeting-coming', await it.press(holder(second), 'meeting.view', { meeting: it.next }));
  });

  test('is asked again when the meeting has moved; who is invited is told', async () => {
    const it = await fortnight();
    await comes(it.by(chair, now), it.next, 0);
    const item = {
      id: 'a',
      heading: 'new referrals',
      referral: 'a',
      invited: referrer,
      state: 'waiting',
      aside: [],
    } as const;
    await it.becomes(it.next, { items: [item] });
    const to = { date: '2027-01-05', time: '14:00', place: 'Elsewhere', why: 'The *hall* is closed' };
    await it.press(coordinator, 'calendar.move', { meeting: it.next, moves: 0, ...to });
    golden('attending-moved', await told(movedTelling, it, chair, it.next));
    golden('attending-moved-invited', await told(movedTelling, it, referrer, it.next));
  });

  test('is not asked any more once the meeting has begun', async () => {
    const it = await fortnight();
    await it.becomes(it.next, { state: 'open' });
    expect(await askedTelling.card(it.by(chair, now), chair, it.next)).toBeUndefined();
    await expect(it.press(chair, 'calendar.coming', { meeting: it.next, version: 0 })).rejects.toThrow(/has begun/);
  });
});

describe('the card of the day', () => {
  const dayCardOf = async (
    it: Awaited<ReturnType<typeof desk>>,
    person: PersonKey,
    on: string,
    items: readonly CalendarItem[],
  ) => {
    const all = items.map((item): DayItem => ({ ...item, of: person, on: day('2026-12-16') }));
    await it.store.commit(areaId, [create(DayCards, `${on}|${person}`, { items: all })]);
    return (await dayTelling.card(it.by(person, `${on}T08:00Z`), person, on))?.card;
  };
  test('of the co-ordinator, with everything that the calendar asks', async () => {
    const it = await fortnight();
    const overdue = await it.makes('2026-12-15', '2026-12-09T15:00Z');
    const items: CalendarItem[] = [
      { kind: 'meeting to make', body: 'iom', turn: day('2027-01-06') },
      { kind: 'meeting to hold', meeting: overdue },
      { kind: 'minutes', meeting: it.first, agenda: it.next },
      { kind: 'agenda', meeting: it.next },
      { kind: 'answers', meeting: it.first },
    ];
    golden('day-calendar-coordinator', must(await dayCardOf(it, coordinator, '2026-12-16', items)));
  });

  test('an answer that its referrer cannot confirm is confirmed by the co-ordinator, once', async () => {
    const it = await fortnight();
    const answer = { referral: 'ESSEX-2026-001', meeting: it.first };
    const seen = readable(await it.press(coordinator, 'acknowledgement.received', answer));
    expect(seen).toContain('nobody is reminded of it any more');
    const again = readable(await it.press(coordinator, 'acknowledgement.received', answer));
    expect(again).toContain('moved on before your press arrived');
    await expect(it.press(holder(second), 'acknowledgement.received', answer)).rejects.toThrow(/^Only /);
    const items: CalendarItem[] = [{ kind: 'answers', meeting: it.first }];
    expect(await dayCardOf(it, coordinator, '2026-12-16', items)).toBeUndefined();
  });

  test('of a member and of a referrer', async () => {
    const it = await fortnight();
    const person = holder(second);
    await it.store.commit(
      areaId,
      actionsLaid(action({ owner: person }), action({ id: 'a2', owner: person, due: day('2027-01-12') })),
    );
    const items: CalendarItem[] = [
      { kind: 'arising', meeting: it.next },
      { kind: 'input', meeting: it.next, cases: ['ESSEX-2026-004', 'ESSEX-2026-009'] },
    ];
    golden('day-calendar-member', must(await dayCardOf(it, person, '2026-12-17', items)));
    const answer: CalendarItem[] = [{ kind: 'answer', meeting: it.first, referral: 'ESSEX-2026-001' }];
    golden('day-calendar-referrer', must(await dayCardOf(it, referrer, '2026-12-16', answer)));
  });

  test('of somebody who gives a part to the DYO panel', async () => {
    const it = await desk(bodyCalled('dyo'));
    const meeting = await it.makes('2026-12-22', '2026-12-01T12:00Z');
    const seat = 'dyo-youth-offending-nurse';
    golden(
      'day-calendar-part',
      must(await dayCardOf(it, holder(seat), '2026-12-15', [{ kind: 'part', meeting, seat }])),
    );
  });

  test('has nothing left of what was settled since', async () => {
    const it = await fortnight();
    await it.press(coordinator, 'calendar.minutes', { meeting: it.first, agenda: it.next });
    await it.makes('2027-01-06', '2026-12-16T07:00Z');
    const items: CalendarItem[] = [
      { kind: 'meeting to make', body: 'iom', turn: day('2027-01-06') },
      { kind: 'meeting to hold', meeting: it.first },
      { kind: 'minutes', meeting: it.first, agenda: it.next },
      { kind: 'agenda', meeting: it.next },
      { kind: 'arising', meeting: it.next },
    ];
    expect(await dayCardOf(it, coordinator, '2026-12-16', items)).toBeUndefined();
  });
});

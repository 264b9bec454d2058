import { describe, expect, test } from 'vitest';
import { receive } from '../../services/acknowledgements.ts';
import { apologise, comes } from '../../services/attendance.ts';
import { lookAtBody, lookAtCalendar } from '../../services/calendar.ts';
import { meetingsUnderWay } from '../../services/calendarIndex.ts';
import { sendAgenda, sendPapers } from '../../services/calendarPapers.ts';
import { Inputs } from '../../services/inputs.ts';
import { makeMeeting } from '../../services/meetings.ts';
import { Acknowledgements, type Decision, Decisions, Meetings } from '../../services/model.ts';
import { moveMeeting } from '../../services/moving.ts';
import { sayPart } from '../../services/parts.ts';
import { rolesOf } from '../../services/permission.ts';
import type { PersonKey } from '../../services/person.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { create, type Store } from '../../services/store.ts';
import { Tolds } from '../../services/told.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { areaId, bodyCalled, coordinator, holder, referralOf, referrer } from '../support/bodies.ts';
import { type CalendarPanel, calendarPanel } from '../support/calendarPanel.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { type Cost, counting } from '../support/counting.ts';
import { dump } from '../support/tables.ts';

const essex = bodyCalled('iom', 'essex');
const chair = holder(essex.seats.find((seat) => seat.chair)?.id ?? '');
const [, second = ''] = essex.seats.map(({ id }) => id);
const everybody = essex.seats.map(({ id }) => holder(id)).sort();

// Asked on 30 November, agenda on 2 December, again on the 7th, minutes on the 16th.
const meets = async (date = '2026-12-09', now = '2026-11-24T12:00Z') => {
  const panel = await calendarPanel(essex);
  const id = await panel.makes(date, now);
  return { ...panel, id };
};

const closed = {
  state: 'closed',
  agendaPostedAt: '2026-12-01T10:00:00.000Z',
  closedAt: '2026-12-09T12:00:00.000Z',
} as const;

/** The meeting answered these referrals. */
const answered = async (store: Store, meeting: string, ...refs: readonly string[]): Promise<void> => {
  for (const ref of refs) {
    const decision: Decision = {
      ...{ meeting, item: ref, referral: ref, kind: 'decline', state: 'recorded', interventions: [] },
      basis: { how: 'agreed' },
    };
    const { meeting: _, ...referral } = referralOf(essex);
    await store.commit(areaId, [
      create(Decisions, `${meeting}|${ref}`, decision),
      create(Acknowledgements, ref, { referral: ref, meeting, item: ref }),
      ...referralMade({ ...referral, ref, state: 'decided' }),
    ]);
  }
};

describe('the co-ordinator’s day', () => {
  test('calls for a meeting that nobody has made, from two working days before the first date that hangs on it', async () => {
    const panel = await calendarPanel(essex);
    await panel.makes('2026-11-25', '2026-11-20T12:00Z');
    await panel.becomes((await meetingsUnderWay(panel))[0]?.id ?? '', closed);
    await panel.days('2026-11-25', '2026-11-30');
    const days = await panel.cardsOf(coordinator);
    expect(Object.keys(days)).toEqual(['2026-11-26', '2026-11-30']);
    expect(days['2026-11-26']).toContain('meeting to make');
    await panel.makes('2026-12-10', '2026-11-30T12:00Z', '2026-12-09');
    await panel.days('2026-12-01', '2026-12-01');
    expect((await panel.cardsOf(coordinator))['2026-12-01'] ?? []).not.toContain('meeting to make');
  });

  test('calls for none of a body without a channel', async () => {
    const panel = await calendarPanel(essex, { channels: {} });
    await panel.days('2026-11-26', '2026-12-01');
    expect(await panel.cardsOf(coordinator)).toEqual({});
  });

  test('brings the agenda two working days before, on the day and each working day after, until it is out; the chair’s too', async () => {
    const panel = await meets();
    await panel.days('2026-11-27', '2026-12-03');
    const days = ['2026-11-30', '2026-12-02', '2026-12-03'];
    expect(Object.keys(await panel.cardsOf(coordinator))).toEqual(days);
    expect(await panel.cardsOf(chair)).toEqual(Object.fromEntries(days.map((on) => [on, ['agenda']])));
    expect(await panel.cardsOf(holder(second))).toEqual({});
    await sendAgenda(panel.by(coordinator, '2026-12-03T12:00Z'), panel.id);
    await panel.look('2026-12-04T09:00Z');
    expect(Object.keys(await panel.cardsOf(coordinator))).toEqual(days);
  });

  test('brings the minutes likewise, once the meeting is over', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, closed);
    await panel.days('2026-12-10', '2026-12-17');
    expect(Object.keys(await panel.cardsOf(chair))).toEqual(['2026-12-14', '2026-12-16', '2026-12-17']);
    expect(Object.keys(await panel.cardsOf(coordinator))).toEqual(expect.arrayContaining(['2026-12-14', '2026-12-16']));
    await sendPapers(panel.by(chair, '2026-12-17T12:00Z'), { meeting: panel.id });
    await panel.look('2026-12-18T09:00Z');
    expect((await panel.cardsOf(chair))['2026-12-18']).toBeUndefined();
  });

  test('says that a meeting was not opened on its day', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, { agendaPostedAt: closed.agendaPostedAt });
    await panel.days('2026-12-09', '2026-12-10');
    expect((await panel.cardsOf(coordinator))['2026-12-10']).toContain('meeting to hold');
  });

  test('has minutes and the next agenda as one thing, where both are due on one day', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, closed);
    const next = await panel.makes('2026-12-23', '2026-12-09T14:00Z');
    await panel.days('2026-12-16', '2026-12-16');
    expect((await panel.cardsOf(chair))['2026-12-16']).toEqual(['minutes']);
    const work = panel.by(chair, '2026-12-16T12:00Z');
    expect(await sendPapers(work, { meeting: panel.id, agenda: next })).toEqual({
      minutes: 'posted',
      agenda: 'posted',
    });
    expect((await panel.meeting(panel.id)).minutesPostedAt).toBe('2026-12-16T12:00:00.000Z');
    expect((await panel.meeting(next)).agendaPostedAt).toBe('2026-12-16T12:00:00.000Z');
    const before = await dump(panel.store);
    expect(await sendPapers(work, { meeting: panel.id, agenda: next })).toEqual({
      minutes: 'already',
      agenda: 'already',
    });
    expect(await dump(panel.store)).toEqual(before);
  });

  test('the agenda does not go with the minutes any more once its meeting has moved', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, closed);
    const next = await panel.makes('2026-12-23', '2026-12-09T14:00Z');
    const work = panel.by(coordinator, '2026-12-10T12:00Z');
    await moveMeeting(work, {
      meeting: next,
      moves: 0,
      date: day('2027-01-05'),
      time: '10:00',
      place: 'There',
      why: 'x',
    });
    expect(await sendPapers(work, { meeting: panel.id, agenda: next })).toEqual({ minutes: 'posted', agenda: 'apart' });
    expect((await panel.meeting(next)).agendaPostedAt).toBeUndefined();
  });
});

test('minutes go out only when they are final, and only into a channel', async () => {
  const panel = await meets();
  const send = (it: CalendarPanel, id: string) => sendPapers(it.by(coordinator, '2026-12-10T12:00Z'), { meeting: id });
  await expect(send(panel, panel.id)).rejects.toMatchObject({ kind: 'not closed' });
  const nowhere = await calendarPanel(essex, { channels: {} });
  const id = await nowhere.makes('2026-12-09', '2026-11-24T12:00Z');
  await expect(sendAgenda(nowhere.by(coordinator, '2026-12-01T12:00Z'), id)).rejects.toMatchObject({
    kind: 'no channel',
  });
  await nowhere.becomes(id, closed);
  await expect(send(nowhere, id)).rejects.toMatchObject({ kind: 'no channel' });
});

describe('an answer to a referral', () => {
  test('is chased every five working days until its referrer has it; the co-ordinator sees how many are open', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, { ...closed, minutesPostedAt: closed.closedAt });
    await answered(panel.store, panel.id, 'ESSEX-2026-001', 'ESSEX-2026-002');
    await panel.days('2026-12-10', '2026-12-24');
    expect(await panel.cardsOf(referrer)).toEqual({
      '2026-12-16': ['answer', 'answer'],
      '2026-12-23': ['answer', 'answer'],
    });
    expect((await panel.cardsOf(coordinator))['2026-12-16']).toContain('answers');
    const at = (now: string) => panel.by(referrer, now);
    await receive(at('2026-12-24T12:00Z'), { referral: 'ESSEX-2026-001', meeting: panel.id });
    await panel.look('2027-01-04T09:00Z');
    expect((await panel.cardsOf(referrer))['2027-01-04']).toEqual(['answer']);
    await receive(at('2027-01-04T12:00Z'), { referral: 'ESSEX-2026-002', meeting: panel.id });
    await panel.look('2027-01-11T09:00Z');
    expect((await panel.cardsOf(referrer))['2027-01-11']).toBeUndefined();
  });

  test('keeps its meeting on the list that the clock reads until it has arrived and the next meeting is made', async () => {
    const panel = await meets();
    await panel.becomes(panel.id, { ...closed, minutesPostedAt: closed.closedAt });
    await answered(panel.store, panel.id, 'ESSEX-2026-001');
    const listed = async () => (await meetingsUnderWay(panel)).map(({ date }) => date);
    await panel.makes('2026-12-23', '2026-12-10T12:00Z');
    expect(await listed()).toEqual(['2026-12-09', '2026-12-23']);
    await receive(panel.by(referrer, '2026-12-11T12:00Z'), { referral: 'ESSEX-2026-001', meeting: panel.id });
    await panel.makes('2027-01-06', '2026-12-12T12:00Z');
    expect(await listed()).toEqual(['2026-12-23', '2027-01-06']);
  });
});

describe('who comes', () => {
  test('is asked of each seat on its date, once, and not of whoever has answered already', async () => {
    const panel = await meets();
    await apologise(panel.by(holder(second), '2026-11-25T12:00Z'), panel.id, 0);
    await panel.days('2026-11-27', '2026-12-04');
    expect(await panel.told('attending')).toEqual(everybody.filter((person) => person !== holder(second)));
  });

  test('is asked once of somebody who holds two seats, and their answer is for both', async () => {
    const [, , third = ''] = essex.seats.map(({ id }) => id);
    const panel = await calendarPanel(essex);
    const holders = { ...panel.area.holders, [third]: holder(second) };
    const id = await makeMeeting(
      { ...panel.by(coordinator, '2026-11-24T12:00Z'), area: { ...panel.area, holders } },
      { body: 'iom', date: day('2026-12-09'), time: '10:00', place: 'Meadow House' },
    );
    await panel.days('2026-11-30', '2026-11-30');
    const asked = () => panel.told('attending').then((all) => all.filter((one) => one === holder(second)).length);
    expect(await asked()).toBe(1);
    await comes(panel.by(holder(second), '2026-12-01T12:00Z'), id, 0);
    await panel.days('2026-12-01', '2026-12-08');
    expect(await asked()).toBe(1);
    const { ahead } = await lookAtBody(panel.by(coordinator, '2026-12-08T12:00Z'), 'iom');
    const count = ahead[0]?.chain.find(({ what }) => what === 'attendance')?.count;
    expect(count).toEqual({ done: 2, all: essex.seats.length });
  });

  test('is asked once more two working days before, of whoever has not answered', async () => {
    const panel = await meets();
    await panel.days('2026-11-30', '2026-11-30');
    for (const { id } of essex.seats.filter((seat) => seat.id !== second))
      await comes(panel.by(holder(id), '2026-12-01T12:00Z'), panel.id, 0);
    await panel.days('2026-12-01', '2026-12-09');
    const told = (await panel.store.list(areaId, Tolds))
      .map(({ id }) => id)
      .filter((id) => id.startsWith('attending '));
    expect(told).toEqual([`attending again|2026-12-09|${panel.id}|${holder(second)}`]);
  });

  test('is asked again before the new day, when a meeting has moved', async () => {
    const panel = await meets();
    await panel.days('2026-11-30', '2026-12-07');
    await moveMeeting(panel.by(coordinator, '2026-12-07T12:00Z'), {
      ...{ meeting: panel.id, moves: 0, date: day('2026-12-16'), time: '10:00', place: 'Meadow House', why: 'Snow' },
    });
    await panel.days('2026-12-08', '2026-12-16');
    const again = (await panel.store.list(areaId, Tolds))
      .map(({ id }) => id)
      .filter((id) => id.startsWith('attending again'));
    expect(again.filter((id) => id.includes('2026-12-09')).length).toBe(essex.seats.length);
    expect(again.filter((id) => id.includes('2026-12-16')).length).toBe(essex.seats.length);
    expect((await panel.told('attending')).length).toBe(3 * essex.seats.length);
  });

  test('is asked of nobody who wants quiet until they are back, and of no stand-in', async () => {
    const panel = await calendarPanel(essex, {
      quiet: { [holder(second)]: day('2026-12-01') },
      leave: { [chair]: { until: day('2026-12-31'), standIn: holder(second) } },
    });
    await panel.makes('2026-12-09', '2026-11-24T12:00Z');
    await panel.days('2026-11-30', '2026-12-01');
    expect(await panel.told('attending')).toEqual(everybody.filter((one) => one !== holder(second) && one !== chair));
    await panel.days('2026-12-02', '2026-12-02');
    expect(await panel.told('attending')).toContain(holder(second));
  });
});

test('owners of open actions of the body report before the meeting; nobody without one', async () => {
  const panel = await meets();
  const own = action({ owner: holder(second), body: 'iom', due: day('2027-01-29') });
  await panel.store.commit(areaId, actionsLaid(own, { ...own, id: 'a2', state: 'completed', owner: chair }));
  await sendAgenda(panel.by(coordinator, '2026-12-01T12:00Z'), panel.id);
  await panel.days('2026-12-01', '2026-12-04');
  expect(await panel.cardsOf(holder(second))).toEqual({ '2026-12-02': ['arising'] });
  expect(await panel.cardsOf(chair)).toEqual({});
});

test('asking the owners costs what they are, and not how many actions they have', async () => {
  const owners = Array.from({ length: 10 }, (_, n): PersonKey => `meadow|owner-${n}`);
  const costs: Cost[] = [];
  for (const each of [2, 40]) {
    const panel = await meets();
    await sendAgenda(panel.by(coordinator, '2026-12-01T12:00Z'), panel.id);
    for (const [at, owner] of owners.entries()) {
      const due = day('2027-03-01');
      // The first that is due is of another body.
      const other = action({ id: `b${at}`, owner, body: 'governance', due: day('2027-02-01') });
      const own = Array.from({ length: each }, (_, n) => action({ id: `a${at}-${n}`, owner, body: 'iom', due }));
      for (let from = 0; from < own.length; from += 20)
        await panel.store.commit(areaId, actionsLaid(...own.slice(from, from + 20), ...(from === 0 ? [other] : [])));
    }
    await panel.look('2026-12-01T18:00Z');
    const counted = counting(panel.store);
    await panel.look('2026-12-02T09:00Z', counted.store);
    costs.push(counted.spent());
    for (const owner of owners) expect(await panel.cardsOf(owner)).toEqual({ '2026-12-02': ['arising'] });
  }
  const [few, many] = costs;
  expect(many?.requests).toBe(few?.requests);
  expect(many?.entities).toBeLessThanOrEqual((few?.entities ?? 0) + 10 * owners.length);
});

test('whoever was away when owners were asked is asked when they are back, before the meeting', async () => {
  const panel = await calendarPanel(essex, { quiet: { [holder(second)]: day('2026-12-03') } });
  const id = await panel.makes('2026-12-09', '2026-11-24T12:00Z');
  const own = action({ owner: holder(second), body: 'iom', due: day('2027-01-29') });
  await panel.store.commit(areaId, actionsLaid(own, { ...own, id: 'a2', owner: chair }));
  await sendAgenda(panel.by(coordinator, '2026-12-01T12:00Z'), id);
  await panel.days('2026-12-01', '2026-12-08');
  expect(await panel.cardsOf(holder(second))).toEqual({ '2026-12-04': ['arising'] });
  expect(await panel.cardsOf(chair)).toEqual({ '2026-12-02': ['arising'] });
});

test('of a restricted case only those are told to whom it is open', async () => {
  const panel = await meets();
  const rag = { colour: 'red', since: day('2026-11-01'), why: 'Wanted' } as const;
  await panel.store.commit(areaId, laid(caseOf({ rag, restrictedTo: [chair] })));
  const item = { id: 'r', heading: 'red cases', case: CASE, state: 'waiting', aside: [] } as const;
  await panel.becomes(panel.id, { agendaPostedAt: '2026-12-01T10:00:00.000Z', items: [item] });
  await panel.days('2026-12-08', '2026-12-08');
  expect(await panel.cardsOf(chair)).toEqual({ '2026-12-08': ['input'] });
  expect(await panel.cardsOf(holder(second))).toEqual({});
});

test('a team comes together without being called: nobody is told to make its weekly meeting, and its dates are those of its list', async () => {
  const team = bodyCalled('iom-team', 'london');
  const panel = await calendarPanel(team);
  await panel.days('2026-11-25', '2026-12-04');
  expect(await panel.cardsOf(coordinator)).toEqual({});
  const { ahead } = await lookAtBody(panel.by(coordinator, '2026-11-25T12:00Z'), team.id);
  expect(ahead.map(({ date, chain }) => [date, chain.map(({ what, on, how }) => `${what} ${on} ${how}`)])).toEqual([
    ['2026-11-30', ['list 2026-11-27 ahead', 'meeting 2026-11-30 ahead']],
    ['2026-12-07', ['list 2026-12-04 ahead', 'meeting 2026-12-07 ahead']],
    ['2026-12-14', ['list 2026-12-11 ahead', 'meeting 2026-12-14 ahead']],
  ]);
});

test('agencies that have not given their input on a red case are told so the day before, and nobody else', async () => {
  const panel = await meets();
  const rag = { colour: 'red', since: day('2026-11-01'), why: 'Wanted' } as const;
  await panel.store.commit(areaId, laid(caseOf({ rag })));
  const item = { id: 'r', heading: 'red cases', case: CASE, state: 'waiting', aside: [] } as const;
  await panel.becomes(panel.id, { agendaPostedAt: '2026-12-01T10:00:00.000Z', items: [item] });
  const { agency = '' } = essex.seats.find(({ id }) => id === second) ?? {};
  const given = { seat: second, agency, words: 'Seen twice', by: holder(second), at: '2026-12-03T10:00:00.000Z' };
  await panel.store.commit(areaId, [create(Inputs, `${CASE}|${panel.id}|${second}`, given)]);
  await panel.days('2026-12-07', '2026-12-09');
  expect(await panel.cardsOf(chair)).toEqual({ '2026-12-08': ['input'] });
  expect(await panel.cardsOf(holder(second))).toEqual({});
});

const dyo = bodyCalled('dyo');

test('the seats of the DYO panel that give a part are told so', async () => {
  const panel = await calendarPanel(dyo);
  const id = await panel.makes('2026-12-22', '2026-12-01T12:00Z');
  await panel.becomes(id, { agendaPostedAt: '2026-12-14T12:00:00.000Z' });
  await panel.days('2026-12-15', '2026-12-22');
  const nurse = await panel.cardsOf(holder('dyo-youth-offending-nurse'));
  expect(Object.keys(nurse)).toEqual(['2026-12-15', '2026-12-21']);
  expect(await panel.cardsOf(holder('dyo-education-officer'))).toEqual({});
});

describe('the part of a seat', () => {
  const nurse = 'dyo-youth-offending-nurse';
  const meeting = async (change = {}) => {
    const panel = await calendarPanel(dyo, change);
    const id = await panel.makes('2026-12-22', '2026-12-01T12:00Z');
    const says = (person: PersonKey, ready: boolean, version: number, seat = nurse) =>
      sayPart(panel.by(person, '2026-12-15T12:00Z'), { meeting: id, seat, version, ready });
    const inputs = async () =>
      (await lookAtBody(panel.by(coordinator, '2026-12-16T12:00Z'), 'dyo')).ahead[0]?.chain.find(
        ({ what }) => what === 'inputs',
      )?.count;
    return { ...panel, id, says, inputs };
  };

  test('is asked for no more once it is ready, and again where it is not after all', async () => {
    const it = await meeting();
    await it.becomes(it.id, { agendaPostedAt: '2026-12-14T12:00:00.000Z' });
    expect(await it.says(holder(nurse), true, 0)).toBe('said');
    expect(await it.inputs()).toEqual({ done: 1, all: 4 });
    await it.days('2026-12-15', '2026-12-18');
    expect(await it.cardsOf(holder(nurse))).toEqual({});
    expect(await it.says(holder(nurse), false, 1)).toBe('said');
    await it.days('2026-12-21', '2026-12-21');
    expect(await it.cardsOf(holder(nurse))).toEqual({ '2026-12-21': ['part'] });
  });

  test('is said once, by whoever sits there or stands in for them, and before the meeting', async () => {
    const it = await meeting({ leave: { [holder(nurse)]: { until: day('2026-12-16'), standIn: coordinator } } });
    await it.says(coordinator, true, 0);
    const before = await dump(it.store);
    expect(await it.says(holder(nurse), true, 0)).toBe('overtaken');
    expect(await it.says(holder(nurse), true, 1)).toBe('overtaken');
    await expect(it.says(holder('dyo-education-officer'), false, 1)).rejects.toMatchObject({ kind: 'not theirs' });
    await expect(it.says(chair, true, 0, 'no-such')).rejects.toMatchObject({ kind: 'not theirs' });
    expect(await dump(it.store)).toEqual(before);
    await it.becomes(it.id, { state: 'open' });
    await expect(it.says(holder(nurse), false, 1)).rejects.toMatchObject({ kind: 'begun' });
  });
});

test('whoever holds the chair’s seat chairs the body that meets, and by naming its meeting nobody’s referral or case', async () => {
  const panel = await meets();
  const meeting = await panel.meeting(panel.id);
  const { area, scheme, actor } = panel.by(chair, '2026-12-01T12:00Z');
  const elsewhere = { ...referralOf(essex), body: 'governance' };
  expect([...rolesOf(area, scheme, actor, { meeting })]).toContain('body chair');
  expect([...rolesOf(area, scheme, actor, { meeting, referral: elsewhere })]).not.toContain('body chair');
  const about = caseOf({ body: 'governance', leadProfessional: undefined, policeContact: undefined });
  expect([...rolesOf(area, scheme, actor, { meeting, case: about })]).not.toContain('body chair');
});

describe('the calendar', () => {
  test('has for every body of every scheme its next meeting, to be made or made, with all that hangs on it', async () => {
    for (const scheme of ['richmond', 'london', 'essex', 'leeds']) {
      const body = bodyCalled(scheme === 'leeds' ? 'operational' : 'iom', scheme);
      const panel = await calendarPanel(body);
      const seen = await lookAtCalendar(panel.by(coordinator, '2026-11-24T12:00Z'));
      for (const { ahead } of seen) {
        expect(ahead).toHaveLength(1);
        expect(ahead[0]?.chain.some(({ what }) => what === 'meeting')).toBe(true);
      }
    }
  });

  test('keeps every meeting of which something is left, however many were held since', async () => {
    const panel = await calendarPanel(essex);
    const made = ['2026-09-30', '2026-10-14', '2026-10-28'];
    for (const date of made) {
      const id = await panel.makes(date, `${date}T07:00Z`);
      await panel.becomes(id, { ...closed, closedAt: `${date}T12:00:00.000Z` });
    }
    const { held } = await lookAtBody(panel.by(coordinator, '2026-11-02T12:00Z'), 'iom');
    expect(held.map(({ date }) => date)).toEqual(made);
  });

  test('asks as much of storage however many meetings were held', async () => {
    const costs: Cost[] = [];
    for (const size of [10, 200]) {
      const panel = await calendarPanel(essex);
      await panel.makes('2026-12-09', '2026-11-24T12:00Z');
      const old = { ...(await panel.meeting('id-1')), ...closed, minutesPostedAt: closed.closedAt };
      for (let at = 0; at < size; at += 50)
        await panel.store.commit(
          areaId,
          Array.from({ length: Math.min(50, size) }, (_, n) => create(Meetings, `old-${at + n}`, old)),
        );
      const counted = counting(panel.store);
      await lookAtCalendar({ ...panel.by(coordinator, '2026-11-25T12:00Z'), store: counted.store });
      costs.push(counted.spent());
    }
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[0]?.entities).toBeLessThan(20);
  });

  test('counts what has come of a meeting', async () => {
    const panel = await meets();
    await comes(panel.by(chair, '2026-11-30T12:00Z'), panel.id, 0);
    await panel.becomes(panel.id, { ...closed, closedAt: '2026-12-09T12:00:00.000Z' });
    await answered(panel.store, panel.id, 'ESSEX-2026-001');
    const { held } = await lookAtBody(panel.by(coordinator, '2026-12-10T12:00Z'), 'iom');
    const standing = Object.fromEntries(held[0]?.chain.map(({ what, how, count }) => [what, [how, count]]) ?? []);
    expect(standing).toMatchObject({
      agenda: ['done', undefined],
      attendance: ['done', { done: 1, all: essex.seats.length }],
      meeting: ['done', undefined],
      minutes: ['ahead', undefined],
      acknowledgements: ['ahead', { done: 0, all: 1 }],
    });
  });
});

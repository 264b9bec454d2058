import { describe, expect, test } from 'vitest';
import { CADENCE, Cadences } from '../../services/cadenceModel.ts';
import { Members } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { bodyCalled } from '../support/bodies.ts';
import { calendarPanel } from '../support/calendarPanel.ts';
import { caseOf, laid } from '../support/cases.ts';
import { clockOf } from '../support/clock.ts';
import { areaId, coordinator, holder, seat } from '../support/seated.ts';

const owner = holder(seat.housing);
/** A co-ordinator of another area. */
const elsewhere: PersonKey = 'meadow|co-ordinator-elsewhere';

// 2026-12-01 is a Tuesday.
const due = action();

describe('an owner is reminded of an action', () => {
  test('two working days before, on the day, and each working day after; not in between, and not at the weekend', async () => {
    const { look, told } = await clockOf([actionsLaid(due)]);
    await look('2026-11-25T12:00Z');
    for (let on = Date.parse('2026-11-26T08:00Z'); on < Date.parse('2026-12-08'); on += 86_400_000)
      await look(new Date(on).toISOString());
    expect(await told()).toEqual(
      ['2026-11-27', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07'].map(
        (on) => `day|${on}|${owner}`,
      ),
    );
  });

  test.for([
    ['not once they said how it stands after it fell due', { by: owner, at: '2026-12-01T10:00:00.000Z' }, 0],
    ['still, where they said so before', { by: owner, at: '2026-11-30T10:00:00.000Z' }, 1],
    ['still, where somebody else said something', { by: holder(seat.chair), at: '2026-12-01T10:00:00.000Z' }, 1],
  ] as const)('the day after it was due: %s', async ([, said, cards]) => {
    const { look } = await clockOf([
      actionsLaid({ ...due, history: [...due.history, { ...said, what: 'reported on' }] }),
    ]);
    await look('2026-12-01T12:00Z');
    expect(await look('2026-12-02T08:00Z')).toBe(cards);
  });

  test('late rather than never, and once for all the days nobody looked', async () => {
    const { look, told } = await clockOf([actionsLaid(due)]);
    await look('2026-11-26T12:00Z');
    await look('2026-12-03T15:00Z');
    expect(await told()).toEqual([`day|2026-12-03|${owner}`]);
  });

  test('on one card for all that is due, the earliest first', async () => {
    const { look, items } = await clockOf([
      actionsLaid(due),
      actionsLaid(action({ id: 'a2', due: day('2026-11-27') })),
    ]);
    await look('2026-11-26T12:00Z');
    await look('2026-11-27T08:00Z');
    expect(await items('2026-11-27', owner)).toEqual(['action 2026-11-27', 'action 2026-12-01']);
  });

  test.for([
    [
      'their stand-in, while they are on leave',
      { leave: { [owner]: { until: day('2026-12-04'), standIn: holder(seat.drugs) } } },
      [`day|2026-12-01|${holder(seat.drugs)}`],
    ],
    ['nobody, while they want quiet', { quiet: { [owner]: day('2026-12-01') } }, []],
  ] as const)('and it reaches %s', async ([, change, expected]) => {
    const { look, told } = await clockOf([actionsLaid(due)], change);
    await look('2026-11-30T12:00Z');
    await look('2026-12-01T08:00Z');
    expect(await told()).toEqual(expected);
  });

  test('what came while somebody wanted quiet is on their card when they are back', async () => {
    const soon = action({ due: day('2026-12-04') });
    const { look, told } = await clockOf([actionsLaid(soon)], {
      quiet: { [owner]: day('2026-12-02') },
    });
    await look('2026-12-01T12:00Z');
    await look('2026-12-02T08:00Z');
    await look('2026-12-03T08:00Z');
    expect(await told()).toEqual([`day|2026-12-03|${owner}`]);
  });

  test.for([
    ['had wanted quiet then: nobody has it', { quiet: { [owner]: day('2026-12-05') } }, []],
    [
      'had been on leave then: the stand-in has it',
      { leave: { [owner]: { until: day('2026-12-05'), standIn: holder(seat.drugs) } } },
      [`day|2026-12-04|${holder(seat.drugs)}`],
    ],
  ] as const)(
    'on a Friday’s card that comes on the Sunday, since nobody looked, if they %s; and they have all of it on Monday',
    async ([_, change, late]) => {
      const said = { by: owner, at: '2026-12-04T10:00:00.000Z', what: 'reported on' };
      const answered = action({ due: day('2026-12-04'), history: [...due.history, said] });
      const { look, told } = await clockOf([actionsLaid(answered)], change);
      await look('2026-12-03T12:00Z');
      await look('2026-12-06T07:48Z');
      expect(await told()).toEqual(late);
      await look('2026-12-07T08:00Z');
      expect(await told()).toEqual([...late, `day|2026-12-07|${owner}`]);
    },
  );
});

describe('each occurrence is told once', () => {
  const before = '2026-12-01T07:59Z';
  const eight = '2026-12-01T08:00Z';

  test('by however many who look at the same moment', async () => {
    const { look, waiting } = await clockOf([actionsLaid(due)]);
    await look(before);
    const counts = await Promise.all(['one', 'two', 'three'].map((instance) => look(eight, { instance })));
    expect(counts.reduce((a, b) => a + b)).toBe(1);
    expect(await waiting()).toEqual([`day|2026-12-01|${owner}`]);
  });

  test('by an instance that goes on where another died while it looked', async () => {
    const many = Array.from({ length: 60 }, (_, n) => action({ id: `a${n}`, owner: `meadow|owner-${n}` }));
    const { look, told, waiting, store } = await clockOf(many.map((one) => actionsLaid(one)));
    await look(before);
    let commits = 0;
    const { commit } = store;
    store.commit = (...args) => {
      commits += 1;
      if (commits > 2) throw new Error('gone');
      return commit(...args);
    };
    await expect(look(eight)).rejects.toThrow('gone');
    store.commit = commit;
    const some = (await told()).length;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(60);
    expect(await look(eight, { instance: 'two' })).toBe(0);
    expect((await told()).length).toBe(some);
    expect(await look(eight, { instance: 'two', at: '2026-01-01T00:01:01.000Z' })).toBe(60 - some);
    expect((await waiting()).length).toBe(60);
    expect(new Set(await waiting()).size).toBe(60);
  });

  test('with a clock that is put back and comes round again', async () => {
    const { look, told } = await clockOf([actionsLaid(due)]);
    await look(before);
    await look(eight);
    await look('2026-11-30T08:00Z');
    await look(eight);
    await look('2026-12-01T23:00Z');
    expect((await told()).length).toBe(1);
  });
});

test('a clock that ran ahead by a year and is put right goes on from there, and tells nothing twice', async () => {
  const later = action({ id: 'a2', owner: holder(seat.drugs), due: day('2026-12-04') });
  const { look, told } = await clockOf([actionsLaid(due), actionsLaid(later)]);
  await look('2026-12-01T07:59Z');
  await look('2026-12-01T08:00Z');
  await look('2027-12-01T12:00Z');
  const ahead = await told();
  expect(ahead.some((id) => id.startsWith('day|2027-12-01|'))).toBe(true);
  // Put right, it is where it was; then the days go by.
  for (const now of ['2026-12-01T08:00:05Z', '2026-12-01T08:00:10Z', '2026-12-02T08:00Z', '2026-12-03T08:00Z'])
    await look(now);
  expect((await told()).filter((id) => !ahead.includes(id))).toEqual(
    ['2026-12-02', '2026-12-03'].flatMap((on) =>
      [`day|${on}|${owner}`, ...(on === '2026-12-02' ? [`day|${on}|${holder(seat.drugs)}`] : [])].sort(),
    ),
  );
});

test('instances whose clocks differ by seconds do not put each other back', async () => {
  const { look, store } = await clockOf([actionsLaid(due)]);
  await look('2026-12-01T07:59Z');
  await look('2026-12-01T08:00:03Z');
  const before = await store.get(areaId, Cadences, CADENCE);
  await look('2026-12-01T08:00:01Z', { instance: 'two', at: '2026-01-01T00:02:00.000Z' });
  expect(await store.get(areaId, Cadences, CADENCE)).toEqual(before);
});

test('what cannot be worked out of one kind keeps nobody from the others, and is told once it can', async () => {
  const essex = bodyCalled('iom', 'essex');
  const panel = await calendarPanel(essex);
  await panel.makes('2026-12-09', '2026-11-24T12:00Z');
  await panel.look('2026-11-29T18:00Z');
  const { list } = panel.store;
  panel.store.list = (...args) => (args[1].prefix === 'act' ? Promise.reject(new Error('unreadable')) : list(...args));
  await expect(panel.look('2026-11-30T09:00Z')).rejects.toThrow('unreadable');
  expect((await panel.told('attending')).length).toBe(essex.seats.length);
  expect(await panel.cardsOf(coordinator)).toEqual({});
  panel.store.list = list;
  await panel.look('2026-11-30T09:00:05Z');
  expect((await panel.told('attending')).length).toBe(essex.seats.length);
  expect(await panel.cardsOf(coordinator)).toEqual({ '2026-11-30': ['agenda'] });
});

test.for([
  ['only those of the area, where some are', [coordinator], [coordinator]],
  ['all of them, where none is known in it', [], [coordinator, elsewhere]],
] as const)('of the co-ordinators whom the configuration names, the clock tells %s', async ([, here, expected]) => {
  const gone = caseOf({ state: 'removed', reselectOn: day('2026-12-01') });
  const known = here.map((person) => [
    create(Members, person, { person, name: 'Invented', mri: '29:x', serviceUrl: 'x' }),
  ]);
  const { look, told } = await clockOf([laid(gone), ...known]);
  const coordinators = [coordinator, elsewhere];
  await look('2026-11-30T12:00Z', { coordinators });
  await look('2026-12-01T08:00Z', { coordinators });
  expect(await told()).toEqual(expected.map((person) => `day|2026-12-01|${person}`).sort());
});

import { describe, expect, test } from 'vitest';
import { AREA } from '../../services/area.ts';
import { type Area, Areas } from '../../services/model.ts';
import { promptNow, switchDaily } from '../../services/overnight.ts';
import { answerNothing } from '../../services/overnightAnswers.ts';
import { rolesOf } from '../../services/permission.ts';
import type { PersonKey } from '../../services/person.ts';
import { registersOf } from '../../services/register.ts';
import { day } from '../../services/rules/days.ts';
import { replace } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { areaAt, at, everybody, press, startNight, TODAY } from '../support/atNight.ts';
import { areaId, coordinator } from '../support/bodies.ts';
import { londonCase } from '../support/colouredCase.ts';

const all = [...everybody].sort();
const without = (...gone: readonly string[]) => all.filter((person) => !gone.includes(person));

describe('who is asked when', () => {
  type Asked = [
    what: string,
    at: Partial<Area>,
    from: string,
    looks: readonly string[],
    asked: Readonly<Record<string, readonly string[]>>,
  ];
  const usual: Partial<Area> = {};
  const tuesday = '2026-11-24T07:00:00Z';
  const rows: readonly Asked[] = [
    ['everybody at eight', usual, tuesday, ['2026-11-24T07:59:59Z'], { '2026-11-24': [] }],
    ['everybody from eight on', usual, tuesday, ['2026-11-24T08:00:00Z'], { '2026-11-24': all }],
    [
      'nobody on a Saturday or Sunday',
      usual,
      '2026-11-27T12:00:00Z',
      ['2026-11-28T10:00:00Z', '2026-11-29T10:00:00Z'],
      { '2026-11-27': [], '2026-11-28': [], '2026-11-29': [] },
    ],
    [
      'nobody on a bank holiday',
      usual,
      '2026-12-24T12:00:00Z',
      ['2026-12-25T10:00:00Z', '2026-12-28T10:00:00Z', '2026-12-29T08:00:00Z'],
      { '2026-12-25': [], '2026-12-28': [], '2026-12-29': all },
    ],
    [
      'not who is on leave, nor their stand-in twice',
      { leave: { [at.prison]: { until: day('2026-11-24'), standIn: at.drugs } } },
      tuesday,
      ['2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z'],
      { '2026-11-24': without(at.prison) },
    ],
    [
      'not who wants quiet, until its last day is over',
      { quiet: { [at.drugs]: day('2026-11-24') } },
      tuesday,
      ['2026-11-24T08:00:00Z', '2026-11-25T08:00:00Z'],
      { '2026-11-24': without(at.drugs), '2026-11-25': all },
    ],
    [
      'who chose half past seven, before the others',
      { prompts: { [at.police]: '07:30' } },
      tuesday,
      ['2026-11-24T07:30:00Z'],
      { '2026-11-24': [at.police] },
    ],
    [
      'who chose a quarter to nine, after the others',
      { prompts: { [at.police]: '08:45' } },
      tuesday,
      ['2026-11-24T08:44:00Z'],
      { '2026-11-24': without(at.police) },
    ],
    [
      'who chose a time that the scheme’s window has left out, at the usual time',
      { prompts: { [at.police]: '06:00' } },
      tuesday,
      ['2026-11-24T07:59:00Z'],
      { '2026-11-24': [] },
    ],
    [
      'nobody where it is switched off',
      { daily: { 'iom-team': false } },
      tuesday,
      ['2026-11-24T10:00:00Z'],
      {
        '2026-11-24': [],
      },
    ],
  ];
  test.for(rows)('%s', async ([, change, from, looks, asked]) => {
    const night = await startNight(change);
    await night.look(from);
    for (const look of looks) await night.look(look);
    for (const [on, expected] of Object.entries(asked)) expect(await night.asked(day(on)), on).toEqual(expected);
  });

  test.for([
    ['in spring', '2027-03-25T12:00:00Z', '2027-03-29', '2027-03-30', '2027-03-30T06:59:59Z', '2027-03-30T07:00:00Z'],
    ['in autumn', '2026-10-23T12:00:00Z', '2026-10-25', '2026-10-26', '2026-10-26T07:59:59Z', '2026-10-26T08:00:00Z'],
  ] as const)(
    'after the clocks have changed %s, at eight by the clock on the wall',
    async ([, from, off, on, before, eight]) => {
      const night = await startNight();
      await night.look(from);
      await night.look(before);
      expect([await night.asked(day(off)), await night.asked(day(on))]).toEqual([[], []]);
      await night.look(eight);
      expect(await night.asked(day(on))).toEqual(all);
    },
  );
});

describe('once', () => {
  test('nobody twice on a day, whoever holds how many seats and however often the clock comes round', async () => {
    const { holders } = areaAt();
    const twice = await startNight({ holders: { ...holders, 'iom-team-voluntary-sector': at.police } });
    await twice.look('2026-11-24T07:00:00Z');
    for (const time of ['08:00', '08:30', '09:00', '09:10']) await twice.look(`2026-11-24T${time}:00Z`);
    expect(await twice.asked(day('2026-11-24'))).toEqual(without(at.charity));
  });

  test('who takes a seat after eight is asked by nine', async () => {
    const night = await startNight({ holders: { 'iom-team-police': at.police } });
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T08:00:00Z');
    expect(await night.asked(day('2026-11-24'))).toEqual([at.police]);
    const row = must(await night.store.get(areaId, Areas, AREA), 'an area');
    await night.store.commit(areaId, [replace(row, areaAt())]);
    await night.look('2026-11-24T09:00:00Z');
    expect(await night.asked(day('2026-11-24'))).toEqual(all);
  });

  test('who changes to a time that has gone by is asked by nine all the same', async () => {
    const night = await startNight({ prompts: { [at.police]: '07:30' } });
    await night.look('2026-11-24T07:45:00Z');
    await night.look('2026-11-24T08:00:00Z');
    expect(await night.asked(day('2026-11-24'))).toEqual(all);
  });
});

describe('since when it is asked', () => {
  test.for([
    ['the morning before', '2026-11-24T07:00:00Z', ['2026-11-24T08:00:00Z'], '2026-11-24', '2026-11-23'],
    ['Friday, on a Monday', '2026-11-27T12:00:00Z', ['2026-11-30T08:00:00Z'], '2026-11-30', '2026-11-27'],
    ['the last working day, after Christmas', '2026-12-24T12:00Z', ['2026-12-29T08:00Z'], '2026-12-29', '2026-12-24'],
    [
      'the last morning on which anybody was asked, where nothing ran on the one after',
      '2026-11-26T07:00:00Z',
      ['2026-11-26T08:00:00Z', '2026-11-30T07:00:00Z', '2026-11-30T08:00:00Z'],
      '2026-11-30',
      '2026-11-26',
    ],
  ] as const)('%s', async ([, from, looks, on, since]) => {
    const night = await startNight();
    await night.look(from);
    for (const look of looks) await night.look(look);
    expect((await night.night(at.police, day(on)))?.doc.after).toBe(since);
  });

  test.for([
    ['five weeks before, where nobody was asked since', '2026-10-20', '2026-10-20'],
    ['the last of several', '2026-11-06', '2026-11-06'],
    ['the working day before, where nobody has ever been asked', undefined, '2026-11-23'],
  ] as const)('%s', async ([, last, since]) => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    for (const on of last ? ['2026-10-19', last] : []) await night.asks(at.drugs, { day: day(on) });
    await night.look('2026-11-24T08:00:00Z');
    expect((await night.night(at.police, TODAY))?.doc.after).toBe(since);
  });

  test('a morning on which nothing ran is asked with the next, not on its own', async () => {
    const night = await startNight();
    await night.look('2026-11-26T12:00:00Z');
    await night.look('2026-11-30T07:00:00Z');
    expect(await night.asked(day('2026-11-27'))).toEqual([]);
  });
});

describe('whoever has not answered', () => {
  test('is asked once more at a quarter past nine, and whoever has is not', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T08:00:00Z');
    await answerNothing(await night.by(at.police, '2026-11-24T08:05:00Z'), press(1));
    await night.look('2026-11-24T09:15:00Z');
    await night.look('2026-11-24T09:20:00Z');
    await night.look('2026-11-24T16:00:00Z');
    expect(await night.nudged()).toEqual(without(at.police));
  });

  test.for([
    ['was asked late, because nothing ran', '2026-11-24T09:40:00Z', []],
    ['was asked just before', '2026-11-24T09:10:00Z', []],
    ['was asked well before', '2026-11-24T09:05:00Z', all],
  ] as const)('not at once where everybody %s', async ([, first, nudged]) => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    await night.look(first);
    await night.look('2026-11-24T09:45:00Z');
    expect(await night.asked(day('2026-11-24'))).toEqual(all);
    expect(await night.nudged()).toEqual(nudged);
  });

  test('not without a seat any more', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T08:00:00Z');
    const row = must(await night.store.get(areaId, Areas, AREA), 'an area');
    const holders = { ...row.doc.holders, 'iom-team-prison': at.drugs };
    await night.store.commit(areaId, [replace(row, { ...row.doc, holders })]);
    await night.look('2026-11-24T09:15:00Z');
    expect(await night.nudged()).toEqual(without(at.prison));
  });

  test('not on the day after', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T08:00:00Z');
    await night.look('2026-11-25T07:00:00Z');
    expect(await night.nudged()).toEqual([]);
  });
});

describe('a co-ordinator', () => {
  test('has everybody asked at once who has not been, on a Sunday too', async () => {
    const night = await startNight({ quiet: { [at.drugs]: day('2026-11-30') } });
    await night.look('2026-11-28T12:00:00Z');
    const sunday = '2026-11-29T11:00:00Z';
    expect(await promptNow(await night.by(coordinator, sunday))).toEqual({ asked: 5, before: 0, away: 1 });
    expect(await promptNow(await night.by(coordinator, sunday))).toEqual({ asked: 0, before: 5, away: 1 });
    expect(await night.asked(day('2026-11-29'))).toEqual(without(at.drugs));
    expect((await night.night(at.police, day('2026-11-29')))?.doc.after).toBe('2026-11-27');
    await night.look('2026-11-30T08:00:00Z');
    expect((await night.night(at.police, day('2026-11-30')))?.doc.after).toBe('2026-11-29');
  });

  test('and the clock at the same moment ask everybody once', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00:00Z');
    const now = '2026-11-24T08:00:00Z';
    const work = await night.by(coordinator, now);
    await Promise.all([night.look(now), promptNow(work)]);
    expect((await night.sends()).filter(({ view }) => view === 'overnight')).toHaveLength(everybody.length);
    expect(await night.asked(day('2026-11-24'))).toEqual(all);
  });

  test('switches it on after the morning: it begins with the next, without a round-up of today', async () => {
    const night = await startNight({ daily: { 'iom-team': false } });
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T08:00:00Z');
    await switchDaily(await night.by(coordinator, '2026-11-24T14:00:00Z'), 'iom-team', true);
    expect(await night.look('2026-11-24T14:05:00Z')).toBe(0);
    await night.look('2026-11-25T08:00:00Z');
    expect(await night.asked(day('2026-11-25'))).toEqual(all);
    expect((await night.night(at.police, day('2026-11-25')))?.doc.after).toBe('2026-11-24');
  });

  test('switches it off and on again', async () => {
    const night = await startNight();
    await switchDaily(await night.by(coordinator, '2026-11-23T12:00:00Z'), 'iom-team', false);
    await expect(promptNow(await night.by(coordinator, '2026-11-23T12:00:00Z'))).rejects.toThrow('Type “daily”');
    await night.look('2026-11-24T07:00:00Z');
    await night.look('2026-11-24T10:00:00Z');
    expect(await night.asked(day('2026-11-24'))).toEqual([]);
    await switchDaily(await night.by(coordinator, '2026-11-24T12:00:00Z'), 'iom-team', true);
    await night.look('2026-11-25T08:00:00Z');
    expect(await night.asked(day('2026-11-25'))).toEqual(all);
    await expect(switchDaily(await night.by(coordinator, '2026-11-24T12:00:00Z'), 'iom', true)).rejects.toThrow(
      'no daily contact for the IOM Panel',
    );
  });
});

describe('the cases of the panel', () => {
  const roles = async (person: PersonKey, about: object) => {
    const night = await startNight();
    const { area, scheme, actor } = await night.by(person, '2026-11-24T08:00:00Z');
    return rolesOf(area, scheme, actor, about);
  };
  const { leadProfessional: _, policeContact: __, ...doc } = londonCase({ owner: 'voluntary-sector' });

  test('are open to its team', async () => {
    expect(await roles(at.drugs, { case: doc })).toContain('member');
  });

  test.for([
    ['a referral to the panel', { referral: { ...doc, referrer: 'x|y', agency: 'police' } }],
    ['a case of another body', { case: { ...doc, body: 'iom-board' } }],
    ['a case that is open to others', { case: { ...doc, restrictedTo: [at.police] } }],
  ])('but not %s', async ([, about]) => {
    expect(await roles(at.drugs, about as object)).not.toContain('member');
  });

  test('and their register is read by it', async () => {
    const night = await startNight();
    expect(registersOf(await night.by(at.drugs, '2026-11-24T08:00:00Z')).map(({ id }) => id)).toEqual(['iom']);
  });
});
